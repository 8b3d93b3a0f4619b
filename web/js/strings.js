/**
 * The page's words in its language, read once from strings/<language>.json. Scripts contain none.
 */
export async function loadStrings(language, base) {
  const answer = await fetch(new URL(`../strings/${language}.json`, base));
  if (!answer.ok) throw new Error(`strings/${language}.json: ${answer.status}; is it served with the page?`);
  return new Strings(language, await answer.json());
}

export class Strings {
  #entries;
  #plural;

  constructor(language, entries) {
    this.language = language;
    this.#entries = entries;
    this.#plural = new Intl.PluralRules(language);
  }

  /** The text of `key` with {names} filled in; with `count`, the plural form that belongs to it. */
  say(key, values = {}) {
    const form = "count" in values ? `${key}.${this.#form(values.count)}` : key;
    const template = this.#entries[form];
    if (template === undefined)
      throw new Error(`strings/${this.language}.json: '${form}' missing; add it in both languages`);
    return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }

  has(key) {
    return key in this.#entries;
  }

  /** French has a "many" for millions; the page only ever counts below that. */
  #form(count) {
    return this.#plural.select(count) === "one" ? "one" : "other";
  }
}
