// The desk's page. It shows what the database says and decides nothing; every text that comes from
// outside is put in as text, never as markup.

const POLL_LIVE_MS = 1000;       // while an order is live
const POLL_QUIET_MS = 5000;      // otherwise
const STALE_MS = 15000;          // figures older than this are greyed
const REQUEST_TIMEOUT_MS = 15000;
const REFRESH_AFTER_MS = 300000; // a session that somebody uses is refreshed this often
const REFRESH_LOOK_MS = 20000;
const ENDED = new Set(["filled", "cancelled", "rejected", "expired", "unknown"]);

const byId = (id) => document.getElementById(id);
// Everything the page knows; `orders` are states by order, `read` is when each table was read.
const nothing = () => ({
  person: null, enrolment: null, call: null, client: null, intent: null, orders: new Map(), read: {},
});
const state = { ...nothing(), timer: null };

const formats = [0, 2].reduce((known, digits) => known.set(digits, new Intl.NumberFormat("en-IN", {
  minimumFractionDigits: digits, maximumFractionDigits: digits,
})), new Map());
const number = (value, digits) =>
  value === null || value === undefined ? "–" : formats.get(digits).format(value);
const clock = new Intl.DateTimeFormat("en-IN", {
  timeZone: "Asia/Kolkata", day: "2-digit", month: "short",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false,
});
const time = (value) => value ? `${clock.format(new Date(value))} IST` : "–";

class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ? `${problem.title}. ${problem.detail}` : problem.title);
    this.problem = problem;
  }
}

// What looks again by itself does not keep a session alive, only what somebody does at the page. All
// tabs share the session, and each refresh token is good once: one tab at a time, and never again
// what another tab has just done.
const REFRESHED = "irra-refreshed";
let usedAt = Date.now();
for (const sign of ["pointerdown", "keydown"]) {
  document.addEventListener(sign, () => { usedAt = Date.now(); }, { capture: true, passive: true });
}
const refreshedAt = () => Number(localStorage.getItem(REFRESHED) ?? 0);
const noteRefresh = () => localStorage.setItem(REFRESHED, String(Date.now()));

async function refresh() {
  const asked = Date.now();
  const perform = async () => {
    if (refreshedAt() >= asked) return;
    await request("POST", "/auth/refresh", { body: {}, isLast: true });
    noteRefresh();
  };
  await (navigator.locks ? navigator.locks.request(REFRESHED, perform) : perform());
}

setInterval(() => {
  const last = refreshedAt();
  if (state.person && usedAt > last && Date.now() - last > REFRESH_AFTER_MS) refresh().catch(() => {});
}, REFRESH_LOOK_MS);

async function request(method, path, { body, headers, isLast } = {}) {
  const options = {
    method, credentials: "same-origin", signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    headers: { "X-Irra-Page": "1", ...headers },
  };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    connection(false);
    throw new Refusal({
      title: "The desk cannot be reached", detail: "Nothing is known about this request",
    });
  }
  connection(response.status !== 503);
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const problem = answer ?? { title: `The desk answered ${response.status}` };
  if (response.status === 401 && !isLast && !headers?.Authorization && !path.endsWith("/login")
    && usedAt > refreshedAt()) {
    await refresh();
    return request(method, path, { body, headers, isLast: true });
  }
  if (response.status === 401 && state.person) loggedOut("Your session has ended. Log in again.");
  throw new Refusal(problem);
}

function connection(isGood) {
  const link = byId("link");
  const text = isGood ? "" : "Connection lost – figures may be old; trying again";
  if (link.textContent !== text) link.textContent = text;
  link.classList.toggle("bad", !isGood);
}

function say(text, kind = "") {
  const message = byId("message");
  message.textContent = text ?? "";
  message.className = `message ${kind}`;
  message.hidden = !text;
}

