// Says at once that the connection is lost, and reads everything again when it is back.

import { byId } from "./dom.js";
import { events, listen } from "./events.js";
import { reachable } from "./request.js";
import { refreshParts, touch } from "./parts.js";
import { lost } from "./ages.js";
import { toLogIn } from "./session.js";

const HIDE_MS = 3000;
let isStreamUp = true;
let isReached = true;
let wasLost = false;
let hiding = 0;

function show() {
  const isLost = !isStreamUp || !isReached;
  const line = byId("connection");
  clearTimeout(hiding);
  lost(isLost);
  if (isLost) {
    line.textContent = "Connection lost. Figures are old, nothing can be sent. Trying again by itself.";
    line.dataset.state = "lost";
    line.hidden = false;
  } else if (wasLost) {
    line.textContent = "Connected again. Everything was read anew.";
    line.dataset.state = "back";
    hiding = setTimeout(() => { line.hidden = true; }, HIDE_MS);
  }
  wasLost = isLost;
}

export function connect() {
  events.addEventListener("lost", () => { isStreamUp = false; show(); });
  events.addEventListener("back", async () => {
    isStreamUp = true;
    isReached = true;
    await refreshParts("all");
    show();
  });
  events.addEventListener("reset", () => refreshParts("all"));
  events.addEventListener("end", toLogIn);
  events.addEventListener("event", ({ detail }) => touch(detail));
  reachable.addEventListener("change", async ({ detail }) => {
    if (detail === isReached) return;
    isReached = detail;
    if (isReached) await refreshParts("all");
    show();
  });
  listen();
}
