// Parts of the page that the front draws anew when something changed. An element with `data-part`
// says which kinds of events touch it (`data-on`), and how often it is read all the same
// (`data-every`, seconds). A part whose rows are parts of their own (`data-row-part`) has one row
// exchanged when an event names it.

import { announce, drawn, say } from "./dom.js";
import { Refusal, part as read } from "./request.js";
import { note, staleAfter, tick } from "./ages.js";

const SETTLE_MS = 60; // what happens within this time is one reading of a whole part
const LATER_MS = 400; // what only follows from a change (trades, sums) lets the change itself go first
const FRESH_SHARE = 2 / 3; // of the time after which it would count as old, a part is read anew
const ROWS_AT_ONCE = 12; // more changed rows are one reading of the whole

const waiting = new Map(); // what is being read, and whether it has to be read once more
const tags = new WeakMap();
const readAt = new WeakMap(); // when by this page's clock
export const redrawn = new EventTarget();

const address = (name, more = "") => {
  const query = new URLSearchParams(location.search);
  query.set("part", name);
  return `${location.pathname}?${query}${more}`;
};
const element = (name) => document.querySelector(`[data-part="${CSS.escape(name)}"]`);

// The keyboard, the choice and the scroll stay where they were.
function keep(old) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const nameOf = (node) => node.id ? `#${CSS.escape(node.id)}` : ["name", "data-pick", "data-id",
    "data-open", "data-ask", "href"].filter((name) => node.hasAttribute(name))
    .map((name) => `[${name}="${CSS.escape(node.getAttribute(name))}"]`).join("");
  const focused = active ? active.tagName.toLowerCase() + nameOf(active) : null;
  const picked = [...old.querySelectorAll("[data-pick]:checked")].map((box) => box.dataset.pick);
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  const scrolls = [...old.querySelectorAll(".scroll")].map((s) => [s.scrollLeft, s.scrollTop]);
  return (fresh) => {
    for (const id of picked) {
      const box = fresh.querySelector(`[data-pick="${CSS.escape(id)}"]`);
      if (box) box.checked = true;
    }
    fresh.querySelectorAll("details").forEach((d, index) => { d.open = open[index] ?? false; });
    fresh.querySelectorAll(".scroll").forEach((box, index) => {
      [box.scrollLeft, box.scrollTop] = scrolls[index] ?? [0, 0];
    });
    if (focused) {
      const target = fresh.matches(focused) ? fresh : fresh.querySelector(focused);
      (target ?? fresh.querySelector("h1, h2, .scroll"))?.focus({ preventScroll: true });
    }
  };
}

// A press is one thing: nothing is exchanged under a pointer or a space bar that is down, or the click
// would never come. One that is never seen to end holds nothing up for long.
const PRESS_MS = 3000;
let released = null;
let release = () => {};
const pressed = () => {
  if (released) return;
  released = new Promise((done) => { release = done; });
  setTimeout(release, PRESS_MS);
  const ended = released;
  ended.then(() => { if (released === ended) released = null; });
};
const up = () => setTimeout(release, 0); // the click comes first
document.addEventListener("pointerdown", pressed, true);
for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, up, true);
document.addEventListener("keydown", (event) => { if (event.key === " ") pressed(); }, true);
document.addEventListener("keyup", (event) => { if (event.key === " ") up(); }, true);
window.addEventListener("blur", up);

const isEdited = (node) => [...node.querySelectorAll("form")].some((form) =>
  [...form.elements].some((field) => field.type !== "hidden" && field.type !== "checkbox"
    && field.defaultValue !== undefined && field.value !== field.defaultValue));

function put(old, html) {
  const fresh = drawn(html).firstElementChild;
  if (!fresh) return old;
  const restore = keep(old);
  // What somebody is writing is not taken from under their hands: its form moves over.
  if (isEdited(old)) {
    const forms = [...old.querySelectorAll("form")];
    fresh.querySelectorAll("form").forEach((form, index) => {
      if (forms[index]) form.replaceWith(forms[index]);
    });
  }
  keepNewer(old, fresh);
  told(old, fresh);
  old.replaceWith(fresh);
  restore(fresh);
  redrawn.dispatchEvent(new CustomEvent("part", { detail: fresh }));
  return fresh;
}

// A row that was exchanged by itself meanwhile is newer than what was read before it.
function keepNewer(old, fresh) {
  const before = new Map([...old.querySelectorAll("tr[data-updated]")].map((row) => [row.dataset.row, row]));
  for (const row of fresh.querySelectorAll("tr[data-updated]")) {
    const was = before.get(row.dataset.row);
    if (was && was.dataset.updated > row.dataset.updated) row.replaceWith(was.cloneNode(true));
  }
}

