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

_LEAST_DIGITS_OF_REFERENCE, _LEAST_DIGITS_BEHIND_LETTERS = 4, 5

_YEAR = regex.compile(r"(?:19|20)\d\d")
_TOKEN = regex.compile(r"[^\W_]+")
# Groups that number forms, occupations, levels, laws, days and months.
_OF_NOBODY = regex.compile(
    r"(?:imm|cit|bsf|pptc|noc|cnp|teer|clb|nclc|ielts|celpip|pte|tef|tcf|sor|dors|iso|rsc|lrc|covid"
    r"|boeing|airbus)\d*[a-z]?"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|fev|mar|apr|avr|may|mai|jun|jul|aug|aou|sep|sept|oct|nov|dec)[a-z]*",
    regex.IGNORECASE,
)
_FORM_NUMBER = regex.compile(r"\d{3,4}[A-Za-z]?")


class IdentifierRecognizer(Recognizer):
    """Digit groups of seven digits or more; tokens of letters and six digits; references: "TKN-2024-KRB-4471"."""

    KIND = kinds.IDENTIFIER
    NEEDS = r"\d"
    PATTERNS = (
        Pattern("letters and digits", r"(?<![^\W_])(?=[^\W\d_]*\d)(?=\d*[^\W\d_])[^\W_]{7,}(?![^\W_])", GUESS),
        Pattern("digit groups", r"(?<!\d)\d+(?:[ .\-/_]{1,3}\d+)*", GUESS),
        Pattern(
            "reference",
            r"(?<![^\W_]|[^\W_][-/])(?P<reference>(?=[A-Z\d/-]*\d{3})"
            r"(?-i:[A-Z\d]{1,12}(?:[-/][A-Z\d]{1,12}){1,5}))(?![^\W_]|[-/][^\W_])",
            GUESS,
        ),
        Pattern("business number", r"(?<!\d)\d{5}\s?\d{4}\s?R[CMPRTZ]\s?\d{4}(?!\d)", GUESS),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        start, end = match.span()
        value = match[0]
        if "reference" in match.re.groupindex:
            return (start, end) if is_reference(value) else None
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
    if len(digits(value)) >= _LEAST_DIGITS or is_reference(value):
        return True
    return any(
        len(digits(token)) >= _LEAST_DIGITS_WITH_LETTERS and not token.isdigit() for token in _TOKEN.findall(value)
    )


def is_reference(value: str) -> bool:
    """Return whether groups of capitals and digits name a file: not a form, an occupation, a law or a date."""
    groups = regex.split("[-/]", value)
    of_nobody = [bool(_OF_NOBODY.fullmatch(group)) for group in groups]
    counted = [
        group
        for place, group in enumerate(groups)
        if not of_nobody[place]
        and not _YEAR.fullmatch(group)
        and not (place and of_nobody[place - 1] and _FORM_NUMBER.fullmatch(group))
    ]
    numbers = [group for group in counted if sum(map(str.isdigit, group)) > 2]
    letters = sum(map(str.isalpha, "".join(groups)))
    if not numbers or letters < 2 or len(groups) < 2:
        return False
    found = sum(map(str.isdigit, "".join(counted)))
    if len(groups) > 2:
        return found >= _LEAST_DIGITS_OF_REFERENCE
    return not any(of_nobody) and found >= _LEAST_DIGITS_BEHIND_LETTERS
