"""Health insurance numbers of the provinces that most clients live in."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, FORMAT, FROM, GUESS, TO, Recognizer

# Québec: three letters of the family name, one of the given name, then the birth date: two digits of the
# year, the month (50 more for a woman), the day, and two digits that keep twins apart.
_BIRTH = r"\d\d(?:[05][1-9]|[16][0-2])[ -]?(?:0[1-9]|[12]\d|3[01])\d\d"
# Plain digit groups are only taken for a card where the client says so.
_UNSAID = GUESS - 0.05


class HealthCardRecognizer(Recognizer):
    """`TREM 9005 1212`, `1234-567-890-AB`; with a context word `9123 456 789` and `12345-6789` too."""

    KIND = kinds.HEALTH_CARD
    NEEDS = r"\d{3}"
    PATTERNS = (
        Pattern("Québec, spaced", rf"(?<!\w)(?-i:[A-Z]{{4}})[ -]{_BIRTH}{TO}", CHECKED),
        Pattern("Québec", rf"(?<!\w)[A-Z]{{4}}{_BIRTH}{TO}", CHECKED),
        Pattern("Québec, whatever the digits", rf"(?<!\w)[A-Z]{{4}}[ -]?\d{{4}}[ -]?\d{{4}}{TO}", _UNSAID),
        Pattern(
            "Ontario, with version",
            rf"{FROM}\d{{4}}[ -]?\d{{3}}[ -]?\d{{3}}(?:-?[A-Z]{{2}}|[ ](?-i:[A-Z]{{2}}))(?!\w)",
            FORMAT,
        ),
        Pattern("ten digits", rf"{FROM}\d{{4}}[ -]?\d{{3}}[ -]?\d{{3}}{TO}", _UNSAID),
        Pattern("nine digits", rf"{FROM}\d{{5}}[ -]?\d{{4}}{TO}", _UNSAID),
    )
    CONTEXT = (
        "health(?: card| insurance| number| care)?",
        "ohip",
        "ramq",
        "phn",
        "msp",
        "ahcip",
        "carte (?:d'assurance maladie|sant[ée]|soleil)",
        "assurance[- ]maladie",
    )
