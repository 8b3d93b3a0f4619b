/**
 * How long a message is and what to say about it. Counts characters as the server does (code
 * points), and never cuts: a client who pastes too much must see all of it to shorten it.
 */
export const LIMIT = 2000;
const NEAR_END = 200;
// Spoken only here: a count read aloud at every key would drown the client's own typing.
const SPOKEN_AT = [200, 100, 50, 20, 0];

/** {left, show, over, problem}: problem is "", "empty" or "too_long". */
export function measure(text, limit = LIMIT) {
  const left = limit - [...text].length;
  const over = left < 0;
  const problem = over ? "too_long" : text.trim() === "" ? "empty" : "";
  return { left, show: left <= NEAR_END, over, problem };
}

/** Whether going from `before` to `left` characters left crossed a number worth saying aloud. */
export function worthSaying(before, left) {
  return SPOKEN_AT.some((mark) => before > mark && left <= mark) || (before >= 0 && left < 0);
}
