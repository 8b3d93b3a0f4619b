/**
 * Log → here. Builds one message: who, when, text, official links, date and code of the answer.
 */
import { element } from "./element.js";
import { inWords } from "./masked.js";
import { quotable } from "./message.js";
import { withLinks } from "./safe_link.js";
import { typeset, unbroken } from "./typography.js";

/** `message` has the shape of message.js; `body` gets the message's language when it is not the page's. */
export function messageView(message, { strings, times, speaker, choices = null }) {
  const foreign = message.language !== strings.language ? message.language : null;
  const body = element(
    "div",
    { class: "message-body", lang: foreign },
    textView(message, strings),
    linksView(message, strings),
  );
  return element(
    "li",
    {
      class: `message message-${message.who}`,
      "data-testid": "message",
      "data-who": message.who,
      "data-seq": message.seq,
      "data-code": message.code,
    },
    headView(message, speaker, times),
    body,
    factsView(message, strings, times),
    choices ?? "",
  );
}

/** The text alone, for a message whose words the door has changed. */
export function textView(message, strings) {
  const text = inWords(message.text, strings);
  const paragraphs = text.split(/\n{2,}/).filter((part) => part.trim());
  const view = message.who === "client" ? (part) => [part] : (part) => partView(part, message.language, strings);
  return element(
    "div",
    { class: "message-text", "data-testid": "message-text" },
    ...paragraphs.map((part) => element("p", {}, ...view(part))),
  );
}

/** A paragraph of the assistant's or a person's: addresses become links, the rest is set in type. */
function partView(part, language, strings) {
  return withLinks(part).flatMap(({ text, url }) =>
    url ? [linkView({ title: text, url }, strings)] : unbroken(typeset(text, language)),
  );
}

function headView(message, speaker, times) {
  const when = message.at && element("time", { datetime: message.at.toISOString() }, times.short(message.at));
  const who = element("span", { class: "message-speaker", "data-testid": "speaker" }, speaker);
  return element("p", { class: "message-head" }, who, " ", when ?? "");
}

function linksView(message, strings) {
  if (!message.links.length) return "";
  const items = message.links.map(({ title, url }) =>
    element("li", {}, linkView({ title: typeset(title, message.language), url }, strings)),
  );
  return element("ul", { class: "message-links" }, ...items);
}

function linkView({ title, url }, strings) {
  const attributes = {
    href: url,
    target: "_blank",
    rel: "noopener noreferrer",
    "data-testid": "message-link",
  };
  // The note is in the page's language, the title may not be.
  const note = element(
    "span",
    { class: "visually-hidden", lang: strings.language },
    ` (${strings.say("link.new_tab")})`,
  );
  return element("a", attributes, title, note);
}

function factsView(message, strings, times) {
  const asOf = message.asOf && strings.say("as_of", { date: times.day(message.asOf) });
  const code = quotable(message.code) && strings.say("code", { code: message.code });
  if (!asOf && !code) return "";
  return element(
    "p",
    { class: "message-facts" },
    asOf && element("span", { "data-testid": "as-of" }, asOf),
    asOf && code ? " · " : "",
    code && element("span", { class: "message-code", "data-testid": "response-code" }, code),
  );
}
