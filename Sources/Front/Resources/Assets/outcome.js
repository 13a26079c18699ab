// What became of a change, in words: no more than the desk's answer says.

import { figure } from "./dom.js";

const WAYS = { email: "e-mail", sms: "text message" };
const STATES = ["queued", "not_sent"]; // of a message to a client
const several = (count, one) => `${figure(count)} ${one}${count === 1 ? "" : "s"}`;

// Whether a message to a client is on its way, and how: in a drill none is.
function message({ state, channels, reason }) {
  if (state === "not_sent") return `${reason[0].toUpperCase()}${reason.slice(1)}.`;
  if (!channels.length) return "Nothing is sent: the client has registered neither e-mail nor telephone.";
  return `On its way by ${channels.map((name) => WAYS[name] ?? name).join(" and ")}.`;
}

// What a cancel-all found to take back.
function takenBack({ orders, failed, withdrawn_exits: exits }) {
  const words = [];
  if (orders.length) words.push(`${several(orders.length, "cancel")} sent.`);
  if (exits.length) words.push(`${several(exits.length, "waiting square-off")} withdrawn.`);
  if (failed.length) words.push(`${several(failed.length, "order")} of the primary cannot be taken back here.`);
  return words.join(" ") || "Nothing was pending.";
}

export function outcome(done, answer) {
  const words = [done];
  if (answer?.channels && STATES.includes(answer.state)) words.push(message(answer));
  if (answer?.withdrawn_exits) words.push(takenBack(answer));
  else if (answer?.orders?.length) {
    words.push(`Order ${answer.orders.map((order) => order.order_id).join(", ")}.`);
  }
  if (answer?.batch_id) words.push(`Square-off ${answer.batch_id}.`);
  if (answer?.approval_id) words.push(`It waits for a second person (request ${answer.approval_id}).`);
  for (const warning of answer?.warnings ?? []) words.push(warning.title ?? String(warning));
  return words.join(" ").trim();
}
