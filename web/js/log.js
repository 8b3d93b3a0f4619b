/**
 * Timeline and outbox → here → the reader. Two lists: what was said earlier, which no screen reader
 * announces, and the live log, where additions are announced. The client's own messages stand in the
 * live log but are not read back to the one who typed them.
 */
import { element } from "./element.js";
import { hasMasked, inWords } from "./masked.js";
import { messageView, textView } from "./message_view.js";
import { QuickReplies } from "./quick_replies.js";
import { typeset } from "./typography.js";

export class Log {
  #own = new Map();
  #entries = { earlier: [], now: [] };

  /** The page sets onChoice(choice, {byKeyboard}), onRetry(entry) and onEdit(entry) afterwards. */
  constructor({ lists, strings, times }) {
    Object.assign(this, { lists, strings, times });
    this.choices = new QuickReplies({ strings, onChoice: (choice, how) => this.onChoice(choice, how) });
  }

  /** For the transcript, in the order of reading. */
  get entries() {
    return [...this.#entries.earlier, ...this.#entries.now];
  }

  get earlierCount() {
    return this.#entries.earlier.length;
  }

  /** Show what the server sent in "earlier" or "now"; return the new list item. */
  add(message, place) {
    const fromClient = message.who === "client";
    if (fromClient) this.choices.close();
    const shown = fromClient ? { ...message, text: this.choices.titleOf(message.text) } : message;
    const choices = this.choices.view(shown);
    const speaker = this.#speaker(shown);
    const item = messageView(shown, { strings: this.strings, times: this.times, speaker, choices });
    this.#remember(shown, speaker, place);
    return this.#append(item, place);
  }

  /** Show a message the client has just written, with the state of its sending. */
  addOwn(entry, at) {
    this.choices.close();
    const message = { ...NO_EXTRAS, text: entry.shown, at, language: this.strings.language };
    const speaker = this.#speaker(message);
    const item = messageView(message, { strings: this.strings, times: this.times, speaker });
    item.dataset.messageId = entry.id;
    item.setAttribute("aria-live", "off");
    const remembered = this.#remember(message, speaker, "now");
    this.#own.set(entry.id, { item, message, remembered });
    this.setState(entry);
    return this.#append(item, "now");
  }

  isOwn(id) {
    return this.#own.has(id);
  }

  setState(entry) {
    const own = this.#own.get(entry.id);
    if (!own) return;
    const words = this.stateInWords(entry);
    const state = element(
      "p",
      {
        class: `message-state state-${entry.state}`,
        "data-testid": "message-state",
        "data-state": entry.state,
      },
      words,
    );
    if (entry.state === "refused" || entry.state === "unconfirmed") state.append(this.#remedies(entry));
    own.item.querySelector(".message-state")?.remove();
    own.item.append(state);
    own.remembered.state = entry.state === "sent" ? "" : words;
  }

  stateInWords({ state, error }) {
    if (state === "refused" && !error) return this.strings.say("state.refused_plain");
    return this.strings.say(`state.${state}`, { error });
  }

  /** The door masked something: show what is kept, not what was typed. Return whether it did. */
  showMasked(id, text) {
    const own = this.#own.get(id);
    if (!own || !text || !hasMasked(text)) return false;
    const message = { ...own.message, text };
    own.item.querySelector(".message-text").replaceWith(textView(message, this.strings));
    own.remembered.text = inWords(text, this.strings);
    return true;
  }

  /** Buttons are the bot's offers: a person cannot take them up. */
  closeChoices() {
    this.choices.close();
  }

  removeOwn(id) {
    const own = this.#own.get(id);
    if (!own) return;
    own.item.remove();
    this.#own.delete(id);
    this.#entries.now = this.#entries.now.filter((entry) => entry !== own.remembered);
  }

  clear() {
    this.choices.close();
    this.lists.earlier.replaceChildren();
    this.lists.now.replaceChildren();
    this.#own.clear();
    this.#entries = { earlier: [], now: [] };
  }

  #remedies(entry) {
    const retry = this.#remedy("retry", () => this.onRetry(entry));
    const edit = this.#remedy("edit", () => this.onEdit(entry));
    return element("span", { class: "remedies" }, retry, edit);
  }

  #remedy(name, act) {
    const label = this.strings.say(`action.${name}`);
    const button = element(
      "button",
      { type: "button", class: "link-button", "data-testid": `message-${name}` },
      label,
    );
    button.addEventListener("click", act);
    return button;
  }

  #speaker(message) {
    if (message.who !== "agent") return this.strings.say(`who.${message.who}`);
    return message.agent
      ? this.strings.say("who.agent", { name: message.agent })
      : this.strings.say("who.agent_unnamed");
  }

  #remember(message, speaker, place) {
    const words = inWords(message.text, this.strings);
    const text = message.who === "client" ? words : typeset(words, message.language);
    const entry = { ...message, speaker, text, state: "" };
    this.#entries[place].push(entry);
    return entry;
  }

  #append(item, place) {
    this.lists[place].append(item);
    return item;
  }
}

const NO_EXTRAS = Object.freeze({
  who: "client",
  seq: null,
  agent: "",
  links: [],
  quickReplies: [],
  code: "",
  asOf: "",
});
