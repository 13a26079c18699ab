// What looks again by itself does not keep a session alive, only what somebody does at the page.
// All tabs share the session, and each refresh token is good once: one tab at a time, and never
// again what another tab has just done.

const REFRESHED = "irra-refreshed";
const REFRESH_AFTER_MS = 300000; // a session that somebody uses is refreshed this often
const LOOK_MS = 20000;
const TIMEOUT_MS = 15000;

let usedAt = Date.now();
for (const sign of ["pointerdown", "keydown"]) {
  document.addEventListener(sign, () => { usedAt = Date.now(); }, { capture: true, passive: true });
}

const refreshedAt = () => Number(localStorage.getItem(REFRESHED) ?? 0);

export const noteRefresh = () => localStorage.setItem(REFRESHED, String(Date.now()));
export const wasUsed = () => usedAt > refreshedAt();

// Throws what the desk answered when it does not renew the session.
export async function refresh() {
  const asked = Date.now();
  const perform = async () => {
    if (refreshedAt() >= asked) return;
    const response = await fetch("/auth/refresh", {
      method: "POST", credentials: "same-origin", body: "{}",
      headers: { "X-Irra-Page": "1", "Content-Type": "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the session is not renewed: ${response.status}`);
    noteRefresh();
  };
  await (navigator.locks ? navigator.locks.request(REFRESHED, perform) : perform());
}

// The address of our own that `path` means, else of the first page. As the browser reads it: it
// leaves out tabs and line ends, and "/.//host" would be another host's if it were sent on as text.
export function ownAddress(path) {
  try {
    const url = new URL(path, location.origin);
    const isOurs = url.origin === location.origin && !url.pathname.startsWith("/page/log-in");
    if (isOurs && path.startsWith("/")) return url.href;
  } catch { /* no address at all */ }
  return new URL("/", location.origin).href;
}

// What stands there is nobody's business any more, however long the next page takes.
export function clearScreen() {
  const dialog = document.getElementById("dialog");
  dialog?.close();
  dialog?.replaceChildren();
  document.querySelector("main")?.replaceChildren();
}

let isLoggingOut = false;

// While somebody logs out the session's end is theirs, whichever part of the page sees it first.
export function loggingOut(isSo) { isLoggingOut = isSo; }

export function toLogIn() {
  const here = location.pathname + location.search;
  clearScreen();
  location.assign(isLoggingOut ? "/page/log-in?out=1" : `/page/log-in?next=${encodeURIComponent(here)}`);
}

export function keepAlive() {
  setInterval(() => {
    const last = refreshedAt();
    if (usedAt > last && Date.now() - last > REFRESH_AFTER_MS) refresh().catch(() => {});
  }, LOOK_MS);
}
