// Log-in with two factors, and a first log-in: a password of one's own, then a second factor.

import { byId, say } from "./dom.js";
import { beginFactor } from "./enrol.js";
import { request } from "./request.js";
import { noteRefresh, ownAddress, refresh } from "./session.js";
import { once } from "./forms.js";

const query = new URLSearchParams(location.search);
let enrolment = null;

// Another site's address must not be where a log-in leads.
const next = () => ownAddress(query.get("next") ?? "/");

function enter() {
  noteRefresh();
  enrolment = null;
  location.replace(next());
}

const failed = (error) => say(error.message, "bad");

const send = (path, body) => request("POST", path,
  { body, headers: { Authorization: `Bearer ${enrolment.enrolment_token}` } });

byId("log-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const { username, password, otp } = Object.fromEntries(new FormData(form));
    try {
      say("");
      const answer = await request("POST", "/auth/login",
        { body: { username: username.trim(), password, otp: otp.trim() || null }, isLast: true });
      form.reset();
      if (!answer.enrolment_token) return enter();
      await goOn({ ...answer, password });
    } catch (error) {
      failed(error);
      (error.problem?.code === "IR402" ? form.elements.otp : form.elements.password).focus();
    }
    return undefined;
  });
});

async function goOn(more) {
  enrolment = { ...enrolment, ...more };
  const { new_password_needed: needsPassword, second_factor_needed: needsFactor } = enrolment;
  if (!needsPassword && !needsFactor) return enter();
  byId("log-in-section").hidden = true;
  byId("enrol-section").hidden = false;
  byId("new-password").hidden = !needsPassword;
  byId("enrol-title").focus();
  if (needsPassword) return undefined;
  return beginFactor(await send("/auth/2fa/enrol", {}), { ask: send, done: enter, failed });
}

byId("new-password").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const { new_password: password, again } = Object.fromEntries(new FormData(form));
    if (password !== again) return say("The two passwords differ.", "bad");
    try {
      say("");
      const answer = await send("/auth/password",
        { password: enrolment.password, new_password: password });
      form.reset();
      await goOn({ ...answer, password: null });
    } catch (error) {
      const problems = error.problem?.problems ?? error.problem?.reasons ?? [];
      say([error.message, ...[problems].flat().map(String)].join(" "), "bad");
    }
    return undefined;
  });
});

// A session whose access has run out, but which is not over, goes on without a log-in.
async function resume() {
  if (query.has("out")) return say("You are logged out.");
  if (!query.has("next") || localStorage.getItem("irra-refreshed") === null) return undefined;
  try {
    await refresh();
    return location.replace(next());
  } catch {
    return say("Your session has ended. Log in again.");
  }
}

byId("log-in").elements.username.focus();
resume();
