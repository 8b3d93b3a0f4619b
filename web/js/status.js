import { unbroken } from "./typography.js";

/**
 * Assistant → here → the lines above the log: who answers, under which reference, and what came
 * before.
 */
export class Status {
  constructor({ byId, strings, scrolling }) {
    Object.assign(this, { byId, strings, scrolling });
  }

  show({ owner, reference, ticket }) {
    const ownerLine = this.byId("owner");
    const words = this.strings.say(`owner.${owner}`);
    // The line is a live region: the same words again would be spoken again.
    if (ownerLine.textContent !== words) ownerLine.textContent = words;
    ownerLine.dataset.owner = owner;
    this.byId("reference").textContent = reference && this.strings.say("reference", { reference });
    const number = owner !== "bot" && ticket && ticket !== reference ? ticket : "";
    this.byId("ticket").replaceChildren(...unbroken(number && this.strings.say("ticket", { ticket: number })));
    this.#showNow(owner, number);
    this.byId("ask-person").hidden = owner !== "bot";
    // To a person, "start over" would be no more than a puzzling message.
    this.byId("start-over").hidden = owner === "person";
  }

  /** Beside the box, where a reader at the end of the conversation looks; read aloud is the line above the log. */
  #showNow(owner, ticket) {
    const line = this.byId("owner-now");
    line.hidden = !ticket;
    line.replaceChildren(...unbroken(ticket && this.strings.say(`now.${owner}`, { ticket })));
  }

  /** The earlier part of the conversation is complete. */
  restored() {
    this.byId("earlier").hidden = false;
    // Not the last message: below it stands who answers now, and only a reader at the end is followed.
    this.scrolling.showEnd();
  }

  cleared() {
    this.byId("earlier").hidden = true;
  }
}
