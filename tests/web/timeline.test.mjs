import assert from "node:assert/strict";
import { test } from "node:test";
import { Timeline } from "../../web/js/timeline.js";

const STRANGER = { token: "", reference: "" };
const KNOWN = { token: "t", reference: "R1" };
const confirmed = (reference = "R1", lastSeq = null) => ({ token: "t", reference, lastSeq });
const message = (seq, history = null) => ({ seq, history });

test("everything is new in a new conversation", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), STRANGER);

  assert.equal(timeline.place(message(1)), "now");
  assert.equal(timeline.after, 1);
});

test("what a reopened conversation replays is earlier, until the replay is over", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), KNOWN);

  assert.equal(timeline.place(message(1)), "earlier");
  timeline.settle();
  assert.equal(timeline.place(message(2)), "now");
});

test("the server's last_seq tells history from a new message in the same burst", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed("R1", 2), KNOWN);

  assert.equal(timeline.place(message(2)), "earlier");
  assert.equal(timeline.place(message(3)), "now");
});

test("an explicit history mark decides", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), KNOWN);

  assert.equal(timeline.place(message(1, true)), "earlier");
  assert.equal(timeline.place(message(2, false)), "now");
});

test("what was missed while the connection was down is new, so it is announced", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), KNOWN);
  timeline.settle();
  timeline.place(message(1));

  timeline.confirmed(confirmed(), KNOWN);

  assert.equal(timeline.place(message(2, true)), "now");
});

test("no message is shown twice", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), STRANGER);
  timeline.place(message(1));

  assert.equal(timeline.place(message(1)), "skip");
});

test("messages without numbers are always shown", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), STRANGER);

  assert.equal(timeline.place(message(null)), "now");
  assert.equal(timeline.place(message(null)), "now");
  assert.equal(timeline.after, 0);
});

test("the page's own message is not shown again when it is replayed", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), STRANGER);
  timeline.own(1);

  assert.equal(timeline.place(message(1)), "skip");
});

test("an early number that arrives late is shown and does not move the replay back", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed(), STRANGER);
  timeline.place(message(5));

  assert.equal(timeline.place(message(4)), "now");
  assert.equal(timeline.after, 5);
});

test("another conversation starts counting again", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed("R1"), STRANGER);
  timeline.place(message(1));

  const { changed } = timeline.confirmed(confirmed("R2"), KNOWN);

  assert.equal(changed, true);
  assert.equal(timeline.after, 0);
  assert.equal(timeline.place(message(1)), "now");
});

test("a renewed token of the same conversation changes nothing", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed("R1"), STRANGER);
  timeline.place(message(1));

  const { changed } = timeline.confirmed({ token: "renewed", reference: "R1", lastSeq: null }, KNOWN);

  assert.equal(changed, false);
  assert.equal(timeline.place(message(1)), "skip");
});

test("a stored conversation that the server no longer has is not history", () => {
  const timeline = new Timeline();
  timeline.confirmed(confirmed("R9"), KNOWN);

  assert.equal(timeline.place(message(1)), "now");
});
