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
    this.byId("ticket").textContent = number && this.strings.say("ticket", { ticket: number });
    this.byId("ask-person").hidden = owner !== "bot";
    // To a person, "start over" would be no more than a puzzling message.
    this.byId("start-over").hidden = owner === "person";
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
