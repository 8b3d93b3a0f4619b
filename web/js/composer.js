/**
 * The client → here → outbox. The message box: Enter sends, Shift+Enter starts a line, a count near
 * the limit, and words instead of a silent refusal. Drafts outlive a reload of the tab.
 */
import { LIMIT, measure, worthSaying } from "./length.js";

const DRAFT = "quaid.draft";

export class Composer {
  #left = LIMIT;

  /** `parts` are the elements form, box, counter, problem; `onSend(text)`; `say(text)` speaks. */
  constructor({ parts, strings, kept, onSend, say }) {
    Object.assign(this, { ...parts, strings, kept, onSend, say });
    this.box.value = kept.read(DRAFT) ?? "";
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("input", () => this.#changed());
    this.#changed();
  }

  focus() {
    this.box.focus();
  }

  /** Give words back to be changed; a draft already begun stays, below them. */
  put(text) {
    this.box.value = [text, this.box.value].filter(Boolean).join("\n");
    this.#changed();
    this.focus();
  }

  clear() {
    this.box.value = "";
    this.#changed();
  }

  #key(event) {
    // While an input method composes a word, Enter chooses that word.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const { problem } = measure(this.box.value);
    this.#showProblem(problem);
    this.focus();
    if (problem) return;
    const text = this.box.value.trim();
    this.clear();
    this.onSend(text);
  }

  #changed() {
    const { left, show, over } = measure(this.box.value);
    const count = over
      ? this.strings.say("counter.over", { count: -left })
      : this.strings.say("counter.left", { count: left });
    this.counter.hidden = !show;
    this.counter.textContent = show ? count : "";
    this.counter.classList.toggle("over", over);
    if (worthSaying(this.#left, left)) this.say(count);
    this.#left = left;
    if (!over) this.#showProblem("");
    this.kept.write(DRAFT, this.box.value);
  }

  #showProblem(problem) {
    this.problem.textContent = problem ? this.strings.say(`problem.${problem}`) : "";
    this.problem.hidden = !problem;
    if (problem) this.box.setAttribute("aria-invalid", "true");
    else this.box.removeAttribute("aria-invalid");
  }
}
