"""Identity numbers of the countries that most clients come from: by their form, or after their name."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, FORMAT, FROM, TO, Recognizer, digits

_CUE = (
    r"(?<!\w)(?:aadha+r|(?-i:PAN)(?:\s+card)?|pan\s+card|cnic|nin|bvn|cpf|curp|cin|cni|ssn|nif|dni|rut|passport\s+card"
    r"|national\s+(?:id|identity|identification)(?:\s+card)?|id\s+(?:card|number)|identity\s+card"
    r"|carte\s+(?:nationale\s+)?d'identité(?:\s+nationale)?|numéro\s+national)(?!\w)"
    r"(?:\W{1,3}(?:number|num|numéro|no|n°|is|was|est|le|card|carte|my|mon|nationale)(?!\w)){0,4}\W{0,4}"
)
# Letters belong to it where they touch it; a word after a blank does not: "BXQPK4827L can I".
_NUMBER = r"[A-Z]{0,5}[ -]?\d(?:[.\-/]?[A-Z\d]|[ ](?=[A-Z]{0,5}\d)[A-Z\d]){3,19}+"
_LEAST_DIGITS = 4


class NationalIdRecognizer(Recognizer):
    """India, Pakistan, Brazil and Mexico by form; any token with enough digits after "national ID", "CIN" …"""

    KIND = kinds.NATIONAL_ID
    NEEDS = r"\d{3}"
    PATTERNS = (
        Pattern("PAN (India)", r"(?<!\w)[A-Z]{5}\d{4}[A-Z](?!\w)", FORMAT),
        Pattern("CNIC (Pakistan)", rf"{FROM}\d{{5}}-\d{{7}}-\d{TO}", CHECKED),
        Pattern("CPF (Brazil)", rf"{FROM}\d{{3}}\.\d{{3}}\.\d{{3}}-\d\d{TO}", CHECKED),
        Pattern("CURP (Mexico)", r"(?<!\w)[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d(?!\w)", CHECKED),
        Pattern("after a cue", rf"{_CUE}(?P<value>{_NUMBER})(?!\w)", CUED),
    )
    CONTEXT = ("aadha+r", "cnic", "cpf", "curp", "national id", "identity")

    def accepts(self, value: str) -> bool:
        return len(digits(value)) >= _LEAST_DIGITS
