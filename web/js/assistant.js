/**
 * The conversation: composer → outbox → connection, and connection → timeline → log. Everything the
 * page does between opening and closing runs through here; it touches the DOM only through its parts.
 */
import { Connection } from "./connection.js";
import { readMessage, readOwnerChange } from "./message.js";
import { Timeline } from "./timeline.js";

// A replay comes in one burst; the server may also say where it ends (last_seq).
const REPLAY_QUIET_MS = 500;

export class Assistant {
  owner = "bot";
  reference = "";
  #timeline = new Timeline();
  #settleTimer = null;
  #leaving = false;
  #renewed = false;

  /** `parts`: log, outbox, session, banner, announcer, typing, scrolling, status, strings, notice (its version). */
  constructor({ io, path, parts }) {
    Object.assign(this, parts);
    this.connection = new Connection({
      io,
      path,
      request: () => ({
        token: this.session.known.token,
        language: this.strings.language,
        after: this.#timeline.after,
        notice: this.notice,
      }),
      on: {
        state: (state) => this.#stateChanged(state),
        confirmed: (confirmation) => this.#confirmed(confirmation),
        message: (wire) => this.#received(readMessage(wire, this.strings.language)),
        owner: (wire) => this.#ownerChanged(readOwnerChange(wire)),
        typing: () => this.#typing(),
      },
    });
  }

  open() {
    for (const entry of this.outbox.all()) this.log.addOwn(entry, null);
    this.connection.open();
  }

  /** Take a message of the client: `shown` is what the client reads, `message` what the server gets. */
  send(message, shown = message) {
    this.#settle();
    const entry = this.outbox.add(message, shown);
    this.scrolling.show(this.log.addOwn(entry, new Date()));
    this.#flush();
    if (!this.connection.online) this.announcer.say(this.log.stateInWords(entry));
  }

  retry({ id }) {
    this.#showState(this.outbox.retry(id));
    this.#flush();
  }

  /** Give up on a message that was not sent; return what the client had written. */
  takeBack({ id }) {
    this.log.removeOwn(id);
    return this.outbox.remove(id)?.shown ?? "";
  }

  /** Forget the conversation on this device and begin another. */
  leave() {
    this.session.forget();
    this.clear();
  }

  /** Show nothing of the conversation any more and ask for the one the browser knows now, if any. */
  clear() {
    this.#leaving = true;
    this.outbox.clear();
    this.log.clear();
    this.status.cleared();
    this.typing.hide();
    this.connection.restart();
    this.announcer.say(this.strings.say("conversation.cleared"));
  }

  #stateChanged(state) {
    this.banner.set(state);
    if (state !== "lost") return;
    this.typing.hide();
    for (const entry of this.outbox.requeue()) this.#showState(entry);
  }

  #confirmed(confirmation) {
    const { changed } = this.#timeline.confirmed(confirmation, this.session.known);
    this.session.keep(confirmation);
    // Where nothing stands, as in a tab that another one has cleared, there is nothing to tell it from.
    if (changed && !this.#leaving && this.log.entries.length) this.#notice(this.strings.say("conversation.new"));
    this.#leaving = false;
    this.reference = confirmation.reference;
    this.#ownerChanged(confirmation);
    this.#settleSoon();
    this.#flush();
  }

  #received(message) {
    if (message === null) return;
    // The server remembers a message this page has already shown: note its number, nothing else.
    if (message.who === "client" && this.log.isOwn(message.messageId)) {
      if (message.seq !== null) this.#timeline.place(message);
      this.#delivered(message.messageId, message.text);
      return;
    }
    const place = this.#timeline.place(message);
    if (place === "skip") return;
    // Without an id it cannot be told from what this page shows already.
    if (place === "now" && message.who === "client" && !message.messageId) return;
    if (this.#timeline.replaying) this.#settleSoon();
    this.#show(message, place);
  }

  #show(message, place) {
    if (place === "earlier") {
      this.log.add(message, place);
    } else {
      if (message.who !== "client") this.typing.hide();
      this.scrolling.follow(() => this.log.add({ ...message, at: message.at ?? new Date() }, place));
      if (message.who !== "client") this.attention?.call();
    }
    if (this.owner === "person") this.log.closeChoices();
  }

  #notice(text) {
    const wire = { who: "system", text, language: this.strings.language };
    this.#show(readMessage(wire, this.strings.language), "now");
  }

  #settleSoon() {
    clearTimeout(this.#settleTimer);
    if (this.#timeline.replaying) this.#settleTimer = setTimeout(() => this.#settle(), REPLAY_QUIET_MS);
  }

  #settle() {
    clearTimeout(this.#settleTimer);
    if (!this.#timeline.replaying) return;
    this.#timeline.settle();
    const count = this.log.earlierCount;
    if (!count) return;
    this.announcer.say(this.strings.say("earlier", { count }));
    this.status.restored();
  }

  #flush() {
    if (!this.connection.online) return;
    for (const { id } of this.outbox.waiting()) {
      const entry = this.outbox.sending(id);
      this.#showState(entry);
      const to = { token: this.session.known.token, language: this.strings.language };
      this.connection.send(entry, to, (error, ack) => this.#answered(id, error, ack));
    }
  }

  #answered(id, error, ack) {
    const entry = this.outbox.all().find((one) => one.id === id);
    if (entry === undefined) return; // answered before, over another connection
    if (error) {
      if (entry.state === "sending") this.#failed(this.outbox.unconfirmed(id));
    } else if (ack?.ok === false && ack.renew === true && !this.#renewed) {
      this.#renew(id);
    } else if (ack?.ok === false) {
      this.#failed(this.outbox.refused(id, typeof ack.error === "string" ? ack.error : ""));
    } else {
      if (Number.isSafeInteger(ack?.seq)) this.#timeline.own(ack.seq);
      this.#delivered(id, ack?.text);
    }
  }

  /** The server does not take our session for this socket's: ask for it again, once, then send again. */
  #renew(id) {
    this.#renewed = true;
    this.#showState(this.outbox.retry(id));
    this.connection.restart();
  }

  #failed(entry) {
    this.#showState(entry);
    this.announcer.say(this.log.stateInWords(entry));
  }

  #delivered(id, keptText) {
    this.#renewed = false;
    const waited = this.outbox.remove(id);
    let masked = false;
    this.scrolling.keep(() => {
      masked = this.log.showMasked(id, typeof keptText === "string" ? keptText : "");
    });
    if (waited === null && !masked) return;
    const sent = { id, state: "sent", error: "" };
    this.#showState(sent);
    this.announcer.say(this.log.stateInWords(sent));
  }

  #showState(entry) {
    this.scrolling.keep(() => this.log.setState(entry));
  }

  #ownerChanged({ owner, ticket }) {
    this.owner = owner;
    if (owner === "person") this.log.closeChoices();
    this.status.show({ owner, reference: this.reference, ticket });
  }

  #typing() {
    this.typing.show(this.strings.say(this.owner === "person" ? "typing.person" : "typing.bot"));
  }
}
