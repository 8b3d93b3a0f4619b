"""Social insurance numbers: nine digits that pass the Luhn check."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import (
    FORMAT,
    FROM,
    MORE,
    SCATTERED_FROM,
    SCATTERED_NEEDS,
    SCATTERED_TO,
    SEP,
    TO,
    Recognizer,
    digits,
)
from privacy.recognizers.checksums import luhn_valid


class SinRecognizer(Recognizer):
    """`046 454 286` has the form, but no number in use begins with 0 or 8."""

    KIND = kinds.SIN
    NEEDS = SCATTERED_NEEDS
    PATTERNS = (
        Pattern("nine digits", rf"{FROM}[1-79]\d\d{SEP}\d{{3}}{SEP}\d{{3}}{TO}", FORMAT),
        Pattern("anything between", rf"{SCATTERED_FROM}[1-79]{MORE}{{8}}{SCATTERED_TO}", FORMAT),
    )
    CONTEXT = ("sin", "nas", "social insurance", "assurance sociale", "s\\.i\\.n\\.?", "n\\.a\\.s\\.?")

    def accepts(self, value: str) -> bool:
        return luhn_valid(digits(value))
