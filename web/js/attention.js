/**
 * Assistant → here → the tab's title. A client who waits for a person looks at other tabs meanwhile.
 */
export class Attention {
  #title = document.title;

  constructor(strings) {
    this.strings = strings;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) document.title = this.#title;
    });
  }

  call() {
    if (document.hidden) document.title = `(${this.strings.say("new_message")}) ${this.#title}`;
  }
}
