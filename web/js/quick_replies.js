/**
 * Log → here. Offers of the bot as real buttons. They hold for one moment of the conversation: once
 * the client has chosen or written something else, or newer ones came, they are disabled.
 */
import { element } from "./element.js";
import { typeset } from "./typography.js";

export class QuickReplies {
  #open = [];
  #titles = new Map();

  constructor({ strings, onChoice }) {
    this.strings = strings;
    this.onChoice = onChoice;
  }

  view(message) {
    if (!message.quickReplies.length) return null;
    this.close();
    const foreign = message.language !== this.strings.language ? message.language : null;
    const buttons = message.quickReplies.map(({ title, payload }) =>
      this.#button({ title: typeset(title, message.language), payload }, foreign),
    );
    this.#open = buttons;
    const label = { role: "group", "aria-label": this.strings.say("choices") };
    return element("div", { class: "choices", "data-testid": "quick-replies", ...label }, ...buttons);
  }

  close() {
    for (const button of this.#open) button.disabled = true;
    this.#open = [];
  }

  /** What the client read on the button whose payload a replayed message carries. */
  titleOf(payload) {
    const unknown = payload.startsWith("/") ? this.strings.say("choice.unknown") : payload;
    return this.#titles.get(payload) ?? unknown;
  }

  #button(choice, lang) {
    this.#titles.set(choice.payload, choice.title);
    const button = element(
      "button",
      { type: "button", class: "choice", lang, "data-testid": "quick-reply", "data-payload": choice.payload },
      choice.title,
    );
    button.addEventListener("click", (event) => {
      button.classList.add("choice-chosen");
      const note = ` (${this.strings.say("choice.chosen")})`;
      button.append(element("span", { class: "visually-hidden", lang: this.strings.language }, note));
      this.onChoice(choice, { byKeyboard: event.detail === 0 });
    });
    return button;
  }
}
