// One stream of the desk's events, read by hand so that heartbeats are seen, too: silence means a
// lost connection. It comes back by itself and misses nothing: it names the last event it had.

import { refresh, wasUsed } from "./session.js";

const SILENCE_MS = 5000; // the front says something every two seconds
const AGAIN_MS = 500;
const AGAIN_MAX_MS = 4000;

function parsed(block) {
  let kind = "message", data = "", id = null;
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) kind = line.slice(7);
    else if (line.startsWith("data: ")) data += line.slice(6);
    else if (line.startsWith("id: ")) id = line.slice(4);
  }
  let facts = {};
  try { facts = JSON.parse(data || "{}"); } catch { /* an event without facts is one of its kind */ }
  const subject = facts.id === undefined || facts.id === null ? null : String(facts.id);
  return { number: id, kind, id: subject };
}

// Reads until `signal` ends it. `take` gets {type: "up" | "down" | "alive" | "event", event};
// `last` is asked for the number of the last event.
export async function readStream({ signal, take, last }) {
  let pause = AGAIN_MS;
  const ended = () => signal.aborted;
  while (!ended()) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener("abort", stop, { once: true });
    window.addEventListener("offline", stop, { once: true });
    let quiet = setTimeout(stop, SILENCE_MS);
    const heard = () => { clearTimeout(quiet); quiet = setTimeout(stop, SILENCE_MS); };
    try {
      await once(attempt.signal, { heard, take, last, up: () => { pause = AGAIN_MS; } });
    } catch { /* it is tried again below */ }
    clearTimeout(quiet);
    signal.removeEventListener("abort", stop);
    window.removeEventListener("offline", stop);
    if (ended()) return;
    take({ type: "down" });
    await new Promise((done) => { setTimeout(done, pause); });
    pause = Math.min(pause * 2, AGAIN_MAX_MS);
  }
}

async function once(signal, { heard, take, last, up }) {
  const number = last();
  const response = await fetch("/events", {
    credentials: "same-origin", signal, cache: "no-store",
    headers: { Accept: "text/event-stream", ...(number ? { "Last-Event-ID": number } : {}) },
  });
  if (response.status === 401) {
    if (wasUsed()) await refresh();
    throw new Error("the session is over");
  }
  if (!response.ok) throw new Error(`the stream is refused: ${response.status}`);
  up();
  take({ type: "up" });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    take({ type: "alive" });
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      if (!block.startsWith(":")) take({ type: "event", event: parsed(block) });
    }
  }
}
