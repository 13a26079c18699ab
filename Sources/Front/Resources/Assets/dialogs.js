// Dialogs: one that asks yes or no (`data-ask`), and one that shows a part (`data-open`).

import { byId, drawn, on, say } from "./dom.js";
import { Refusal, change, newKey, part } from "./request.js";
import { follow, once } from "./forms.js";

export const opened = new EventTarget();

function shell() {
  const dialog = byId("dialog");
  dialog.replaceChildren();
  return dialog;
}

const element = (name, text, attributes = {}) => {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

// Asks before it does; with data-reason a reason in words goes along.
function ask(button) {
  const [method, path] = button.dataset.ask.split(" ");
  const key = newKey();
  const dialog = shell();
  const form = element("form");
  form.append(element("h2", button.dataset.question ?? "Are you sure?", { id: "dialog-title" }));
  if ("reason" in button.dataset) {
    const label = element("label", "Reason ");
    label.append(element("input", undefined, { name: "reason", required: "", maxlength: "500" }));
    form.append(label);
  }
  const problem = element("p", "", { class: "message bad", role: "alert", "data-problem": "", hidden: "" });
  const buttons = element("p", undefined, { class: "buttons" });
  buttons.append(element("button", button.textContent.trim(), { class: "danger" }), " ",
    element("button", "Back", { type: "button", "data-close": "" }));
  form.append(problem, buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(form, async () => {
      const body = button.dataset.body ? JSON.parse(button.dataset.body) : {};
      if (form.elements.reason) body.reason = form.elements.reason.value.trim();
      try {
        const answer = await change(method, path,
          { body: method === "DELETE" || !Object.keys(body).length ? undefined : body, key });
        dialog.close();
        await follow(button, answer);
      } catch (error) {
        problem.textContent = error.message;
        problem.hidden = false;
      }
    });
  });
  dialog.append(form);
  dialog.showModal();
}

// Shows a part of this page that the front draws now.
export async function open(button, more = {}) {
  const query = new URLSearchParams({ part: button.dataset.open });
  if (button.dataset.id) query.set("row", button.dataset.id);
  if (button.dataset.source) query.set("source", button.dataset.source);
  await once(button, async () => {
    try {
      const { html } = await part(`${location.pathname}?${query}`);
      const dialog = shell();
      dialog.append(drawn(html));
      dialog.showModal();
      opened.dispatchEvent(new CustomEvent("open", { detail: { dialog, button, ...more } }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say(error.message, "bad");
    }
  }).catch((error) => say(error.message, "bad"));
  // The button was disabled while the dialog opened: it could not be where the focus goes back to.
  byId("dialog").addEventListener("close", () => button.isConnected && button.focus(), { once: true });
}

export function takeDialogs() {
  // What was shown once (a masked field, a key) is not kept behind a closed dialog.
  byId("dialog").addEventListener("close", ({ target }) => {
    if (!target.open) target.replaceChildren();
  });
  on("click", "[data-ask]", ask);
  on("click", "[data-open]", (button) => open(button));
  on("click", "[data-close]", (button) => button.closest("dialog").close());
  on("click", "[data-print]", () => print());
}
