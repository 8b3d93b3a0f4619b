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
  }

  /** The earlier part of the conversation is complete. */
  restored() {
    this.byId("earlier").hidden = false;
    const last = this.byId("log-list").lastElementChild ?? this.byId("earlier-list").lastElementChild;
    if (last) this.scrolling.show(last);
  }

  cleared() {
    this.byId("earlier").hidden = true;
  }
}
