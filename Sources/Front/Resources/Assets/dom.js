// Small words for the document.

export const byId = (id) => document.getElementById(id);

// Calls `action` with the nearest element that `selector` describes, at an event inside of it.
export function on(type, selector, action) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) action(element, event);
  });
}

// The first element of HTML that our own front drew: parsed apart, so nothing of it runs. A row is
// parsed inside a table, or the parser would drop it.
export function drawn(html) {
  const template = document.createElement("template");
  const parsed = new DOMParser().parseFromString(
    /^\s*<tr[\s>]/.test(html) ? `<table><tbody>${html}</tbody></table>` : html, "text/html");
  const row = /^\s*<tr[\s>]/.test(html) ? parsed.querySelector("tr") : null;
  template.content.append(...(row ? [row] : parsed.body.childNodes));
  return template.content;
}

// Digits in India's groups, as they stand: 12,34,567.5.
export const figure = (text) => String(text).replace(/^\d+/,
  (whole) => whole.replace(/\d(?=(\d\d)+\d$)/g, "$&,"));

// Says something to who sees and to who hears.
export function say(text, kind = "") {
  const message = byId("message");
  if (!message) return;
  message.textContent = text ?? "";
  message.className = `message ${kind}`;
  message.hidden = !text;
  if (text) message.scrollIntoView({ block: "nearest" });
}

// News for who hears; the screen shows it where it happens.
export function announce(text) {
  const news = byId("news");
  if (news && text) news.textContent = text;
}

export const isTyping = (element) =>
  Boolean(element?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]"));
