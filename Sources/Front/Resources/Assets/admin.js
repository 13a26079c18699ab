// Long tables by a word, and what is shown once.

import { on } from "./dom.js";
import { sent } from "./forms.js";
import { redrawn, refreshParts } from "./parts.js";

// A form with data-find hides the rows of that table in which its word does not stand.
function find(form) {
  const word = form.querySelector("input").value.trim().toLowerCase();
  const rows = document.querySelectorAll(`#${CSS.escape(form.dataset.find)} tbody tr`);
  for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(word);
}
on("input", "[data-find] input", (input) => find(input.form));
on("submit", "[data-find]", (form, event) => event.preventDefault());
redrawn.addEventListener("part", ({ detail: part }) =>
  part.querySelectorAll("[data-find]").forEach(find));

// A form with data-show shows that member of the answer, this once: it cannot be sent again.
sent.addEventListener("sent", ({ detail: { form, answer } }) => {
  const name = form.dataset.show;
  const place = form.querySelector("[data-secret]");
  if (!name || !place) return;
  place.textContent = answer[name] ?? "";
  place.closest("[data-shown]").hidden = false;
  form.querySelector("[data-once]").remove();
  refreshParts(form.dataset.refresh ?? "");
});
