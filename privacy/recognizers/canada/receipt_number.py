"""Receipts of fees paid, and of the neighbour's immigration service."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, FROM, GUESS, TO, Recognizer

_UNSAID = GUESS - 0.05


class ReceiptNumberRecognizer(Recognizer):
    """`IOE0123456789`; with a context word `1234-5678-9012`, `K123456789` and `ABC12345678` too."""

    KIND = kinds.RECEIPT_NUMBER
    NEEDS = r"\d{4}"
    PATTERNS = (
        Pattern("United States", rf"(?<!\w)(?:IOE|MSC|EAC|WAC|LIN|SRC|NBC|YSC)[ -]?\d{{10}}{TO}", CHECKED),
        Pattern("twelve digits", rf"{FROM}\d{{4}}[ -]?\d{{4}}[ -]?\d{{4}}{TO}", _UNSAID),
        Pattern("letter and nine digits", rf"(?<!\w)[A-Z]\d{{9}}{TO}", _UNSAID),
        Pattern("three letters and eight digits", rf"(?<!\w)[A-Z]{{3}}[ -]?\d{{8}}{TO}", _UNSAID),
    )
    CONTEXT = (
        "receipt",
        "reçu",
        "recu",
        "payment",
        "paiement",
        "transaction",
        "confirmation",
        "uscis",
        "invoice",
        "facture",
    )
