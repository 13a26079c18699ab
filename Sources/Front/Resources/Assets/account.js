// One's own second factor anew: with password and a code, because an open session is not enough.

import { byId, say } from "./dom.js";
import { beginFactor } from "./enrol.js";
import { request } from "./request.js";
import { once } from "./forms.js";
import { refreshParts } from "./parts.js";

const ask = (path, body) => request("POST", path, { body });
const failed = (error) => say(error.message, "bad");

byId("factor-begin").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    try {
      say("");
      const offer = await ask("/auth/2fa/enrol", Object.fromEntries(new FormData(form)));
      form.reset();
      form.hidden = true;
      beginFactor(offer, { ask, failed, done: () => {
        form.hidden = false;
        say("The new authenticator counts from now on.", "good");
        refreshParts("sessions");
      } });
    } catch (error) {
      failed(error);
    }
  });
});
