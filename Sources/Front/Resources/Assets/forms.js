// Forms that send JSON to the desk.
//   data-send="POST /squareoff"   where to; {name} stands for a member of the answer in data-go
//   data-done="Sent."             what is said when it was taken
//   data-spent                    a refused try counts: the field is emptied, parts are read anew
//   data-refresh="orders"         parts that are read anew; data-go="/page/…": where to go then
// A field's data-type makes a number or a truth value of it; an empty one is left out. A press
// while it is sent does nothing; the same words again after a lost answer carry the same key.

import { on, say } from "./dom.js";
import { outcome } from "./outcome.js";
import { Refusal, change, newKey } from "./request.js";
import { refreshParts } from "./parts.js";

const intents = new WeakMap(); // form -> {text, key}
export const sent = new EventTarget();

export function bodyOf(form) {
  const body = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || "kept" in field.dataset) continue;
    if (field.closest("[hidden]") && field.type !== "hidden") continue;
    if (field.type === "checkbox") {
      if (field.checked || field.defaultChecked) body[field.name] = field.checked;
    } else if (field.value.trim() !== "") {
      body[field.name] = field.dataset.type === "number" ? Number(field.value) : field.value.trim();
    }
  }
  return body;
}

// The key of what the form says now: the same words, the same key.
export function keyOf(form, body) {
  const text = JSON.stringify(body);
  const known = intents.get(form);
  if (known?.text === text) return known.key;
  const key = newKey();
  intents.set(form, { text, key });
  return key;
}

export function showProblem(form, error) {
  const place = form.querySelector("[data-problem]");
  const problem = error instanceof Refusal ? error.problem : null;
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const field = problem?.field ? form.elements[problem.field] : null;
  if (field instanceof Element) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
  const text = [error.message, ...(problem?.problems ?? [])].join(" ");
  if (place) {
    place.textContent = text;
    place.hidden = false;
  } else {
    say(text, "bad");
  }
}

function clearProblem(form) {
  const place = form.querySelector("[data-problem]");
  if (place) place.hidden = true;
  else say("");
}

// One action at a time for a form or button: a second press while it runs does nothing.
export async function once(control, action) {
  if (control.dataset.busy) return;
  control.dataset.busy = "1";
  control.setAttribute("aria-busy", "true");
  const buttons = control.matches("button") ? [control] : [...control.querySelectorAll("button")];
  const disabled = buttons.filter((button) => !button.disabled);
  for (const button of disabled) button.disabled = true;
  try {
    await action();
  } finally {
    delete control.dataset.busy;
    control.removeAttribute("aria-busy");
    for (const button of disabled) button.disabled = false;
  }
}

const filled = (text, answer) =>
  text.replace(/\{([a-z_]+)\}/g, (_, name) => encodeURIComponent(answer?.[name] ?? ""));

// What follows a change that was taken: words, parts, another page.
export async function follow(source, answer) {
  const { done, refresh, go } = source.dataset;
  if (go) {
    location.assign(filled(go, answer));
    return;
  }
  source.closest("dialog")?.close();
  if (done !== undefined) say(outcome(done, answer), "good");
  if (refresh) await refreshParts(refresh);
}

export async function submit(form, more = {}) {
  const [method, path] = form.dataset.send.split(" ");
  const body = { ...bodyOf(form), ...more };
  await once(form, async () => {
    clearProblem(form);
    try {
      const answer = await change(method, path, {
        body: method === "DELETE" ? undefined : body, key: keyOf(form, body),
        onWait: () => showProblem(form, new Error(
          "No answer yet. The same request is sent again by itself; it is done once.")),
      });
      intents.delete(form);
      clearProblem(form);
      sent.dispatchEvent(new CustomEvent("sent", { detail: { form, answer } }));
      if (form.dataset.show) return;
      if ("reset" in form.dataset || !form.closest("dialog")) form.reset();
      await follow(form, answer);
    } catch (error) {
      // Only a refusal that is one ends the intent: after any other it may have been done.
      if (error instanceof Refusal && error.problem.status < 500) intents.delete(form);
      showProblem(form, error);
      if ("spent" in form.dataset && error instanceof Refusal) {
        form.reset();
        await refreshParts(form.dataset.refresh);
      }
      sent.dispatchEvent(new CustomEvent("refused", { detail: { form, error } }));
    }
  });
}

function isSame(form) {
  const names = form.dataset.same?.split(" ") ?? [];
  if (names.length < 2 || form.elements[names[0]].value === form.elements[names[1]].value) return true;
  showProblem(form, new Error("The two do not agree."));
  form.elements[names[1]].focus();
  return false;
}

export function takeForms() {
  on("submit", "form[data-send]", (form, event) => {
    event.preventDefault();
    if (form.dataset.preview || !isSame(form)) return;
    submit(form);
  });
}
