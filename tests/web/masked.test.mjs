import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hasMasked, inWords } from "../../web/js/masked.js";
import { Strings } from "../../web/js/strings.js";

const strings = (language) => {
  const file = new URL(`../../web/strings/${language}.json`, import.meta.url);
  return new Strings(language, JSON.parse(readFileSync(file, "utf8")));
};

test("placeholders become words of the page's language", () => {
  const text = "I am <PERSON>, passport <PASSPORT>";

  assert.equal(inWords(text, strings("en")), "I am [name removed], passport [passport number removed]");
  assert.equal(inWords(text, strings("fr")), "I am [nom retiré], passport [numéro de passeport retiré]");
});

test("a kind the page does not know is still hidden behind words", () => {
  assert.equal(inWords("<SOMETHING_NEW>", strings("en")), "[personal detail removed]");
});

test("other angle brackets are the client's own", () => {
  for (const text of ["<b>x</b>", "a < B > c", "<Person>", "3 <4"]) {
    assert.equal(inWords(text, strings("en")), text);
    assert.equal(hasMasked(text), false);
  }
});

test("a masked text is recognized every time it is asked about", () => {
  assert.deepEqual([hasMasked("<SIN>"), hasMasked("<SIN>")], [true, true]);
});
