// What every page does.

import { on } from "./dom.js";
import { connect } from "./connection.js";
import { countAges } from "./ages.js";
import { keepReading } from "./parts.js";
import { clearScreen, keepAlive, loggingOut, toLogIn } from "./session.js";
import { Refusal, leftOpen, request } from "./request.js";
import { once, sent, takeForms } from "./forms.js";
import { takeDialogs } from "./dialogs.js";
import { takeKeys } from "./keys.js";
import { say } from "./dom.js";

takeForms();
takeDialogs();
takeKeys();
countAges();
keepReading();
keepAlive();
connect();

// A page that a browser kept for its back button may be of a session that is over.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  clearScreen();
  location.reload();
});

if (leftOpen()) {
  say("This page was left before an answer was known: what was sent may have been done. "
    + "Look at it before you send it again.", "bad");
}

on("click", "[data-log-out]", (button) => once(button, async () => {
  loggingOut(true);
  try {
    await request("POST", "/auth/logout");
  } catch (error) {
    // A session that is over is what was wanted; one of which nothing is known is not over.
    if (!(error instanceof Refusal && error.problem.status === 401)) {
      loggingOut(false);
      say(`You are still logged in. ${error.message}`, "bad");
      return;
    }
  }
  toLogIn();
}));

on("click", "[data-theme-switch]", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme === "dark"
    || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = isDark ? "light" : "dark";
  localStorage.setItem("irra-theme", root.dataset.theme);
});

// Who was taken out of the queue: their number goes where it is needed next.
sent.addEventListener("sent", ({ detail: { form, answer } }) => {
  if (!("taken" in form.dataset)) return;
  const caller = answer.caller;
  if (!caller) {
    queueMicrotask(() => say("Nobody waits.", "good"));
    return;
  }
  const number = document.querySelector("main input[name=caller_number]");
  const verify = number?.form?.elements.broker_id && number.form.elements.pan ? number.form : null;
  if (!verify) {
    location.assign(`/page/desk?client=${encodeURIComponent(caller.broker_id_said ?? "")}`
      + `#${encodeURIComponent(caller.caller_number)}`);
    return;
  }
  verify.elements.caller_number.value = caller.caller_number;
  verify.elements.broker_id.value = caller.broker_id_said ?? "";
  verify.elements.broker_id.focus();
});

const given = document.querySelector("form[data-send='POST /calls'] input[name=caller_number]");
if (given && location.hash.length > 1) given.value = decodeURIComponent(location.hash.slice(1));

export { toLogIn };
