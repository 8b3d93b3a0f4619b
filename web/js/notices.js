/**
 * Page → here → the reader. Short spoken notices, the connection banner, and "…is writing".
 */
const GRACE_MS = 800; // a reconnection this quick is nobody's concern
const THANKS_MS = 5_000;
const TYPING_MS = 10_000;

/** Speaks through a hidden role="status" element. */
export class Announcer {
  #timer = null;

  constructor(node) {
    this.node = node;
  }

  say(text) {
    clearTimeout(this.#timer);
    this.node.textContent = "";
    // The same words twice ("Sent", "Sent") are spoken again only after a moment of nothing.
    this.#timer = setTimeout(() => (this.node.textContent = text), 100);
  }
}

/** The visible role="status" line about the connection. */
export class ConnectionBanner {
  #shown = "loading"; // the words that stand in the page itself
  #wasOnline = false;
  #timer = null;

  constructor(node, strings) {
    this.node = node;
    this.strings = strings;
  }

  set(state) {
    clearTimeout(this.#timer);
    if (state === "online") this.#online();
    else if (this.#shown !== "lost") {
      const key = state === "connecting" ? "connecting" : this.#wasOnline ? "lost" : "unreachable";
      this.#timer = setTimeout(() => this.#show(key), GRACE_MS);
    }
  }

  #online() {
    const recovered = this.#shown === "lost" || this.#shown === "unreachable";
    this.#wasOnline = true;
    this.#show(recovered ? "restored" : "");
    if (recovered) this.#timer = setTimeout(() => this.#show(""), THANKS_MS);
  }

  #show(key) {
    if (key === this.#shown) return;
    this.#shown = key;
    this.node.dataset.state = key || "online";
    this.node.textContent = key ? this.strings.say(`connection.${key}`) : "";
    this.node.classList.toggle("quiet", !key);
  }
}

/** "…is writing": seen, not spoken; it gives up when nothing follows. */
export class Typing {
  #timer = null;

  constructor(node) {
    this.node = node;
  }

  show(text) {
    this.node.textContent = text;
    this.node.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), TYPING_MS);
  }

  hide() {
    clearTimeout(this.#timer);
    this.node.hidden = true;
  }
}
