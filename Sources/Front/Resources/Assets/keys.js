// Shortcuts: letters that count while nobody types. Elements name theirs (`data-key`); `?` lists
// what there is on this page.

import { byId, isTyping, on } from "./dom.js";

const GO = { d: "/page/desk", c: "/page/callers", a: "/page/approvals", m: "/page/monitor",
  s: "/page/site", n: "/page/admin", u: "/page/audit", h: "/page/sheet", y: "/page/account" };
let isGoing = false;

const shown = (node) => node.getClientRects().length > 0 && !node.disabled;
const named = () => [...document.querySelectorAll("main [data-key]")].filter(shown);
const links = () => Object.entries(GO).filter(([, path]) =>
  document.querySelector(`nav a[href="${path}"], .mine a[href="${path}"]`));

function list() {
  const entries = [["?", "This list"], ["Esc", "Close a dialog"]];
  for (const node of named()) {
    const name = node.matches("button, a") ? node.textContent.trim()
      : node.closest("label")?.firstChild?.textContent?.trim();
    entries.push([node.dataset.key, name ?? ""]);
  }
  for (const [key, path] of links()) {
    const link = document.querySelector(`nav ul a[href="${path}"]`);
    entries.push([`g ${key}`, `Go to ${link?.textContent.trim() ?? "your account"}`]);
  }
  byId("shortcut-list").replaceChildren(...entries.flatMap(([key, name]) => {
    const term = document.createElement("dt"), meaning = document.createElement("dd");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    term.append(kbd);
    meaning.textContent = name;
    return [term, meaning];
  }));
  byId("shortcuts").showModal();
}

export function takeKeys() {
  on("click", "[data-shortcuts]", list);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      list();
      return;
    }
    if (isGoing) {
      isGoing = false;
      const target = links().find(([key]) => key === event.key);
      if (target) location.assign(target[1]);
      return;
    }
    if (event.key === "g") {
      isGoing = true;
      setTimeout(() => { isGoing = false; }, 1500);
      return;
    }
    const node = named().find((candidate) => candidate.dataset.key === event.key);
    if (!node) return;
    event.preventDefault();
    if (node.matches("button, a")) node.click(); else node.focus();
  });
}
