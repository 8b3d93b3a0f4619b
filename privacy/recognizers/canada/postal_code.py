"""Canadian postal codes, and foreign ones where the client says so."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, Recognizer

_CUE = (
    r"(?<!\w)(?:postal\s?codes?|zip(?:\s?code)?|pin\s?code|codes?\s+postal)(?!\w)"
    r"(?:\W{1,3}(?:is|est|le)(?!\w)){0,2}\W{0,4}"
)


class PostalCodeRecognizer(Recognizer):
    """`K1A 0B1`, `k1a-0b1`, `K1A0B1`. Canada Post never uses D, F, I, O, Q, U, nor W or Z in front."""

    KIND = kinds.POSTAL_CODE
    NEEDS = r"\d"
    PATTERNS = (
        Pattern(
            "Canadian",
            r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ _-]{0,3}\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)",
            CHECKED,
        ),
        Pattern(
            "Canadian, spaced out",
            r"(?<!\w)[ABCEGHJ-NPRSTVXY] \d [ABCEGHJ-NPRSTV-Z]  ?\d [ABCEGHJ-NPRSTV-Z] \d(?!\w)",
            CHECKED,
        ),
        Pattern("after a cue", rf"{_CUE}(?P<value>\d{{5,6}}|\d{{3}} \d{{3}})(?!\w)", CUED),
    )
    CONTEXT = ("postal code", "code postal")
