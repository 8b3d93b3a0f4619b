/**
 * Keeps the newest message in sight of a reader who is at the end, and never pulls away one who is
 * reading further up: that reader gets a "new message" button.
 */
const NEAR = 48;

export class Scrolling {
  #newest = null;
  #reserved = 0;

  constructor({ end, dock, button, box }) {
    Object.assign(this, { end, dock, button, box });
    button.addEventListener("click", () => this.#jump());
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#caughtUp()).observe(end);
    // What the fixed message box covers must not count as visible (also for keyboard focus).
    new ResizeObserver(() => this.#reserve()).observe(dock);
  }

  /** Whether the end of the log is in sight; ask before adding to it. */
  atEnd() {
    const visible = window.innerHeight - this.#covered();
    return this.end.getBoundingClientRect().top <= visible + NEAR;
  }

  /** Add a new item by `add()`, which returns it, and follow it or offer to. */
  follow(add) {
    const mayFollow = this.atEnd() && !this.#writing();
    const item = add();
    if (mayFollow) {
      this.show(item);
    } else {
      this.#newest ??= item;
      this.button.hidden = false;
    }
  }

  /** Let an item already shown grow by `change()` without slipping under the message box. */
  keep(change) {
    const wasAtEnd = this.atEnd();
    change();
    if (wasAtEnd) this.showEnd();
  }

  show(item) {
    const room = window.innerHeight - this.#covered();
    // A message longer than the window is read from its beginning.
    const block = item.getBoundingClientRect().height > room ? "start" : "nearest";
    item.scrollIntoView({ block });
  }

  showEnd() {
    this.end.scrollIntoView({ block: "nearest" });
  }

  /** Where the box scrolls with the page, following would take it away from under the typing. */
  #writing() {
    return !this.#covered() && document.activeElement === this.box && this.box.value !== "";
  }

  #jump() {
    if (this.#newest) this.show(this.#newest);
    this.#caughtUp();
  }

  #caughtUp() {
    this.#newest = null;
    this.button.hidden = true;
  }

  #covered() {
    return getComputedStyle(this.dock).position === "sticky" ? this.dock.offsetHeight : 0;
  }

  #reserve() {
    const covered = this.#covered();
    const wasAtEnd = this.end.getBoundingClientRect().top <= window.innerHeight - this.#reserved + NEAR;
    document.documentElement.style.setProperty("--dock-height", `${covered}px`);
    // A banner or a longer draft has just made the box higher than it was.
    if (this.#reserved && covered > this.#reserved && wasAtEnd) this.showEnd();
    this.#reserved = covered;
  }
}
