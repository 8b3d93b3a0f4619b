import assert from "node:assert/strict";
import { test } from "node:test";
import { safeLink, withLinks } from "../../web/js/safe_link.js";

test("https addresses become links", () => {
  assert.equal(
    safeLink("https://www.canada.ca/fr/page.html?a=1#b"),
    "https://www.canada.ca/fr/page.html?a=1#b",
  );
});

const REFUSED = {
  "a script": "javascript:alert(1)",
  "a script in capitals and spaces": " JaVaScRiPt:alert(1)",
  "a script with a line break": "java\nscript:alert(1)",
  "plain http": "http://www.canada.ca/",
  data: "data:text/html,<script>alert(1)</script>",
  "a relative address": "/assistant/en.html",
  "a disguised host": "https://www.canada.ca@elsewhere.test/",
  nothing: "",
  "not even text": 5,
};
for (const [name, address] of Object.entries(REFUSED)) {
  test(`no link is made of ${name}`, () => {
    assert.equal(safeLink(address), "");
  });
}

test("an address in a sentence is a link without the sentence's punctuation", () => {
  assert.deepEqual(withLinks("See (https://canada.ca/a), then wait."), [
    { text: "See (", url: "" },
    { text: "https://canada.ca/a", url: "https://canada.ca/a" },
    { text: "), then wait.", url: "" },
  ]);
});

test("text without addresses, or with forbidden ones, stays whole", () => {
  for (const text of ["Hello.", "http://canada.ca", "<a href='javascript:x'>", "https://"]) {
    assert.equal(
      withLinks(text)
        .map((part) => part.text)
        .join(""),
      text,
    );
    assert.ok(withLinks(text).every((part) => part.url === ""));
  }
});
