// The desk's events for this page. All tabs of a browser share one stream, because a browser opens
// only a few connections to one host: the tab that holds the lock reads, and tells the others.

import { readStream } from "./stream.js";

const LOCK = "irra-events";
const SILENCE_MS = 6000;  // of the tab that reads; then the connection counts as lost
const STOLEN_MS = 12000;  // and then another tab reads instead

// `event`: {kind, id}. `lost`, `back`: the connection. `reset`: read everything again. `end`: the
// session is over.
export const events = new EventTarget();
const tell = (type, detail) => events.dispatchEvent(new CustomEvent(type, { detail }));

let lastNumber = null;
let isUp = false;
let heardAt = performance.now();

function take({ type, event }) {
  heardAt = performance.now();
  if (type === "down") {
    if (isUp) tell("lost");
    isUp = false;
    return;
  }
  if (!isUp) {
    isUp = true;
    tell("back");
  }
  if (type !== "event") return;
  if (event.number !== null) lastNumber = event.number;
  if (event.kind === "reset" || event.kind === "end") tell(event.kind);
  else if (event.kind !== "begin" && event.kind !== "message") tell("event", event);
}

function lead(relay) {
  const leaving = new AbortController();
  window.addEventListener("pagehide", () => leaving.abort(), { once: true });
  const reading = readStream({
    signal: leaving.signal, last: () => lastNumber,
    take: (news) => { take(news); relay?.postMessage(news); },
  });
  return { reading, stop: () => leaving.abort() };
}

export function listen() {
  if (!navigator.locks || !window.BroadcastChannel) {
    lead(null);
    return;
  }
  const channel = new BroadcastChannel(LOCK);
  let leading = null;
  channel.onmessage = ({ data }) => { if (!leading) take(data); };
  const stand = (options) => navigator.locks.request(LOCK, options, () => {
    leading = lead(channel);
    return leading.reading;
  }).catch(() => {
    // Another tab took over from us, or this page goes.
    leading?.stop();
    leading = null;
    stand({});
  });
  stand({});
  setInterval(() => {
    if (leading) return;
    const silence = performance.now() - heardAt;
    if (silence > SILENCE_MS && isUp) take({ type: "down" });
    if (performance.now() - heardAt > STOLEN_MS - SILENCE_MS && !isUp && !document.hidden) {
      heardAt = performance.now();
      stand({ steal: true });
    }
  }, 1000);
}
