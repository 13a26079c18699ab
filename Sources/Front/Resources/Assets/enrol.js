// A second factor: the picture for the authenticator app, its code, then the recovery codes.

import { byId } from "./dom.js";

// `ask(path, body)` sends to the desk; `offer` is its answer to the enrolment; `done` follows the
// recovery codes, `failed` gets what went wrong.
export function beginFactor(offer, { ask, done, failed }) {
  const form = byId("factor");
  const image = new DOMParser().parseFromString(offer.qr_svg, "image/svg+xml").documentElement;
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", "QR code for the authenticator app");
  byId("factor-code").replaceChildren(document.importNode(image, true));
  byId("factor-secret").textContent = offer.secret;
  form.hidden = false;
  form.elements.otp.focus();
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      const answer = await ask("/auth/2fa/confirm", { otp: form.elements.otp.value.trim() });
      form.reset();
      form.hidden = true;
      byId("factor-code").replaceChildren();
      byId("factor-secret").textContent = "";
      showCodes(answer.recovery_codes, done);
    } catch (error) {
      failed(error);
    }
  };
}

function showCodes(codes, done) {
  byId("recovery-codes").replaceChildren(...codes.map((code) => {
    const item = document.createElement("li");
    item.textContent = code;
    return item;
  }));
  byId("recovery").hidden = false;
  const button = byId("recovery-done");
  button.focus();
  button.onclick = () => {
    byId("recovery-codes").replaceChildren();
    byId("recovery").hidden = true;
    done();
  };
}
