/**
 * Log ← here. The door replaces personal details by <KIND> before anything is kept; readers get
 * words instead: "<PASSPORT>" becomes "[passport number removed]".
 */
const PLACEHOLDER = /<([A-Z]+(?:_[A-Z]+)*)>/g;

export function inWords(text, strings) {
  return text.replace(PLACEHOLDER, (_, kind) => {
    const key = `masked.${kind}`;
    return strings.say(strings.has(key) ? key : "masked.other");
  });
}

export function hasMasked(text) {
  return text.search(PLACEHOLDER) >= 0;
}
