/**
 * Composer → here → connection. Keeps each message of the client until the server has acknowledged
 * it, also over a reload or a change of language: nothing typed is lost, and the server recognizes
 * a message sent twice by its id.
 *
 * States: waiting (to be sent) → sending (no answer yet) → removed when acknowledged, or
 * unconfirmed (no answer in time), or refused (the server said no, `error` says why).
 */
const KEY = "quaid.outbox";

export class Outbox {
  #entries = new Map();
  #storage;

  /** `storage` is the tab's own (sessionStorage): unsent words do not outlive the tab. */
  constructor(storage) {
    this.#storage = storage;
    for (const entry of restore(storage)) this.#entries.set(entry.id, entry);
  }

  /** `message` goes to the server, `shown` is what the client reads (a button's title). */
  add(message, shown, id = newId()) {
    return this.#put({ id, message, shown, state: "waiting", error: "" });
  }

  all() {
    return [...this.#entries.values()];
  }

  waiting() {
    return this.all().filter((entry) => entry.state === "waiting");
  }

  sending(id) {
    return this.#change(id, "sending");
  }

  unconfirmed(id) {
    return this.#change(id, "unconfirmed");
  }

  refused(id, error) {
    return this.#change(id, "refused", error);
  }

  retry(id) {
    return this.#change(id, "waiting");
  }

  /** The connection is gone: what it had not acknowledged has to be sent again. */
  requeue() {
    const lost = this.all().filter(({ state }) => state === "sending" || state === "unconfirmed");
    return lost.map(({ id }) => this.#change(id, "waiting"));
  }

  remove(id) {
    const entry = this.#entries.get(id) ?? null;
    this.#entries.delete(id);
    this.#save();
    return entry;
  }

  clear() {
    this.#entries.clear();
    this.#save();
  }

  #change(id, state, error = "") {
    const entry = this.#entries.get(id);
    return entry ? this.#put({ ...entry, state, error }) : null;
  }

  #put(entry) {
    this.#entries.set(entry.id, Object.freeze(entry));
    this.#save();
    return entry;
  }

  #save() {
    this.#storage.write(KEY, this.all());
  }
}

function restore(storage) {
  const saved = storage.read(KEY);
  if (!Array.isArray(saved)) return [];
  const usable = saved.filter((entry) => typeof entry?.id === "string" && typeof entry.message === "string");
  // Whether the old page's message arrived is unknown; the id makes sending it again harmless. The
  // reason of a refusal is dropped: the new page may speak the other language.
  return usable.map((entry) => {
    const state = entry.state === "refused" ? "refused" : "waiting";
    return Object.freeze({ ...entry, state, error: "" });
  });
}

/** A random UUID without seven digits in a row: the door takes those for a number of somebody's, and renames them. */
export function newId(source = globalThis.crypto) {
  let id = uuid(source);
  while (/(?:\d-?){7}/.test(id)) id = uuid(source);
  return id;
}

/** `crypto.randomUUID` exists only on secure origins, a test site may be plain http. */
function uuid(source) {
  if (source.randomUUID) return source.randomUUID();
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
