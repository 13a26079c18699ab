// Every figure says how old it is. Ages are counted from when the front read it, by the database's
// clock, and go on by this page's: what this computer takes for the time of day does not matter.

const began = new WeakMap(); // when a part was read: {server, here}
const TICK_MS = 1000;

let staleSeconds = 15;
let isLost = false;

// After how many seconds what was read counts as old.
export const staleAfter = () => staleSeconds;

// A part was read at `readAt` (the database's clock); else at what it says itself.
export function note(part, readAt) {
  const server = Date.parse(readAt ?? part.dataset.readAt ?? "");
  if (!Number.isNaN(server)) began.set(part, { server, here: performance.now() });
}

export function words(seconds) {
  if (seconds < 1) return "now";
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} days`;
}

// "3 s", "heard 3 s ago", "3 days old".
function told(age, verb, isOld) {
  if (verb) return age === "now" ? `${verb} now` : `${verb} ${age} ago`;
  return isOld ? `${age} old` : age;
}

const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

function serverNow(node) {
  const part = node.closest("[data-read-at]");
  const known = part ? began.get(part) : null;
  return known ? known.server + performance.now() - known.here : null;
}

// The best guess of the database's clock, from what was read last.
function anyNow() {
  const band = document.querySelector("[data-part=band]");
  return band ? serverNow(band) : null;
}

// Counts all ages now: what was just drawn has none yet, and the page must not jump when they come.
export function tick() {
  const band = document.querySelector("[data-part=band]");
  if (band?.dataset.stale) staleSeconds = Number(band.dataset.stale);
  for (const part of document.querySelectorAll("[data-read-at]")) {
    if (!began.has(part)) note(part);
    const known = began.get(part);
    const age = known ? (performance.now() - known.here) / 1000 : 0;
    const isStale = age > staleSeconds || (isLost && age > 2);
    if (part.classList.contains("stale") !== isStale) part.classList.toggle("stale", isStale);
    const own = part.querySelector(":scope .read-age");
    if (own) put(own, `${isStale ? "Old: read" : "Read"} ${age < 1 ? "now" : `${words(age)} ago`}`);
  }
  for (const node of document.querySelectorAll("[data-age]:not(.read-age)")) {
    const now = serverNow(node) ?? anyNow();
    if (now === null) continue;
    const seconds = Math.max(0, (now - Date.parse(node.dataset.age)) / 1000);
    const isOld = "old" in node.dataset && seconds > staleSeconds;
    if (isOld !== node.classList.contains("old")) node.classList.toggle("old", isOld);
    put(node, told(words(seconds), node.dataset.ageWords, isOld));
  }
  for (const node of document.querySelectorAll("[data-until]")) {
    const now = serverNow(node) ?? anyNow();
    if (now === null) continue;
    const left = (Date.parse(node.dataset.until) - now) / 1000;
    const text = left > 0 ? `${words(left)} left` : "over";
    put(node, text);
    node.classList.toggle("loss", left < 120);
  }
}

export function lost(isNow) {
  isLost = isNow;
  document.documentElement.classList.toggle("lost", isNow);
  tick();
}

export function countAges() {
  for (const part of document.querySelectorAll("[data-read-at]")) note(part);
  tick();
  setInterval(tick, TICK_MS);
}
