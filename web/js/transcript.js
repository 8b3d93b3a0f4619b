/**
 * Log → here → a file on the client's computer. The conversation as plain text in the page's
 * language; it never goes through a server.
 */
import { quotable } from "./message.js";

export function transcript(entries, { strings, times, reference, now }) {
  const head = [
    strings.say("transcript.title"),
    strings.say("transcript.demonstration"),
    reference && strings.say("reference", { reference }),
    strings.say("transcript.saved_on", { date: times.full(now) }),
  ];
  const parts = entries.map((entry) => paragraph(entry, strings, times));
  return [head.filter(Boolean).join("\n"), ...parts].join("\n\n") + "\n";
}

export function fileName(reference, now) {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    String(part).padStart(2, "0"),
  );
  const safe = reference.replace(/[^\w-]+/g, "");
  return ["quaid", safe, day.join("-")].filter(Boolean).join("-") + ".txt";
}

function paragraph(entry, strings, times) {
  const when = entry.at ? ` (${times.full(entry.at)})` : "";
  return [
    `${entry.speaker}${when}`,
    entry.text,
    ...entry.links.map((link) => `- ${link.title}: ${link.url}`),
    ...entry.quickReplies.map((choice) => `[ ] ${choice.title}`),
    entry.asOf && strings.say("as_of", { date: times.day(entry.asOf) }),
    quotable(entry.code) && strings.say("code", { code: entry.code }),
    entry.state && `(${entry.state})`,
  ]
    .filter(Boolean)
    .join("\n");
}
