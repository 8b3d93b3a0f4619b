import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Strings } from "../../web/js/strings.js";
import { Times } from "../../web/js/times.js";
import { fileName, transcript } from "../../web/js/transcript.js";

const file = new URL("../../web/strings/en.json", import.meta.url);
const strings = new Strings("en", JSON.parse(readFileSync(file, "utf8")));
const times = new Times("en", ["en-CA"], "UTC");
const now = new Date("2026-11-22T15:05:00Z");
const entry = {
  speaker: "You",
  text: "",
  at: null,
  links: [],
  quickReplies: [],
  asOf: "",
  code: "",
  state: "",
};
const write = (entries, reference = "AB1") => transcript(entries, { strings, times, reference, now });

test("it says what it is, that it is a demonstration, and which conversation", () => {
  const head = write([]);

  assert.match(head, /automated assistant/);
  assert.match(head, /Demonstration, not a service of IRCC/);
  assert.match(head, /Conversation reference: AB1/);
  assert.match(head, /Saved on November 22, 2026/);
});

test("every message is there with speaker, words, links, date and code", () => {
  const text = write([
    { ...entry, text: "How early?" },
    {
      ...entry,
      speaker: "Quaid (automated)",
      text: "A few weeks.",
      at: now,
      links: [{ title: "Arrive", url: "https://canada.ca/a" }],
      quickReplies: [{ title: "Yes" }],
      asOf: "2026-06-10",
      code: "051103",
    },
  ]);

  assert.ok(text.includes("You\nHow early?\n"));
  assert.match(
    text,
    /Quaid \(automated\) \(November 22, 2026 at 3:05\sp\.?m\.?\)\nA few weeks\.\n- Arrive: https:\/\/canada\.ca\/a\n\[ \] Yes\nInformation as of June 10, 2026\nCode 051103/i,
  );
});

test("a message that never left is marked", () => {
  assert.match(write([{ ...entry, text: "x", state: "Not sent. Too fast." }]), /\(Not sent\. Too fast\.\)/);
});

test("the file name is safe whatever the reference", () => {
  assert.equal(fileName('../A B"1', new Date(2026, 10, 2)), "quaid-AB1-2026-11-02.txt");
  assert.equal(fileName("", new Date(2026, 10, 2)), "quaid-2026-11-02.txt");
});
