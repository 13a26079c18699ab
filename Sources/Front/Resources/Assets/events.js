// The desk's stream of events, read so that heartbeats are seen, too: silence means a lost
// connection. It comes back by itself and misses nothing: it names the last event that it had.

import { refresh, wasUsed } from "./session.js";

const SILENCE_MS = 5000; // the front says something every two seconds
const AGAIN_MS = 500;
const AGAIN_MAX_MS = 4000;

// `event`: {kind, id}. `lost`, `back`: the connection. `reset`: read everything again.
export const events = new EventTarget();
const tell = (type, detail) => events.dispatchEvent(new CustomEvent(type, { detail }));

let lastID = null;
let isUp = false;
let pause = AGAIN_MS;
let abort = null;

function up() {
  pause = AGAIN_MS;
  if (isUp) return;
  isUp = true;
  tell("back");
}

function down() {
  if (!isUp && isUp !== null) return;
  isUp = false;
  tell("lost");
}

function take(block) {
  let kind = "message", data = "", id = null;
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) kind = line.slice(7);
    else if (line.startsWith("data: ")) data += line.slice(6);
    else if (line.startsWith("id: ")) id = line.slice(4);
  }
  if (id !== null) lastID = id;
  if (kind === "begin" || kind === "message") return;
  if (kind === "reset" || kind === "end") return tell(kind);
  let facts = {};
  try { facts = JSON.parse(data || "{}"); } catch { /* an event without facts is one of its kind */ }
  tell("event", { kind, id: facts.id === undefined || facts.id === null ? null : String(facts.id) });
}

async function read() {
  abort = new AbortController();
  let quiet = setTimeout(() => abort.abort(), SILENCE_MS);
  const heard = () => { clearTimeout(quiet); quiet = setTimeout(() => abort.abort(), SILENCE_MS); };
  try {
    const response = await fetch("/events", {
      credentials: "same-origin", signal: abort.signal, cache: "no-store",
      headers: { Accept: "text/event-stream", ...(lastID ? { "Last-Event-ID": lastID } : {}) },
    });
    if (response.status === 401) {
      if (wasUsed()) await refresh();
      throw new Error("the session is over");
    }
    if (!response.ok) throw new Error(`the stream is refused: ${response.status}`);
    up();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) take(block);
    }
  } finally {
    clearTimeout(quiet);
  }
}

export async function listen() {
  window.addEventListener("offline", () => abort?.abort());
  window.addEventListener("online", () => { pause = AGAIN_MS; });
  window.addEventListener("pagehide", () => { isUp = null; abort?.abort(); });
  for (;;) {
    try { await read(); } catch { /* it is tried again below */ }
    if (isUp === null) return;
    down();
    await new Promise((done) => { setTimeout(done, pause); });
    pause = Math.min(pause * 2, AGAIN_MAX_MS);
  }
}
