"""Numbers that are spelt out: "four one six five five five ...", « quatre cent seize, cinq cinq cinq … »."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import SHAPE, Recognizer, digits

_UNIT = (
    r"(?:zero|zéro|oh|one|two|three|four|five|six|seven|eight|nine"
    r"|une?|deux|trois|quatre|cinq|sept|huit|neuf|\d{1,4})"
)
_TENS = (
    r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred"
    r"|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|et)"
)
_MARK = r"(?:dash|hyphen|space|point|dot|tiret|espace|trait\s+d'union|double|triple|then|puis)"
_GAP = rf"[\s,.\-]{{1,3}}(?:{_MARK}[\s,.\-]{{1,3}}){{0,2}}"
_SPELT = r"(?:zero|zéro|one|two|three|four|five|six|seven|eight|nine|une|deux|trois|quatre|cinq|sept|huit|neuf)"

_LEAST_DIGITS = 6


class SpeltDigitsRecognizer(Recognizer):
    """Six digits in a row or more, most of them spelt; of numbers up to a hundred, seven words."""

    KIND = kinds.IDENTIFIER
    NEEDS = rf"(?<!\w){_SPELT}(?!\w)"
    PATTERNS = (
        Pattern("digit by digit", rf"(?<!\w)(?:{_MARK}\s)?{_UNIT}(?:{_GAP}{_UNIT}(?!\w)){{4,40}}", SHAPE),
        Pattern("in groups", rf"(?<!\w)(?:{_TENS}|{_UNIT})(?:{_GAP}(?:{_TENS}|{_UNIT})(?!\w)){{6,40}}", SHAPE),
    )

    def accepts(self, value: str) -> bool:
        words = regex.findall(r"\w+", value)
        spelt = [word for word in words if word.isalpha()]
        return len(spelt) > 2 and len(spelt) + len(digits(value)) >= _LEAST_DIGITS