// One action at a time for a form or button: a second press while it runs does nothing.
async function once(control, action) {
  if (control.dataset.busy) return;
  control.dataset.busy = "1";
  const buttons = control.matches("button") ? [control] : [...control.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    await action();
  } catch (error) {
    say(error.message, "bad");
    if (!(error instanceof Refusal)) throw error;
  } finally {
    delete control.dataset.busy;
    for (const button of buttons) button.disabled = false;
  }
}

function cell(row, content, className) {
  const td = row.insertCell();
  if (className) td.className = className;
  if (content instanceof Node) td.append(content); else td.textContent = content ?? "–";
  return td;
}

function button(label, action, accessibleName) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  if (accessibleName) element.setAttribute("aria-label", accessibleName);
  element.addEventListener("click", () => once(element, action));
  return element;
}

// Keeps the keyboard where it was when a table is drawn again.
function redraw(table, rows, fill) {
  const body = table.tBodies[0];
  const nameOf = (element) => element.getAttribute("aria-label");
  const active = document.activeElement;
  const focused = body.contains(active) ? nameOf(active) : null;
  body.replaceChildren();
  for (const item of rows) fill(body.insertRow(), item);
  if (focused) [...body.querySelectorAll("button")].find((b) => nameOf(b) === focused)?.focus();
}

// Log-in -----------------------------------------------------------------------------------------
function show() {
  const role = state.person?.role;
  byId("log-in-section").hidden = Boolean(state.person ?? state.enrolment);
  byId("enrol-section").hidden = !state.enrolment;
  byId("person").hidden = !state.person;
  byId("person-name").textContent =
    state.person ? `${state.person.display_name} (${role.replace("ops_", "")})` : "";
  const takesCalls = role === "ops_agent" || role === "ops_supervisor";
  byId("call-section").hidden = !takesCalls || Boolean(state.call);
  byId("client-section").hidden = !state.call;
  byId("approval-section").hidden = !["ops_supervisor", "ops_admin", "auditor"].includes(role);
  byId("site").hidden = role === "auditor";
}

function loggedOut(text) {
  clearTimeout(state.timer);
  Object.assign(state, nothing());
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  for (const table of document.querySelectorAll("tbody")) table.replaceChildren();
  byId("client").replaceChildren();
  byId("mode").textContent = "…";
  byId("band").dataset.mode = "unknown";
  show();
  say(text ?? "");
  byId("log-in").elements.username.focus();
}

async function enter() {
  state.person = await request("GET", "/auth/me");
  show();
  const open = state.person.calls?.[0];
  if (open && !state.call) await openClient(open);
  await poll();
}

byId("log-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const { username, password, otp } = Object.fromEntries(new FormData(form));
    const body = { username, password, otp: otp.trim() || null };
    const answer = await request("POST", "/auth/login", { body });
    form.reset();
    say("");
    if (answer.enrolment_token) return goOnEnrolling({ ...answer, password });
    await begin();
  });
});

async function begin() {
  noteRefresh();
  state.enrolment = null;
  await enter();
  byId("main").focus();
}

// First log-in: a password of one's own, then a second factor, then codes to write down ------------
async function goOnEnrolling(enrolment) {
  state.enrolment = { ...state.enrolment, ...enrolment };
  const { new_password_needed: needsPassword, second_factor_needed: needsFactor } = state.enrolment;
  if (!needsPassword && !needsFactor) return begin();
  show();
  byId("recovery").hidden = true;
  byId("new-password").hidden = !needsPassword;
  byId("factor").hidden = needsPassword;
  byId("enrol-title").focus();
  if (needsPassword) return;
  const offer = await enrol("/auth/2fa/enrol", {});
  const image = new DOMParser().parseFromString(offer.qr_svg, "image/svg+xml").documentElement;
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", "QR code for the authenticator app");
  byId("factor-code").replaceChildren(document.importNode(image, true));
  byId("factor-secret").textContent = offer.secret;
}

const enrol = (path, body) => request("POST", path,
  { body, headers: { Authorization: `Bearer ${state.enrolment.enrolment_token}` } });

