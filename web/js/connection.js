/**
 * Server ⇄ here ⇄ page. Speaks Rasa's Socket.IO events: asks for the session on every connection,
 * sends only what belongs to a confirmed one, and reports "connecting", "online" or "lost".
 */
import { readConfirmation } from "./message.js";

const ACK_MS = 20_000; // a turn may take 8 seconds, with another one queued before it
const CONFIRM_MS = 10_000;
const COMEBACK_MS = 2_000;

export class Connection {
  #socket;
  #request;
  #on;
  #confirmed = false;
  #confirmTimer = null;
  #comebackTimer = null;

  /**
   * `io` is socket.io-client's; `request()` returns {token, language, after, notice} for session_request;
   * `on` has state(name), confirmed(confirmation), message(wire), owner(wire), typing(wire).
   */
  constructor({ io, path, request, on }) {
    this.#request = request;
    this.#on = on;
    this.#socket = io({ path, autoConnect: false, reconnectionDelayMax: 8000, timeout: 10_000 });
    this.#listen();
  }

  get online() {
    return this.#confirmed;
  }

  open() {
    this.#on.state("connecting");
    this.#socket.connect();
  }

  /** Leave this session and ask for one as a stranger. */
  restart() {
    this.#confirmed = false;
    this.#socket.disconnect();
    this.open();
  }

  /** The browser says the network is back: do not sit out the rest of a back-off. */
  hurry() {
    if (this.#socket.connected) this.#askForSession();
    else this.#socket.disconnect().connect();
  }

  /** The browser says the network is gone, long before the socket would notice. */
  drop() {
    this.#lost();
  }

  /** Send one outbox entry; `answered(error, ack)` is called once, error set when no answer came. */
  send(entry, { token, language }, answered) {
    const body = { message: entry.message, session_id: token, message_id: entry.id, metadata: { language } };
    this.#socket.timeout(ACK_MS).emit("user_uttered", body, answered);
  }

  #listen() {
    const socket = this.#socket;
    socket.on("connect", () => this.#askForSession());
    socket.on("session_confirm", (wire) => this.#confirm(wire));
    socket.on("bot_uttered", (wire) => this.#on.message(wire));
    socket.on("owner_changed", (wire) => this.#on.owner(wire));
    socket.on("typing", (wire) => this.#on.typing(wire));
    socket.on("connect_error", () => this.#failed());
    socket.on("disconnect", (reason) => {
      this.#lost();
      // The one ending, apart from our own wish, after which socket.io does not come back by itself.
      if (reason === "io server disconnect") this.#comeBackLater();
    });
  }

  #askForSession() {
    clearTimeout(this.#comebackTimer);
    const { token, language, after, notice } = this.#request();
    const request = { session_id: token || null, metadata: { language }, after, notice };
    this.#socket.emit("session_request", request);
    clearTimeout(this.#confirmTimer);
    this.#confirmTimer = setTimeout(() => this.#socket.connected && this.#askForSession(), CONFIRM_MS);
  }

  #confirm(wire) {
    clearTimeout(this.#confirmTimer);
    this.#confirmed = true;
    // First the state, so that what the confirmation sets off already finds itself online.
    this.#on.state("online");
    this.#on.confirmed(readConfirmation(wire));
  }

  #failed() {
    this.#on.state("lost");
    // Refused by the server (not a network failure): socket.io gives up, so come back ourselves.
    if (!this.#socket.active) this.#comeBackLater();
  }

  #lost() {
    clearTimeout(this.#confirmTimer);
    this.#confirmed = false;
    this.#on.state("lost");
  }

  #comeBackLater() {
    clearTimeout(this.#comebackTimer);
    this.#comebackTimer = setTimeout(() => this.#socket.connect(), COMEBACK_MS);
  }
}
