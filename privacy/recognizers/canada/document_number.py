"""Numbers printed on what the department issues: permits, confirmations of residence, cards."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, FORMAT, SEP, SHAPE, TO, Recognizer


class DocumentNumberRecognizer(Recognizer):
    """`T123456789`, `RA12345678`; `U123456789` too where a context word tells it from an application."""

    KIND = kinds.DOCUMENT_NUMBER
    NEEDS = r"\d{3}"
    PATTERNS = (
        Pattern("confirmation of residence", rf"(?<!\w)T{SEP}\d{{3}}{SEP}\d{{3}}{SEP}\d{{3}}{TO}", FORMAT),
        Pattern("permit", rf"(?<!\w)[FU]{SEP}\d{{3}}{SEP}\d{{3}}{SEP}\d{{3}}{TO}", SHAPE),
        Pattern("resident card", rf"(?<!\w)[RP]A[ -]?\d{{4}}[ -]?\d{{4}}(?:\d\d)?{TO}", CHECKED),
    )
    CONTEXT = (
        "(?:work|study|visitor'?s?) (?:permit|record)",
        "permit",
        "permis(?: de travail| d'études)?",
        "fiche de visiteur",
        "document",
        "copr",
        "cor",
        "crp",
        "pr card",
        "carte (?:de )?rp",
    )
