"""Names spelt letter by letter: "M-O-R-A-D-I", « c'est F a r h a d »."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import SHAPE, Recognizer

_LEAST = 5  # letters: "U.S.S.R." and "I R C C" are no names

_LEAST_DIFFERENT = 3


class SpeltLettersRecognizer(Recognizer):
    """Five single letters or more, with the same mark after each."""

    KIND = kinds.PERSON
    NEEDS = r"(?:[^\W\d_][ .\-]{1,2}){4}"
    PATTERNS = tuple(
        Pattern(
            f"letters, {name}",
            rf"(?<![^\W_])(?<![^\W_]['{mark}])[^\W\d_](?:{mark}[ ]?[^\W\d_](?![^\W_])){{{_LEAST - 1},60}}",
            SHAPE,
        )
        for name, mark in (("spaced", "[ ]"), ("dots", r"\."), ("hyphens", "-"))
    )

    def accepts(self, value: str) -> bool:
        return len({char.lower() for char in value if char.isalpha()}) >= _LEAST_DIFFERENT
