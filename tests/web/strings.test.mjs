import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Strings } from "../../web/js/strings.js";

const web = new URL("../../web/", import.meta.url);
const read = (path) => readFileSync(new URL(path, web), "utf8");
const words = { en: JSON.parse(read("strings/en.json")), fr: JSON.parse(read("strings/fr.json")) };
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test("both languages have the same words to say", () => {
  assert.deepEqual(Object.keys(words.fr), Object.keys(words.en));
});

for (const key of Object.keys(words.en)) {
  test(`'${key}' has text and the same placeholders in both languages`, () => {
    assert.ok(words.en[key].trim() && words.fr[key]?.trim());
    assert.deepEqual(placeholders(words.fr[key]), placeholders(words.en[key]));
  });
}

test("every word the scripts ask for exists", () => {
  const scripts = readdirSync(new URL("js/", web))
    .map((name) => read(`js/${name}`))
    .join("\n");
  const asked = [...scripts.matchAll(/say\("([\w.]+)"/g)].map((found) => found[1]);
  assert.ok(asked.length > 10);

  const missing = asked.filter((key) => !(key in words.en) && !(`${key}.other` in words.en));

  assert.deepEqual(missing, []);
});

test("the states, owners and speakers the scripts build keys from exist", () => {
  const built = {
    state: ["waiting", "sending", "sent", "unconfirmed", "refused"],
    owner: ["bot", "queue", "person"],
    now: ["queue", "person"],
    who: ["bot", "agent", "system", "client"],
    connection: ["connecting", "unreachable", "lost", "restored"],
    problem: ["empty", "too_long"],
    action: ["retry", "edit"],
  };
  const keys = Object.entries(built).flatMap(([group, names]) => names.map((name) => `${group}.${name}`));

  assert.deepEqual(
    keys.filter((key) => !(key in words.en)),
    [],
  );
});

test("nothing is called a chat, as Canada.ca asks", () => {
  const shown = [
    "en.html",
    "fr.html",
    "index.html",
    "privacy-notice.en.html",
    "privacy-notice.fr.html",
    "embed.js",
  ].map(read);
  const all = [...shown, JSON.stringify(words)].join("\n");

  assert.doesNotMatch(all, /\bchat|clavardage/i);
});

test("plural forms follow the language: zero is singular in French", () => {
  const say = (language, count) => new Strings(language, words[language]).say("counter.left", { count });

  assert.equal(say("en", 0), "0 characters left");
  assert.equal(say("en", 1), "1 character left");
  assert.equal(say("fr", 0), "0 caractère restant");
  assert.equal(say("fr", 2), "2 caractères restants");
});

test("a missing word names its file and key", () => {
  assert.throws(() => new Strings("fr", words.fr).say("no.such"), /strings\/fr\.json: 'no\.such' missing/);
});

test("values are filled in as they are, even when they look like placeholders or patterns", () => {
  const strings = new Strings("en", { x: "a {name} b" });

  assert.equal(strings.say("x", { name: "$& {name}" }), "a $& {name} b");
});
