"""Application numbers: the letter of the line of business and nine digits, or EP and ten digits."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, FORMAT, MORE, SCATTERED_NEEDS, SCATTERED_TO, SEP, TO, Recognizer


class ApplicationNumberRecognizer(Recognizer):
    """`E001234567`, `W-302345678`, `w 302 345 678`, `EP0001234567`."""

    KIND = kinds.APPLICATION_NUMBER
    NEEDS = SCATTERED_NEEDS
    PATTERNS = (
        Pattern("letter and nine digits", rf"(?<!\w)[EWSVFBHCUP]{SEP}\d{{3}}{SEP}\d{{3}}{SEP}\d{{3}}{TO}", FORMAT),
        Pattern("anything between", rf"(?<!\w)[EWSVFBHCUP]{MORE}{{9}}{SCATTERED_TO}", FORMAT),
        Pattern("Express Entry", rf"(?<!\w)EP{SEP}\d{{3}}{SEP}\d{{3}}{SEP}\d{{4}}{TO}", CHECKED),
    )
    CONTEXT = (
        "application",
        "file",
        "app",
        "case",
        "(?:numéro|numero|no|n°) (?:de |du )?(?:la )?(?:demande|dossier)",
        "demande",
        "dossier",
    )
