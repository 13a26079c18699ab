// One client on one screen: what is read to the caller, what is selected, and whether one may
// instruct at all.

import { byId, figure, on, say } from "./dom.js";
import { Refusal, request } from "./request.js";
import { bodyOf, sent, showProblem, submit } from "./forms.js";
import { opened } from "./dialogs.js";
import { redrawn } from "./parts.js";

const SETTLE_MS = 300; // a field that is being typed in is not asked about at every letter

// Whether this person has the client on the line -------------------------------------------------
function showCall() {
  const call = byId("call");
  document.body.classList.toggle("in-call", call?.dataset.mine === "true");
  markSelected();
}

// Selected positions -----------------------------------------------------------------------------
const selected = () => [...document.querySelectorAll("[data-pick]:checked")].map((b) => b.dataset.pick);

function markSelected() {
  const button = document.querySelector("[data-selected]");
  if (!button) return;
  const count = selected().length;
  button.disabled = count === 0;
  button.textContent = count ? `Square off selected (${count})` : "Square off selected";
}
on("change", "[data-pick]", markSelected);

// What will be sent, in words --------------------------------------------------------------------
// The desk rehearses the very thing and says it; what was read has a name, and only that is sent.
const rehearsals = new WeakMap(); // form -> {text, readBack, timer, number}

function adapt(form) {
  for (const label of form.querySelectorAll("[data-when]")) {
    const [name, value] = label.dataset.when.split(" ");
    label.hidden = form.elements[name].value !== value;
  }
}

function rehearse(form, after = 0) {
  const state = rehearsals.get(form) ?? { number: 0 };
  rehearsals.set(form, state);
  clearTimeout(state.timer);
  state.number += 1;
  state.readBack = null;
  const confirm = form.querySelector("[data-confirm]");
  confirm.disabled = true;
  const words = form.querySelector("[data-words]");
  words.textContent = "…";
  const number = state.number;
  state.timer = setTimeout(async () => {
    const [method, path] = form.dataset.preview.split(" ");
    const body = bodyOf(form);
    try {
      const answer = await request(method, path, { body });
      if (number !== state.number) return;
      state.readBack = answer.read_back;
      state.text = JSON.stringify(body);
      words.textContent = answer.text;
      const leftOut = answer.left_out_of_your_scope;
      if (leftOut) words.textContent += ` (${figure(leftOut)} are not yours to close and stay.)`;
      form.querySelector("[data-problem]").hidden = true;
      confirm.disabled = false;
      const isAway = !form.contains(document.activeElement) || document.activeElement === document.body;
      if (isAway) confirm.focus();
    } catch (error) {
      if (number !== state.number) return;
      words.textContent = "Nothing can be sent like this.";
      const place = form.querySelector("[data-problem]");
      place.textContent = error.message;
      place.hidden = false;
    }
  }, after);
}

opened.addEventListener("open", ({ detail: { dialog, button } }) => {
  const form = dialog.querySelector("form[data-preview]");
  if (!form) return;
  const ids = "selected" in button.dataset ? selected() : [];
  if (form.elements.position_ids) form.elements.position_ids.value = ids.join(" ");
  for (const node of form.querySelectorAll("[data-of-selected]")) node.hidden = !ids.length;
  for (const node of form.querySelectorAll("[data-of-all]")) node.hidden = ids.length > 0;
  adapt(form);
  rehearse(form);
});

on("input", "form[data-preview]", (form, event) => {
  const other = event.target.dataset?.instead;
  if (other && event.target.value) form.elements[other].value = "";
  adapt(form);
  rehearse(form, SETTLE_MS);
});

on("submit", "form[data-preview]", (form, event) => {
  event.preventDefault();
  const state = rehearsals.get(form);
  if (!state?.readBack || form.querySelector("[data-confirm]").disabled) return;
  submit(form, { read_back: state.readBack });
});

// It moved since it was read: read it anew, and say so.
sent.addEventListener("refused", ({ detail: { form, error } }) => {
  if (!form.dataset.preview || !(error instanceof Refusal) || error.problem.code !== "IR210") return;
  rehearse(form);
  showProblem(form, new Error("It has moved since it was read. Read the new words to the caller."));
});

// Changes of an order, in words ------------------------------------------------------------------
function sayChange(form) {
  const words = form.querySelector("[data-say-change]");
  if (!words) return;
  words.textContent = words.dataset.sayChange.replace(/\{([a-z_]+)\}/g,
    (_, name) => figure(form.elements[name]?.value || "…"));
}
opened.addEventListener("open", ({ detail: { dialog } }) => {
  const form = dialog.querySelector("form");
  if (form) sayChange(form);
});
on("input", "form[data-changed]", sayChange);

// A masked field, shown once ---------------------------------------------------------------------
sent.addEventListener("sent", ({ detail: { form, answer } }) => {
  if (!form.dataset.show) return;
  const place = form.querySelector("[data-shown]");
  place.textContent = answer[form.dataset.show] ?? "not known";
  place.hidden = false;
});

// The call ended elsewhere, or was handed over: nothing more is to be seen here.
redrawn.addEventListener("refused", () => {
  for (const part of document.querySelectorAll("main [data-part]")) part.remove();
  document.body.classList.remove("in-call");
  byId("dialog").close();
  say("The call is over: verify the caller again.", "bad");
  const link = document.createElement("a");
  link.href = "/page/desk";
  link.className = "button primary";
  link.textContent = "To the desk";
  if (!document.querySelector("main > .button")) byId("main").append(link);
});

redrawn.addEventListener("part", showCall);
redrawn.addEventListener("row", markSelected);
showCall();
