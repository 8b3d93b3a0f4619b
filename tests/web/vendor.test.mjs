import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const vendor = new URL("../../web/vendor/", import.meta.url);
const readme = readFileSync(new URL("README.md", vendor), "utf8");

test("every third-party script is the one its README names, with its licence beside it", () => {
  const scripts = readdirSync(vendor).filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 0);
  for (const name of scripts) {
    const sum = createHash("sha256")
      .update(readFileSync(new URL(name, vendor)))
      .digest("hex");
    const row = readme.split("\n").find((line) => line.includes(`\`${name}\``));
    assert.ok(row?.includes(sum), `${name}: its SHA-256 ${sum} is not in vendor/README.md`);
    const licence = row.match(/`([\w.]+LICENSE[\w.]*)`/)[1];
    assert.ok(readdirSync(vendor).includes(licence));
  }
});
