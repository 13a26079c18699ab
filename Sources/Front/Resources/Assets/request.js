// One way to ask the desk. What changes something carries a key of its own: pressed twice, or asked
// again because the answer was lost, it is done once.

import { refresh, toLogIn, wasUsed } from "./session.js";

const TIMEOUT_MS = 15000;
const AGAIN_MS = 1000; // between two tries of a request whose answer was lost
const TRIES_MAX = 30;

// A refusal in the desk's words (RFC 9457).
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ? `${problem.title}. ${problem.detail}` : problem.title);
    this.problem = problem;
  }
}

// No answer came: nothing is known about the request.
export class Unreachable extends Error {
  constructor() {
    super("The desk cannot be reached. Nothing is known about this request.");
  }
}

// Not crypto.randomUUID: browsers have that only where the page came over TLS or from this machine.
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
  (byte) => byte.toString(16).padStart(2, "0")).join("");

// Tells whoever wants to know whether the desk answers: true, false.
export const reachable = new EventTarget();
const tell = (isReached) =>
  reachable.dispatchEvent(new CustomEvent("change", { detail: isReached }));

const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

// The response as it is; 401 is tried again with a renewed session, once.
async function fetched(method, path, { body, headers, isLast }) {
  const options = {
    method, credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { "X-Irra-Page": "1", ...headers }, redirect: "error",
  };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    tell(false);
    throw new Unreachable();
  }
  if (response.status === 401 && !isLast && !headers?.Authorization && wasUsed()) {
    try {
      await refresh();
    } catch {
      toLogIn();
      return response;
    }
    return fetched(method, path, { body, headers, isLast: true });
  }
  if (response.status === 401 && !isLast && !headers?.Authorization) toLogIn();
  tell(response.status !== 503);
  return response;
}

// JSON; throws Refusal or Unreachable.
export async function request(method, path, options = {}) {
  const response = await fetched(method, path, options);
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Refusal(answer ?? { title: `The desk answered ${response.status}`,
    status: response.status });
}

// Changes of this tab whose answer is not known yet; the mark outlives the page.
const OPEN = "irra-open-changes";
let openChanges = 0;
const markOpen = () => {
  if (openChanges > 0) sessionStorage.setItem(OPEN, "yes");
  else sessionStorage.removeItem(OPEN);
};

// Whether the page that was here before was left without an answer; told once.
export function leftOpen() {
  const wasOpen = sessionStorage.getItem(OPEN) !== null;
  markOpen();
  return wasOpen;
}

// A change, with its key: asked again by itself until an answer is known, or for so long. `onWait`
// is called before each further try.
export async function change(method, path, options = {}) {
  openChanges += 1;
  markOpen();
  try {
    return await changing(method, path, options);
  } finally {
    openChanges -= 1;
    markOpen();
  }
}

async function changing(method, path, { body, key, headers, onWait }) {
  const keyed = method === "POST" || method === "PATCH" ? { "Idempotency-Key": key } : {};
  for (let tries = 1; ; tries += 1) {
    try {
      return await request(method, path, { body, headers: { ...headers, ...keyed } });
    } catch (error) {
      const isLost = error instanceof Unreachable
        || (error instanceof Refusal && error.problem.status === 503);
      if (!isLost || !key || tries >= TRIES_MAX) throw error;
      onWait?.(tries);
      await wait(AGAIN_MS);
    }
  }
}

// A part as the front draws it: {html, tag, readAt}, html null when it is as it was.
export async function part(path, tag) {
  const response = await fetched("GET", path, { headers: tag ? { "If-None-Match": tag } : {} });
  const readAt = response.headers.get("Irra-Read-At");
  if (response.status === 304) return { html: null, tag, readAt };
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new Refusal(problem ?? { title: `The desk answered ${response.status}` });
  }
  return { html: await response.text(), tag: response.headers.get("ETag"), readAt };
}
