import assert from "node:assert/strict";
import { test } from "node:test";
import { quotable, readConfirmation, readMessage, readOwnerChange } from "../../web/js/message.js";

test("a full message keeps everything the page shows", () => {
  const message = readMessage(
    {
      text: "You may arrive early.",
      seq: 7,
      who: "agent",
      agent: "Camille",
      quick_replies: [{ title: "Yes", payload: "/affirm" }],
      links: [{ title: "Prepare for arrival", url: "https://www.canada.ca/en.html" }],
      code: "051103",
      as_of: "2026-06-10",
      language: "fr",
      at: "2026-11-22T15:00:00Z",
    },
    "en",
  );

  assert.equal(message.seq, 7);
  assert.equal(message.who, "agent");
  assert.equal(message.agent, "Camille");
  assert.deepEqual(message.quickReplies, [{ title: "Yes", payload: "/affirm" }]);
  assert.deepEqual(message.links, [{ title: "Prepare for arrival", url: "https://www.canada.ca/en.html" }]);
  assert.equal(message.code, "051103");
  assert.equal(message.asOf, "2026-06-10");
  assert.equal(message.language, "fr");
  assert.equal(message.at.toISOString(), "2026-11-22T15:00:00.000Z");
});

test("a day that the answer itself names is not said twice", () => {
  const message = readMessage({ text: "Information as of 2026-06-10; check.", as_of: "2026-06-10" }, "en");

  assert.equal(message.asOf, "");
});

test("only codes of answers are worth quoting", () => {
  assert.equal(quotable("051103"), "051103");
  assert.equal(quotable("900501"), "");
  assert.equal(quotable(""), "");
});

test("a stock Rasa message is the bot's, in the page's language", () => {
  const message = readMessage({ text: "Hello" }, "fr");

  assert.equal(message.who, "bot");
  assert.equal(message.language, "fr");
  assert.equal(message.seq, null);
});

test("a message with nothing to show is nothing", () => {
  for (const wire of [null, undefined, "text", {}, { text: "" }, { text: 5, links: "x" }]) {
    assert.equal(readMessage(wire, "en"), null);
  }
});

test("wrong types become empty values instead of breaking the page", () => {
  const wire = {
    text: "x",
    seq: "7",
    who: "admin",
    code: "12",
    as_of: "soon",
    language: "de",
    at: "never",
    quick_replies: [null, {}, { payload: "/a" }],
    links: [null, 3, {}],
  };

  const message = readMessage(wire, "en");

  assert.equal(message.seq, null);
  assert.equal(message.who, "bot");
  assert.equal(message.code, "");
  assert.equal(message.asOf, "");
  assert.equal(message.language, "en");
  assert.equal(message.at, null);
  assert.deepEqual(message.quickReplies, []);
  assert.deepEqual(message.links, []);
});

test("links that are not https disappear, the text stays", () => {
  const links = ["javascript:alert(1)", "http://canada.ca/", "//canada.ca", "data:text/html,x"].map(
    (url) => ({ title: "t", url }),
  );

  const message = readMessage({ text: "x", links }, "en");

  assert.deepEqual(message.links, []);
});

test("a button without a payload says its title", () => {
  const message = readMessage({ quick_replies: [{ title: "Yes" }] }, "en");

  assert.deepEqual(message.quickReplies, [{ title: "Yes", payload: "Yes" }]);
});

test("times come as text, seconds or milliseconds", () => {
  const expected = "2026-11-22T15:00:00.000Z";
  for (const at of [expected, Date.parse(expected) / 1000, Date.parse(expected)]) {
    assert.equal(readMessage({ text: "x", at }, "en").at.toISOString(), expected);
  }
});

test("a confirmation may be our object or the bare id of a stock server", () => {
  const ours = readConfirmation({
    session_id: "signed",
    reference: "AB1-C2D",
    owner: "queue",
    ticket: "T-7",
    last_seq: 4,
  });
  const stock = readConfirmation("id");

  assert.deepEqual(ours, {
    token: "signed",
    reference: "AB1-C2D",
    owner: "queue",
    ticket: "T-7",
    lastSeq: 4,
  });
  assert.deepEqual(stock, { token: "id", reference: "", owner: "bot", ticket: "", lastSeq: null });
});

test("a change of owner brings the ticket's number, and an unknown owner is the bot", () => {
  assert.deepEqual(readOwnerChange({ owner: "person", reference: "T-7" }), {
    owner: "person",
    ticket: "T-7",
  });
  assert.deepEqual(readOwnerChange({ owner: "root", reference: null }), { owner: "bot", ticket: "" });
  assert.deepEqual(readOwnerChange(undefined), { owner: "bot", ticket: "" });
});
