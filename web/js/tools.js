/**
 * Page → here → assistant. The buttons around the conversation: a person, a new start, save, print,
 * leave.
 */
import { element } from "./element.js";
import { fileName, transcript } from "./transcript.js";

export function wireTools({ assistant, composer, log, strings, times, byId }) {
  const ask = (button, key) =>
    button.addEventListener("click", () => {
      assistant.send(strings.say(key), button.textContent);
      composer.focus();
    });
  ask(byId("ask-person"), "request.person");
  ask(byId("start-over"), "request.start_over");
  byId("print").addEventListener("click", () => window.print());
  byId("save").addEventListener("click", () => save({ assistant, log, strings, times }));
  wireLeaving({ assistant, composer, byId });
}

function save({ assistant, log, strings, times }) {
  const now = new Date();
  const { reference } = assistant;
  const text = transcript(log.entries, { strings, times, reference, now });
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  element("a", { href: url, download: fileName(reference, now) }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function wireLeaving({ assistant, composer, byId }) {
  const dialog = byId("leave-dialog");
  byId("leave").addEventListener("click", () => dialog.showModal());
  byId("leave-no").addEventListener("click", () => dialog.close());
  byId("leave-yes").addEventListener("click", () => {
    dialog.close();
    composer.clear();
    assistant.leave();
    composer.focus();
  });
}