byId("new-password").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const { new_password: password, again } = Object.fromEntries(new FormData(form));
    if (password !== again) return say("The two passwords differ.", "bad");
    say("");
    const body = { password: state.enrolment.password, new_password: password };
    const answer = await enrol("/auth/password", body);
    form.reset();
    await goOnEnrolling({ ...answer, password: null });
  });
});

byId("factor").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const answer = await enrol("/auth/2fa/confirm", Object.fromEntries(new FormData(form)));
    form.reset();
    say("");
    form.hidden = true;
    byId("factor-code").replaceChildren();
    byId("factor-secret").textContent = "";
    byId("recovery-codes").replaceChildren(...answer.recovery_codes.map((code) => {
      const item = document.createElement("li");
      item.textContent = code;
      return item;
    }));
    byId("recovery").hidden = false;
    byId("recovery-done").focus();
  });
});

byId("recovery-done").addEventListener("click", (event) => once(event.currentTarget, async () => {
  byId("recovery-codes").replaceChildren();
  await begin();
}));

byId("log-out").addEventListener("click", (event) => once(event.currentTarget, async () => {
  await request("POST", "/auth/logout");
  loggedOut("You are logged out.");
}));

// Call and client --------------------------------------------------------------------------------
byId("call").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    say("");
    const call = await request("POST", "/calls", { body: Object.fromEntries(new FormData(form)) });
    form.reset();
    await openClient(call);
    await poll();
  });
});

async function openClient(call) {
  state.call = call;
  state.orders = new Map();
  state.client = await request("GET", `/users/${encodeURIComponent(call.user_id)}`);
  const list = byId("client");
  list.replaceChildren();
  const client = state.client;
  const facts = {
    "Client": client.broker_id, "Name": client.name, "PAN": client.pan,
    "Born": client.date_of_birth, "Telephone": client.phone, "E-mail": client.email,
  };
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null) continue;
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    dd.textContent = value;
    list.append(dt, dd);
  }
  byId("call-expiry").textContent = `The call stays open until ${time(call.expires_at)}.`;
  show();
  byId("client-title").focus();
}

byId("close-call").addEventListener("click", (event) => once(event.currentTarget, async () => {
  await request("POST", `/calls/${state.call.call_id}/close`);
  Object.assign(state, { call: null, client: null, orders: new Map() });
  show();
  say("The call has ended.", "good");
  byId("call").elements.broker_id.focus();
}));

function drawPositions(positions) {
  redraw(byId("positions"), positions, (row, p) => {
    cell(row, p.symbol);
    cell(row, p.exchange);
    cell(row, p.product);
    cell(row, number(p.quantity, 0), "number");
    cell(row, number(p.reserved, 0), "number");
    cell(row, number(p.available, 0), "number");
    cell(row, number(p.average_price, 2), "number");
    cell(row, number(p.last_price, 2), "number");
    cell(row, time(p.price_as_of));
    cell(row, number(p.pnl, 2), p.pnl < 0 ? "number loss" : "number");
    const name = `Square off ${p.symbol} ${p.product} ${p.exchange}`;
    cell(row, p.available > 0 ? button("Square off", async () => beginExit(p), name)
      : p.quantity === 0 ? "flat" : "nothing available");
  });
}

// Square-off -------------------------------------------------------------------------------------
// An intent is what the caller confirmed, with a key of its own. Pressing twice, or again after an
// answer was lost, sends the same key: the desk acts once. Changing anything makes a new intent.
const intentOn = (position) => ({ position, key: newKey(), isSent: false });

// Not crypto.randomUUID: browsers have that only where the page came over TLS or from this machine.
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
  (byte) => byte.toString(16).padStart(2, "0")).join("");

function beginExit(position) {
  const form = byId("exit-form");
  form.reset();
  form.elements.quantity.value = position.available;
  state.intent = intentOn(position);
  byId("exit-position").textContent =
    `${position.symbol} (${position.exchange}, ${position.product}): ` +
    `${number(position.quantity, 0)} held, ${number(position.available, 0)} available, ` +
    `last price ${number(position.last_price, 2)}`;
  byId("exit-message").hidden = true;
  readBack();
  byId("exit").showModal();
  form.elements.quantity.focus();
}

