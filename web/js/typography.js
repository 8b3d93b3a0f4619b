/**
 * Log → here → the reader. What the assistant says, set as print sets it: typographic apostrophes, French spaces that
 * do not break, references of requests and numbers to call on one line. Stores and other channels keep plain characters.
 */
import { element } from "./element.js";

/** Between letters, or of a plural owner; a quotation mark is left alone. */
const APOSTROPHE = /(?<=\p{L})'(?=\p{L})|(?<=s)'(?=\s\p{L})/gu;
const HARD = "\u00a0";
/** Before : and », after «, between a number and what it counts or the month of a day. */
const FRENCH_SPACES = [
  [/[ \u00a0](?=[:»])/g, HARD],
  [/«[ \u00a0]/g, `«${HARD}`],
  [/(?<=\d) (?=[$%\p{L}]|\d{3}\b)/gu, HARD],
];
/** References of requests, numbers to call. */
const WHOLE = /\b(?:Q-[B-Z2-9]{4}-\d{2}|\d+(?:-\d+){2,})\b/g;

/** `text` with the marks of print in its language. */
export function typeset(text, language) {
  const words = text.replace(APOSTROPHE, "’");
  if (language !== "fr") return words;
  return FRENCH_SPACES.reduce((set, [found, mark]) => set.replace(found, mark), words);
}

/** `text` as text and elements: a reference or a number that broke over two lines could not be read out. */
export function unbroken(text) {
  const parts = [];
  let end = 0;
  for (const { 0: whole, index } of text.matchAll(WHOLE)) {
    parts.push(text.slice(end, index), element("span", { class: "unbroken" }, whole));
    end = index + whole.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}
