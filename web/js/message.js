/**
 * Socket → here → timeline and log. Turns what the server sent into one frozen shape, and lets
 * nothing through that the page must not show: a wrong type becomes its empty value, a link that is
 * not https disappears.
 */
import { safeLink } from "./safe_link.js";

const SPEAKERS = ["bot", "agent", "system", "client"];
const CODE = /^\d{6}$/;
const DAY = /^\d{4}-\d{2}-\d{2}/;

/** Return the message, or null when there is nothing in it to show. */
export function readMessage(wire, pageLanguage) {
  if (wire === null || typeof wire !== "object") return null;
  const asOf = DAY.test(words(wire.as_of)) ? wire.as_of.slice(0, 10) : "";
  const message = {
    seq: Number.isSafeInteger(wire.seq) ? wire.seq : null,
    // Stock Rasa messages do not say who speaks: the bot does.
    who: SPEAKERS.includes(wire.who) ? wire.who : "bot",
    agent: words(wire.agent),
    text: words(wire.text),
    quickReplies: list(wire.quick_replies).map(readChoice).filter(Boolean),
    links: list(wire.links).map(readLink).filter(Boolean),
    code: CODE.test(words(wire.code)) ? wire.code : "",
    // An answer whose own words name the day needs no second line about it.
    asOf: asOf && words(wire.text).includes(asOf) ? "" : asOf,
    language: ["en", "fr"].includes(wire.language) ? wire.language : pageLanguage,
    at: readTime(wire.at),
    messageId: words(wire.message_id),
    history: typeof wire.history === "boolean" ? wire.history : null,
  };
  const empty = !message.text && !message.links.length && !message.quickReplies.length;
  return empty ? null : Object.freeze(message);
}

/** The code when a client may want to quote it: an answer's. Line 90 only counts steps of the conversation. */
export function quotable(code) {
  return code.startsWith("90") ? "" : code;
}

/** Return {token, reference, owner, ticket, lastSeq}. Stock servers confirm with the bare session id. */
export function readConfirmation(wire) {
  const given = typeof wire === "string" ? { session_id: wire } : (wire ?? {});
  return Object.freeze({
    token: words(given.session_id),
    reference: words(given.reference),
    owner: readOwner(given.owner),
    ticket: words(given.ticket),
    lastSeq: Number.isSafeInteger(given.last_seq) ? given.last_seq : null,
  });
}

/** Return {owner, ticket}: who answers now, and the number under which a person was asked for. */
export function readOwnerChange(wire) {
  return Object.freeze({ owner: readOwner(wire?.owner), ticket: words(wire?.reference) });
}

function readOwner(owner) {
  return ["bot", "queue", "person"].includes(owner) ? owner : "bot";
}

function readChoice(wire) {
  const title = words(wire?.title);
  const payload = words(wire?.payload) || title;
  return title ? Object.freeze({ title, payload }) : null;
}

function readLink(wire) {
  const url = safeLink(wire?.url);
  return url ? Object.freeze({ title: words(wire.title) || url, url }) : null;
}

/** ISO text, seconds or milliseconds since 1970 → Date, or null. */
function readTime(value) {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const inSeconds = typeof value === "number" && value < 1e11;
  const date = new Date(inSeconds ? value * 1000 : value);
  return Number.isNaN(date.getTime()) ? null : date;
}

function words(value) {
  return typeof value === "string" ? value : "";
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