function readBack() {
  const { position } = state.intent;
  const fields = byId("exit-form").elements;
  const isLimit = fields.order_type.value === "LIMIT";
  fields.limit_price.disabled = !isLimit;
  fields.limit_price.required = isLimit;
  const side = position.quantity > 0 ? "sell" : "buy back";
  const price = {
    PROTECTED: "at a protected limit near the last price", MARKET: "at the market price",
    LIMIT: `at ${fields.limit_price.value || "…"} rupees or better`,
  }[fields.order_type.value];
  const units = Number(fields.quantity.value || 0);
  const rest = Math.abs(position.quantity) - units;
  byId("readback").textContent =
    `You want me to ${side} ${number(units, 0)} of ${position.symbol}, ` +
    `product ${position.product}, on ${position.exchange}, ${price}. ` +
    `${number(rest, 0)} would remain. Is that right?`;
}

byId("exit-form").addEventListener("input", () => {
  if (state.intent.isSent) state.intent = intentOn(state.intent.position);
  readBack();
});
byId("exit-cancel").addEventListener("click", () => byId("exit").close());
byId("exit-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const intent = state.intent;
    const body = { call_id: state.call.call_id, position_id: intent.position.position_id,
      quantity: Number(form.elements.quantity.value), order_type: form.elements.order_type.value };
    if (body.order_type === "LIMIT") body.limit_price = Number(form.elements.limit_price.value);
    intent.isSent = true;
    const message = byId("exit-message");
    message.hidden = true;
    try {
      const headers = { "Idempotency-Key": intent.key };
      const answer = await request("POST", "/squareoff", { body, headers });
      byId("exit").close();
      say(`Sent: order ${answer.orders.map((o) => o.order_id).join(", ")}.`, "good");
      await poll();
    } catch (error) {
      message.textContent = error.message;
      message.hidden = false;
    }
  });
});

// Orders -----------------------------------------------------------------------------------------
const isLive = (order) => !ENDED.has(order.status);

function drawOrders(orders) {
  for (const order of orders) {
    const key = `${order.source}:${order.order_id}`;
    const before = state.orders.get(key);
    if (before && before !== order.status) {
      byId("order-news").textContent = `Order ${order.order_id} is now ${order.status}`;
    }
    state.orders.set(key, order.status);
  }
  redraw(byId("orders"), orders, (row, o) => {
    cell(row, o.source === "desk" ? `${o.order_id}` : `${o.order_id} (primary)`);
    cell(row, o.symbol);
    cell(row, o.side);
    cell(row, number(o.quantity, 0), "number");
    cell(row, number(o.filled_quantity, 0), "number");
    cell(row, o.order_type);
    cell(row, number(o.limit_price, 2), "number");
    cell(row, number(o.average_price, 2), "number");
    cell(row, o.reason ? `${o.status}: ${o.reason}` : o.status);
    cell(row, time(o.updated_at));
    cell(row, o.source === "desk" && isLive(o) && o.status !== "cancel_pending"
      ? button("Cancel", () => cancelOrder(o), `Cancel order ${o.order_id}`) : "");
  });
}

async function cancelOrder(order) {
  const what = `${order.side} ${number(order.leaves_quantity, 0)} of ${order.symbol}`;
  if (!await ask(`Cancel order ${order.order_id}: ${what}?`)) return;
  await request("DELETE", `/orders/${order.order_id}`);
  say(`The cancel of order ${order.order_id} is on its way.`, "good");
  await poll();
}

// Site and approvals -----------------------------------------------------------------------------
byId("site").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  once(form, async () => {
    const { action, reason } = Object.fromEntries(new FormData(form));
    const answer = await request("POST", `/site/${action}`, { body: { reason } });
    form.reset();
    say(`Request ${answer.approval_id} waits for a second person.`, "good");
    await poll();
  });
});

