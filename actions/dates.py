"""A response's date → here → the words in which a client reads it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

FIRST = "1er"
"""Unicode's data have no ordinal for the first day of a French month."""


def in_words(day: date, language: str) -> str:
    """Return `day` as Canadians write it: "June 10, 2026", « 10 juin 2026 »."""
    text = str(format_date(day, "long", locale=f"{language}_CA"))
    return text.replace("1 ", f"{FIRST} ", 1) if language == "fr" and day.day == 1 else text
