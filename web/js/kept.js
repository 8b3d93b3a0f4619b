/**
 * What this browser keeps: the signed session token (so that a reload, the other language or a new
 * visit continue the conversation) and, for one tab only, unsent words. Never the conversation
 * itself: it may be somebody else's computer.
 *
 * Storage can be forbidden (private windows, embedded pages); then everything lives in memory.
 */
export class Kept {
  #store;
  #memory = new Map();

  constructor(store) {
    this.#store = store;
  }

  read(key) {
    if (this.#memory.has(key)) return this.#memory.get(key);
    try {
      return JSON.parse(this.#store.getItem(key));
    } catch {
      return null;
    }
  }

  write(key, value) {
    try {
      this.#store.setItem(key, JSON.stringify(value));
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, value);
    }
  }

  forget(key) {
    this.#memory.delete(key);
    try {
      this.#store.removeItem(key);
    } catch {
      // Forbidden storage holds nothing to forget.
    }
  }
}

const SESSION = "quaid.session";

export class Session {
  #kept;

  constructor(kept) {
    this.#kept = kept;
  }

  /** {token, reference}, both "" in a browser without a conversation. */
  get known() {
    const saved = this.#kept.read(SESSION);
    return { token: text(saved?.token), reference: text(saved?.reference) };
  }

  /** Whether a change of `key` (null: everything was cleared) concerns the session. */
  isKeptAt(key) {
    return key === SESSION || key === null;
  }

  keep({ token, reference }) {
    this.#kept.write(SESSION, { token, reference });
  }

  forget() {
    this.#kept.forget(SESSION);
  }
}

/** Even naming a forbidden storage throws, so it is asked for inside. */
export function browserStorage(kind) {
  try {
    return globalThis[kind];
  } catch {
    return null;
  }
}

function text(value) {
  return typeof value === "string" ? value : "";
}
