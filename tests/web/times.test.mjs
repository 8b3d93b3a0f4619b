import assert from "node:assert/strict";
import { test } from "node:test";
import { Times, localeFor } from "../../web/js/times.js";

test("the reader's region counts when it speaks the page's language", () => {
  assert.equal(localeFor("fr", ["en-US", "fr-BE"]), "fr-BE");
  assert.equal(localeFor("en", ["fr-CA", "en-IN"]), "en-IN");
});

test("otherwise it is Canada's", () => {
  assert.equal(localeFor("fr", ["en-US", "pa-IN"]), "fr-CA");
  assert.equal(localeFor("en", []), "en-CA");
});

test("a day stays the same day west of Greenwich", () => {
  assert.equal(new Times("en", ["en-CA"], "America/Vancouver").day("2026-06-10"), "June 10, 2026");
  assert.equal(new Times("fr", ["fr-CA"], "Pacific/Auckland").day("2026-06-10"), "10 juin 2026");
});

test("hours are the reader's, in the reader's zone", () => {
  const at = new Date("2026-11-22T15:05:00Z");

  assert.match(new Times("fr", ["fr-CA"], "America/Toronto").short(at, at), /^10\sh\s05$/);
  assert.match(new Times("en", ["en-CA"], "America/Toronto").short(at, at), /^10:05\sa\.?m\.?$/i);
});

test("an older message shows its day as well", () => {
  const at = new Date("2026-11-20T15:05:00Z");

  assert.match(
    new Times("en", ["en-CA"], "America/Toronto").short(at, new Date("2026-11-22T15:05:00Z")),
    /November 20, 2026/,
  );
});
