import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const web = new URL("../../web/", import.meta.url);
const read = (path) => readFileSync(new URL(path, web), "utf8");
const PAGES = readdirSync(web).filter((name) => name.endsWith(".html"));
const tags = (html) =>
  [...html.matchAll(/<([a-z][\w-]*)([^>]*)>/g)].map(([, name, attributes]) => ({ name, attributes }));
const attribute = (tag, name) => tag.attributes.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
const values = (html, name) =>
  tags(html)
    .map((tag) => attribute(tag, name))
    .filter((value) => value !== undefined);

/** What must not differ between languages: elements, their ids, classes, roles and test ids. */
const skeleton = (html) =>
  tags(html).map((tag) =>
    [
      tag.name,
      ...["id", "class", "role", "type", "for", "data-testid"].map((name) => attribute(tag, name) ?? ""),
    ].join(" "),
  );

for (const [en, fr] of [
  ["en.html", "fr.html"],
  ["privacy-notice.en.html", "privacy-notice.fr.html"],
]) {
  test(`${en} and ${fr} differ in words only`, () => {
    assert.deepEqual(skeleton(read(fr)), skeleton(read(en)));
  });

  test(`${en} and ${fr} lead to each other and name their language`, () => {
    assert.ok(values(read(en), "href").includes(fr) && values(read(fr), "href").includes(en));
    assert.match(read(en), /<html lang="en-CA"/);
    assert.match(read(fr), /<html lang="fr-CA"/);
  });
}

for (const page of PAGES) {
  test(`${page} works under a content policy of default-src 'self'`, () => {
    const html = read(page);

    assert.deepEqual(
      tags(html).filter(({ attributes }) => /\s(on\w+|style)=/.test(attributes)),
      [],
    );
    assert.doesNotMatch(html, /<style|<script(?![^>]*\ssrc=)/);
    const loaded = tags(html).filter(({ name }) => ["script", "link", "img", "iframe"].includes(name));
    const addresses = loaded.map((tag) => attribute(tag, "src") ?? attribute(tag, "href"));
    assert.deepEqual(
      addresses.filter((address) => /^(https?:)?\/\//.test(address)),
      [],
    );
  });

  test(`${page} links only to files that exist, and outside by https`, () => {
    for (const address of [...values(read(page), "href"), ...values(read(page), "src")]) {
      if (address.startsWith("#")) assert.ok(values(read(page), "id").includes(address.slice(1)), address);
      else assert.ok(address.startsWith("https://") || existsSync(new URL(address, web)), address);
    }
  });

  test(`${page} says that it is a demonstration and offers IRCC's own contact page`, () => {
    assert.match(
      read(page),
      /Demonstration, not a service of IRCC|Démonstration : ceci n’est pas un service d’IRCC/,
    );
    assert.ok(
      values(read(page), "href").some((address) => /\/(contact-ircc|contactez-ircc)\.html$/.test(address)),
    );
  });

  test(`${page} has every id once, and refers only to ids it has`, () => {
    const ids = values(read(page), "id");
    const references = ["for", "aria-labelledby", "aria-describedby"].flatMap((name) =>
      values(read(page), name),
    );

    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      references.flatMap((list) => list.split(" ")).filter((id) => !ids.includes(id)),
      [],
    );
  });
}

for (const page of ["en.html", "fr.html"]) {
  test(`${page} gives the notice and the privacy link before the message box`, () => {
    const html = read(page);
    const box = html.indexOf("<textarea");

    for (const mark of [
      'data-testid="demonstration"',
      'data-testid="notice"',
      'data-testid="privacy-link"',
    ]) {
      assert.ok(html.indexOf(mark) > 0 && html.indexOf(mark) < box, mark);
    }
  });

  test(`${page}: without its script nothing typed could end up in an address`, () => {
    const box = tags(read(page)).find(({ name }) => name === "textarea");

    assert.equal(attribute(box, "name"), undefined);
  });

  test(`${page} has every element its scripts look for`, () => {
    const scripts = ["page", "status", "tools"].map((name) => read(`js/${name}.js`)).join("\n");
    const wanted = [...scripts.matchAll(/byId\("([\w-]+)"\)/g)].map((found) => found[1]);
    assert.ok(wanted.length > 15);

    assert.deepEqual(
      wanted.filter((id) => !values(read(page), "id").includes(id)),
      [],
    );
  });

  test(`${page} announces additions to the log, politely, and nothing from the past`, () => {
    const log = tags(read(page)).find((tag) => attribute(tag, "role") === "log");
    const earlier = tags(read(page)).find((tag) => attribute(tag, "id") === "earlier");

    assert.equal(attribute(log, "aria-live"), "polite");
    assert.equal(attribute(log, "aria-relevant"), "additions");
    assert.equal(attribute(earlier, "aria-live") ?? attribute(earlier, "role"), undefined);
  });
}

test("no script of ours makes markup out of text", () => {
  const scripts = ["embed.js", ...readdirSync(new URL("js/", web)).map((name) => `js/${name}`)];
  for (const name of scripts) {
    assert.doesNotMatch(
      read(name),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function/,
      name,
    );
  }
});

test("no file of ours loads anything from elsewhere", () => {
  for (const name of ["quaid.css", ...readdirSync(new URL("js/", web)).map((script) => `js/${script}`)]) {
    assert.doesNotMatch(read(name), /url\(|@import|import\(|from "https?:/, name);
  }
});
