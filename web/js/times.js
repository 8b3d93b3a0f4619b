/**
 * Dates and times as the reader writes them: in the page's language, with the habits of the
 * reader's own region when it shares that language, and in the reader's time zone.
 */
export function localeFor(language, preferred) {
  const own = preferred.find((tag) => tag.toLowerCase().split("-")[0] === language);
  return own ?? `${language}-CA`;
}

export class Times {
  #hour;
  #moment;
  #day;

  constructor(language, preferred = globalThis.navigator?.languages ?? [], timeZone = undefined) {
    const locale = localeFor(language, preferred);
    this.#hour = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
    this.#moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
    // A day without an hour is the same day everywhere: formatting it in local time would shift it.
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  }

  /** The hour alone for today, the day as well for older messages. */
  short(date, now = new Date()) {
    return date.toDateString() === now.toDateString() ? this.#hour.format(date) : this.#moment.format(date);
  }

  full(date) {
    return this.#moment.format(date);
  }

  /** "2026-06-10" → "June 10, 2026" */
  day(isoDay) {
    return this.#day.format(new Date(`${isoDay}T00:00:00Z`));
  }
}
