import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMIT, measure, worthSaying } from "../../web/js/length.js";

test("2,000 characters may be sent, 2,001 may not", () => {
  assert.equal(LIMIT, 2000);
  assert.equal(measure("é".repeat(2000)).problem, "");
  assert.equal(measure("é".repeat(2001)).problem, "too_long");
});

test("characters outside the basic plane count once, as on the server", () => {
  assert.equal(measure("🍁".repeat(2000)).problem, "");
});

test("only spaces are an empty message", () => {
  assert.equal(measure(" \n\t").problem, "empty");
});

test("the count shows near the end only", () => {
  assert.equal(measure("x".repeat(1799)).show, false);
  assert.equal(measure("x".repeat(1800)).show, true);
});

test("the count is spoken at a few marks, not at every key", () => {
  const said = [];
  for (let left = 250; left >= -3; left -= 1) if (worthSaying(left + 1, left)) said.push(left);

  assert.deepEqual(said, [200, 100, 50, 20, 0, -1]);
});

test("deleting is not commented on", () => {
  assert.equal(worthSaying(-5, 30), false);
});