function drawApprovals(approvals) {
  redraw(byId("approvals"), approvals, (row, a) => {
    cell(row, `${a.approval_id}`);
    const { from_mode: from, to_mode: to } = a.payload;
    cell(row, from ? `${a.action}: ${from} → ${to}` : a.action);
    cell(row, a.reason, "words");
    cell(row, a.requested_by);
    cell(row, time(a.expires_at));
    cell(row, a.decided_by ? `${a.state} by ${a.decided_by}` : a.state);
    const actions = document.createElement("span");
    const { username, role } = state.person;
    if (a.state === "waiting" && a.requested_by !== username && role !== "auditor") {
      actions.append(
        button("Approve", () => decide(a, "approve"), `Approve request ${a.approval_id}`), " ",
        button("Reject", () => decide(a, "reject"), `Reject request ${a.approval_id}`));
    }
    cell(row, actions);
  });
}

async function decide(approval, decision) {
  const { from_mode: from, to_mode: to } = approval.payload;
  const what = from ? `the site goes from ${from} to ${to}` : approval.action;
  const isReject = decision === "reject";
  const answer = await ask(isReject ? `Reject request ${approval.approval_id}?`
    : `Approve request ${approval.approval_id} of ${approval.requested_by}: ${what}?`, isReject);
  if (!answer) return;
  await request("POST", `/approvals/${approval.approval_id}/${decision}`,
    isReject ? { body: { reason: answer.reason } } : {});
  say(`Request ${approval.approval_id} is ${isReject ? "rejected" : "approved"}.`, "good");
  await poll();
}

// Asks yes or no; answers null or {reason}.
function ask(question, needsReason = false) {
  const dialog = byId("ask"), form = byId("ask-form");
  form.reset();
  byId("ask-question").textContent = question;
  byId("ask-reason").hidden = !needsReason;
  form.elements.reason.required = needsReason;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const decided = () =>
      resolve(dialog.returnValue === "yes" ? { reason: form.elements.reason.value } : null);
    dialog.addEventListener("close", decided, { once: true });
  });
}
byId("ask-no").addEventListener("click", () => byId("ask").close(""));

// Looking again and again ------------------------------------------------------------------------
async function look(name, path, draw) {
  const answer = await request("GET", path);
  state.read[name] = Date.now();
  draw(answer);
  return answer;
}

function drawSite(site) {
  byId("band").dataset.mode = site.mode;
  byId("mode").textContent = site.mode;
  byId("mode-since").textContent = `since ${time(site.mode_since)}`;
}

async function poll() {
  clearTimeout(state.timer);
  if (!state.person) return;
  let isBusy = false;
  try {
    await look("site", "/site", drawSite);
    if (state.call) {
      const user = encodeURIComponent(state.call.user_id);
      await look("positions", `/positions/${user}`, drawPositions);
      const orders = await look("orders", `/orders?user_id=${user}`, drawOrders);
      isBusy = orders.some((order) => order.source === "desk" && isLive(order));
    }
    if (!byId("approval-section").hidden) await look("approvals", "/approvals", drawApprovals);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (state.call && error.problem.code === "IR403") {
      Object.assign(state, { call: null, client: null, orders: new Map() });
      show();
      say("The call is over: verify the caller again.", "bad");
    }
  } finally {
    clearTimeout(state.timer);
    if (state.person) state.timer = setTimeout(poll, isBusy ? POLL_LIVE_MS : POLL_QUIET_MS);
  }
}

// Every figure says how old it is.
setInterval(() => {
  for (const name of ["positions", "orders", "approvals"]) {
    const at = state.read[name];
    const age = at ? Date.now() - at : null;
    byId(`${name}-age`).textContent = age === null ? "" : `Read ${Math.round(age / 1000)} s ago`;
    byId(name).classList.toggle("stale", age !== null && age > STALE_MS);
  }
}, 1000);

enter().catch(() => loggedOut());
