// Proves the log piece by piece: each piece is one bounded request, and what is found stays.

import { figure, on } from "./dom.js";
import { once } from "./forms.js";
import { change, newKey } from "./request.js";
import { redrawn } from "./parts.js";

const FINDINGS_SHOWN = 50;
let verdict = null; // what stands there, for when the part is drawn anew

function paragraph(text, kind) {
  const node = document.createElement("p");
  node.textContent = text;
  if (kind) node.className = `message ${kind}`;
  return node;
}

function show(...nodes) {
  verdict = nodes;
  document.querySelector("[data-verified]")?.replaceChildren(...nodes);
}

const told = (finding) => [
  finding.seal_number === null ? "" : `seal ${finding.seal_number}`,
  finding.log_id === null ? "" : `row ${finding.log_id}`, finding.finding, finding.detail ?? "",
].filter(Boolean).join(", ");

async function verify() {
  let next = 1, rows = 0, seals = 0;
  const findings = [];
  while (next !== null) {
    const answer = await change("POST", "/audit/verify",
      { body: { first_seal: next }, key: newKey() });
    rows += answer.rows;
    seals = answer.last_seal;
    findings.push(...answer.findings);
    next = answer.next_seal;
    if (next !== null) show(paragraph(
      `Seals 1 to ${figure(seals)} of ${figure(answer.newest_seal)} are read …`));
  }
  const what = `${figure(rows)} sealed rows in ${figure(seals)} seals, and what is not sealed yet`;
  if (findings.length === 0) {
    show(paragraph(`Intact: ${what}. Compare the last hash with the file outside.`, "good"));
    return;
  }
  const list = document.createElement("ul");
  list.className = "list";
  for (const finding of findings.slice(0, FINDINGS_SHOWN)) {
    const item = document.createElement("li");
    item.textContent = told(finding);
    list.append(item);
  }
  show(paragraph(`NOT INTACT: ${findings.length} findings in ${what}. See docs/runbooks/audit.md.`,
    "bad"), list);
}

on("click", "[data-verify]", (button) => once(button, async () => {
  show(paragraph("Reading …"));
  try {
    await verify();
  } catch (error) {
    show(paragraph(error.message, "bad"));
  }
}));
redrawn.addEventListener("part", () => { if (verdict) show(...verdict); });
