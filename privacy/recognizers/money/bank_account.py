"""Bank accounts: Canadian transit, institution and account numbers, IBANs, and accounts after a cue."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, FROM, TO, Recognizer
from privacy.recognizers.checksums import iban_valid

_CUE = (
    r"(?<!\w)(?:(?:bank(?:ing)?\s+)?(?:account|acct|a/c)|compte(?:\s+(?:bancaire|de\s+banque|chèques|d'épargne))?)(?!\w)"
    r"(?:\W{1,3}(?:number|num|numéro|numero|no|n°|nbr|is|est|le|bancaire)(?!\w)){0,4}\W{0,4}"
)


class BankAccountRecognizer(Recognizer):
    """`12345-003-1234567`, `003-12345-1234567`, `FR76 3000 ...`, "my account number is 1234567"."""

    KIND = kinds.BANK_ACCOUNT
    NEEDS = r"\d{2}"
    PATTERNS = (
        Pattern("transit first", rf"{FROM}\d{{5}} ?[-/ ] ?\d{{3}} ?[-/ ] ?\d{{7,12}}{TO}", CHECKED),
        Pattern("institution first", rf"{FROM}\d{{3}} ?[-/ ] ?\d{{5}} ?[-/ ] ?\d{{7,12}}{TO}", CHECKED),
        Pattern(
            "transit and institution, told",
            r"(?<!\w)(?:transit|succursale|branch)(?:\W{1,3}(?:number|no|num[ée]ro|is|est)(?!\w)){0,2}\W{1,4}(?P<value>\d{5}(?!\d)"
            r"(?:\W{1,4}institution(?:\W{1,3}(?:number|no|num[ée]ro|is|est)(?!\w)){0,2}\W{1,4}\d{3}(?!\d))?)",
            CUED,
        ),
        Pattern("after a cue", rf"{_CUE}(?P<value>\d(?:[ \-]?\d){{5,16}})(?!\w)", CUED),
        Pattern("IBAN", r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,4})?(?!\w)", CHECKED),
    )
    CONTEXT = (
        "account",
        "compte",
        "bank",
        "banque",
        "transit",
        "institution",
        "iban",
        "virement",
        "direct deposit",
        "dépôt direct",
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        """Return the datum, without a short word after an IBAN that looks like its last group ("... 4147 was")."""
        span = super().span(match)
        if span and match.string[span[0]].isalpha():
            start, end = span
            while not self.accepts(match.string[start:end]) and " " in match.string[start:end]:
                end = start + match.string[start:end].rindex(" ")
            return start, end
        return span

    def accepts(self, value: str) -> bool:
        if not value[:2].isalpha():
            return True
        return iban_valid(value.replace(" ", "").replace("-", ""))
