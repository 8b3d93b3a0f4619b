import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, Session } from "../../web/js/kept.js";
import { MemoryStore } from "./memory_store.mjs";

const forbidden = {
  getItem() {
    throw new Error("forbidden");
  },
  setItem() {
    throw new Error("forbidden");
  },
  removeItem() {
    throw new Error("forbidden");
  },
};

test("a new visit finds the session again", () => {
  const store = new MemoryStore();
  new Session(new Kept(store)).keep({ token: "signed", reference: "R1", owner: "person" });

  assert.deepEqual(new Session(new Kept(store)).known, { token: "signed", reference: "R1" });
});

test("a browser without a conversation knows none", () => {
  assert.deepEqual(new Session(new Kept(new MemoryStore())).known, { token: "", reference: "" });
});

for (const [name, store] of [
  ["forbidden", forbidden],
  ["absent", null],
]) {
  test(`where storage is ${name}, the session lives as long as the page`, () => {
    const session = new Session(new Kept(store));
    session.keep({ token: "signed", reference: "R1" });
    assert.equal(session.known.token, "signed");

    session.forget();

    assert.equal(session.known.token, "");
  });
}

test("a forgotten session is gone from the browser", () => {
  const store = new MemoryStore();
  const session = new Session(new Kept(store));
  session.keep({ token: "signed", reference: "R1" });

  session.forget();

  assert.deepEqual(new Session(new Kept(store)).known, { token: "", reference: "" });
});

test("spoiled storage is no session", () => {
  for (const spoiled of ["{", "5", '{"token": 5}']) {
    const store = new MemoryStore();
    store.setItem("quaid.session", spoiled);

    assert.equal(new Session(new Kept(store)).known.token, "");
  }
});
