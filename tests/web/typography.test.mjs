import assert from "node:assert/strict";
import { test } from "node:test";
import { typeset } from "../../web/js/typography.js";

const HARD = "\u00a0";

for (const [language, plain, set] of [
  ["en", "You don't need your parents' consent.", "You don’t need your parents’ consent."],
  ["fr", "l'aide d'IRCC aujourd'hui", "l’aide d’IRCC aujourd’hui"],
  ["fr", "Voici ce que j'ai trouvé : « Permis d'études »", `Voici ce que j’ai trouvé${HARD}: «${HARD}Permis d’études${HARD}»`],
  ["fr", "150 $, 2 000 $, de 8 h à 16 h", `150${HARD}$, 2${HARD}000${HARD}$, de 8${HARD}h à 16${HARD}h`],
  ["fr", "le lundi 23 novembre 2026", `le lundi 23${HARD}novembre 2026`],
  ["en", "from 8 a.m.: $150", "from 8 a.m.: $150"],
  ["en", "'quoted' and 5' tall", "'quoted' and 5' tall"],
]) {
  test(`${language}: ${plain} is set as print sets it`, () => {
    assert.equal(typeset(plain, language), set);
  });
}

test("setting it twice changes nothing more", () => {
  const once = typeset("Voici l'adresse : 24 Sussex, à 8 h", "fr");

  assert.equal(typeset(once, "fr"), once);
});
