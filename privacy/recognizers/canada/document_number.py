"""Numbers printed on what the department issues: permits, confirmations of residence, cards."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, FORMAT, SEP, SHAPE, TO, Recognizer

_CERTIFICATE = (
    r"(?<!\w)certificate?(?:\s+(?:of\s+(?:citizenship|naturalization)|de\s+(?:citoyennet[ée]|naturalisation)))?"
    r"(?:\s+(?:is|est))?\s+(?:n[o°ºr]\.?|num(?:ber|[ée]ro)|#|num)\s{0,2}(?:is|est)?[\s:#.]{0,3}"
)


class DocumentNumberRecognizer(Recognizer):
    """`T123456789`, `RA12345678`; after its name `U123456789` and the few digits of a certificate too."""

    KIND = kinds.DOCUMENT_NUMBER
    NEEDS = r"\d{3}"
    PATTERNS = (
        Pattern("confirmation of residence", rf"(?<!\w)T{SEP}\d{{3}}{SEP}\d{{3}}{SEP}\d{{3}}{TO}", FORMAT),
        Pattern("permit", rf"(?<!\w)[FU]{SEP}\d{{3}}{SEP}\d{{3}}{SEP}\d{{3}}{TO}", SHAPE),
        Pattern("certificate", rf"{_CERTIFICATE}(?P<value>[A-Z]?{SEP}\d{{5,9}}){TO}", CUED),
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
