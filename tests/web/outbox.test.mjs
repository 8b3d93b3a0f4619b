import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept } from "../../web/js/kept.js";
import { Outbox, newId } from "../../web/js/outbox.js";
import { MemoryStore } from "./memory_store.mjs";

const outbox = (store = new MemoryStore()) => new Outbox(new Kept(store));

test("messages wait in the order they were written", () => {
  const box = outbox();
  box.add("first", "first");
  box.add("second", "second");

  assert.deepEqual(
    box.waiting().map((entry) => entry.message),
    ["first", "second"],
  );
});

test("a message being sent does not wait any more, and comes back when the connection is lost", () => {
  const box = outbox();
  const { id } = box.add("/affirm", "Yes");
  box.sending(id);
  assert.deepEqual(box.waiting(), []);

  box.requeue();

  assert.deepEqual(
    box.waiting().map((entry) => [entry.id, entry.message, entry.shown]),
    [[id, "/affirm", "Yes"]],
  );
});

test("a refused message is not sent again by itself", () => {
  const box = outbox();
  const { id } = box.add("x", "x");
  box.sending(id);
  box.refused(id, "Too fast");

  box.requeue();

  assert.deepEqual(box.waiting(), []);
  assert.equal(box.all()[0].error, "Too fast");
});

test("a retry keeps the message's id, so that the server can recognize it", () => {
  const box = outbox();
  const { id } = box.add("x", "x");
  box.unconfirmed(id);

  assert.equal(box.retry(id).id, id);
  assert.equal(box.waiting().length, 1);
});

test("an acknowledged message is gone", () => {
  const box = outbox();
  const { id } = box.add("x", "x");

  assert.equal(box.remove(id).message, "x");
  assert.equal(box.remove(id), null);
  assert.deepEqual(box.all(), []);
});

test("unsent messages outlive a reload, with their ids", () => {
  const store = new MemoryStore();
  const before = outbox(store);
  const sent = before.add("sent, no answer yet", "shown");
  before.sending(sent.id);
  const refused = before.add("refused", "refused");
  before.refused(refused.id, "reason in the old page's language");

  const after = outbox(store);

  assert.deepEqual(
    after.waiting().map((entry) => [entry.id, entry.shown]),
    [[sent.id, "shown"]],
  );
  assert.deepEqual(
    after.all().map((entry) => [entry.state, entry.error]),
    [
      ["waiting", ""],
      ["refused", ""],
    ],
  );
});

test("spoiled storage means an empty outbox", () => {
  for (const spoiled of ["{", "5", "[null, 3, {}]"]) {
    const store = new MemoryStore();
    store.setItem("quaid.outbox", spoiled);

    assert.deepEqual(outbox(store).all(), []);
  }
});

test("leaving clears it for the next reload too", () => {
  const store = new MemoryStore();
  const box = outbox(store);
  box.add("x", "x");

  box.clear();

  assert.deepEqual(outbox(store).all(), []);
});

test("no id has a long number in it, by which the door would rename it", () => {
  const ids = Array.from({ length: 300 }, () => newId());

  assert.deepEqual(ids.filter((id) => /(?:\d-?){7}/.test(id)), []);
});

test("ids are UUIDs also where the browser has no randomUUID", () => {
  const plain = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };

  assert.match(newId(plain), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newId(plain), newId(plain));
});
