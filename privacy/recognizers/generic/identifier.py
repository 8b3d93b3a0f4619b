"""The net below all other recognizers: any long number, any token of letters and many digits.

A number that nobody thought of is still a number that names somebody. What is no identifier (dates,
amounts, forms, institutions, office lines) is taken out afterwards, by privacy/keeping.py.
"""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import GUESS, Recognizer, digits

_LEAST_DIGITS = 7
_LEAST_DIGITS_WITH_LETTERS = 6

_YEAR = regex.compile(r"(?:19|20)\d\d")
_TOKEN = regex.compile(r"[^\W_]+")


class IdentifierRecognizer(Recognizer):
    """Digit groups of seven digits or more; tokens of letters and at least six digits."""

    KIND = kinds.IDENTIFIER
    NEEDS = r"\d"
    PATTERNS = (
        Pattern("letters and digits", r"(?<![^\W_])(?=[^\W\d_]*\d)(?=\d*[^\W\d_])[^\W_]{7,}(?![^\W_])", GUESS),
        Pattern("digit groups", r"(?<!\d)\d+(?:[ .\-/_]{1,3}\d+)*", GUESS),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        start, end = match.span()
        value = match[0]
        # "in 2023 145000 people": a year at either end, apart, belongs to the sentence.
        if (first := _YEAR.match(value)) and value[first.end() : first.end() + 1] == " ":
            start += first.end() + 1
        if value[-5:-4] == " " and _YEAR.fullmatch(value[-4:]):
            end -= 5
        return (start, end) if start < end else None

    def accepts(self, value: str) -> bool:
        return is_identifier(value)


def is_identifier(value: str) -> bool:
    """Return whether enough digits stand together in `value` to name somebody."""
    if len(digits(value)) >= _LEAST_DIGITS:
        return True
    return any(
        len(digits(token)) >= _LEAST_DIGITS_WITH_LETTERS and not token.isdigit() for token in _TOKEN.findall(value)
    )