// States that changed are said to who hears.
function told(old, fresh) {
  const before = new Map([...old.querySelectorAll("tr[data-say]")]
    .map((row) => [row.dataset.row, row.dataset.state]));
  for (const row of fresh.querySelectorAll("tr[data-say]")) {
    const was = before.get(row.dataset.row);
    if (was !== undefined && was !== row.dataset.state) announce(row.dataset.say);
  }
}

async function reading(name, old) {
  try {
    const answer = await read(address(name), tags.get(old) ?? old.dataset.tag);
    await released;
    const current = element(name) ?? old;
    const fresh = answer.html === null ? current : put(current, answer.html);
    tags.set(fresh, answer.tag);
    readAt.set(fresh, Date.now());
    note(fresh, answer.readAt);
    tick();
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 403) {
      redrawn.dispatchEvent(new CustomEvent("refused", { detail: error.problem }));
    } else if (error instanceof Refusal && error.problem.status !== 503) {
      say(error.message, "bad");
    }
    return false;
  }
}

// Reads a part now; while it is read already, once more behind it.
export async function refreshPart(name) {
  const old = element(name);
  if (!old) return;
  if (waiting.has(name)) {
    waiting.set(name, true);
    return;
  }
  waiting.set(name, false);
  await reading(name, old);
  if (!waiting.get(name)) {
    waiting.delete(name);
    return;
  }
  setTimeout(() => {
    waiting.delete(name);
    refreshPart(name);
  }, SETTLE_MS);
}

export const refreshParts = (names) => Promise.all(
  (names === "all" ? [...document.querySelectorAll("[data-part]")].map((p) => p.dataset.part)
    : names.split(" ").filter(Boolean)).map(refreshPart));

// One row, or the whole part when the row is new, has gone or belongs elsewhere now.
async function refreshRow(owner, id) {
  const name = owner.dataset.part;
  const row = owner.querySelector(`tr[data-row="${CSS.escape(id)}"]`);
  if (!row) return refreshPart(name);
  try {
    const source = owner.dataset.rowSource ?? "";
    const answer = await read(address(owner.dataset.rowPart, `&row=${encodeURIComponent(id)}${source}`));
    await released;
    const current = element(name)?.querySelector(`tr[data-row="${CSS.escape(id)}"]`);
    const fresh = answer.html ? drawn(answer.html).querySelector("tr") : null;
    if (!current || !fresh) return refreshPart(name);
    // An answer that was overtaken by a newer one is no news.
    if (fresh.dataset.updated && current.dataset.updated > fresh.dataset.updated) return undefined;
    if (current.dataset.state !== fresh.dataset.state) announce(fresh.dataset.say);
    const restore = keep(current);
    const isElsewhere = current.dataset.live !== fresh.dataset.live;
    current.replaceWith(fresh);
    restore(fresh);
    redrawn.dispatchEvent(new CustomEvent("row", { detail: fresh }));
    if (isElsewhere) setTimeout(() => refreshPart(name), SETTLE_MS);
  } catch {
    return refreshPart(name);
  }
  return undefined;
}

// What an event touches.
let rows = new Map();
export function touch({ kind, id }) {
  for (const owner of document.querySelectorAll("[data-part][data-on]")) {
    if (!owner.dataset.on.split(" ").includes(kind)) continue;
    if (id && owner.dataset.rowPart && owner.dataset.on.split(" ")[0] === kind) {
      const ids = rows.get(owner.dataset.part) ?? new Set();
      rows.set(owner.dataset.part, ids.add(id));
      queueMicrotask(flushRows);
    } else {
      soon(owner.dataset.part);
    }
  }
}

function flushRows() {
  const touched = rows;
  rows = new Map();
  for (const [name, ids] of touched) {
    const owner = element(name);
    if (!owner) continue;
    if (ids.size > ROWS_AT_ONCE) refreshPart(name);
    else for (const id of ids) refreshRow(owner, id);
  }
}

// Several events within a moment are one reading.
const soonest = new Map();
function soon(name) {
  if (soonest.has(name)) return;
  soonest.set(name, setTimeout(() => { soonest.delete(name); refreshPart(name); }, LATER_MS));
}

// Read all the same, so that a figure without events (a price) is never old.
export function keepReading() {
  setInterval(() => {
    if (document.hidden) return;
    for (const owner of document.querySelectorAll("[data-part][data-every]")) {
      const since = Date.now() - (readAt.get(owner) ?? started);
      const seconds = Math.min(Number(owner.dataset.every), staleAfter() * FRESH_SHARE);
      if (since >= seconds * 1000) refreshPart(owner.dataset.part);
    }
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) refreshParts("all");
  });
}
const started = Date.now();
