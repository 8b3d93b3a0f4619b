/**
 * Message → here → log. Knows which messages were already shown, which belong to the past and must
 * not be read aloud again, and from where the server has to replay after a lost connection.
 *
 * Places: "earlier" (history of a conversation this page has just reopened), "now" (new to the
 * reader, so announced: also what was missed while the connection was down), "skip".
 */
export class Timeline {
  after = 0;
  #seen = new Set();
  #conversation = "";
  #replaying = false;
  #lastSeq = null;

  get replaying() {
    return this.#replaying;
  }

  /** The server confirmed the session; `known` is what the browser had stored before this page. */
  confirmed({ token, reference, lastSeq }, known) {
    const conversation = reference || token;
    const first = this.#conversation === "";
    const changed = !first && conversation !== this.#conversation;
    this.#conversation = conversation;
    if (changed) {
      // Sequence numbers start again in another conversation.
      this.#seen.clear();
      this.after = 0;
    }
    this.#lastSeq = lastSeq;
    this.#replaying = first && lastSeq !== 0 && isContinued(conversation, known);
    return { changed };
  }

  /** The replay is over: whatever comes from here on is new. */
  settle() {
    this.#replaying = false;
  }

  place(message) {
    if (message.seq !== null) {
      if (this.#seen.has(message.seq)) return "skip";
      this.#seen.add(message.seq);
      this.after = Math.max(this.after, message.seq);
    }
    return this.#isPast(message) ? "earlier" : "now";
  }

  /** A message of this page's own got its number from the server: do not show its replay. */
  own(seq) {
    this.#seen.add(seq);
  }

  #isPast(message) {
    if (!this.#replaying) return false;
    if (message.history !== null) return message.history;
    if (this.#lastSeq === null || message.seq === null) return true;
    return message.seq <= this.#lastSeq;
  }
}

function isContinued(conversation, known) {
  if (!known?.token) return false;
  return !known.reference || known.reference === conversation || known.token === conversation;
}
