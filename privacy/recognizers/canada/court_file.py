"""Files of the boards and courts that review immigration decisions.

Forms: the Immigration and Refugee Board (region, division, year, five digits: `MC2-18834`) and the Federal Courts
(`IMM-4418-24`, `T-1182-23`, `A-77-24`), as both write them on their public lists of hearings.
"""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, TO, Recognizer


class CourtFileRecognizer(Recognizer):
    """`MC2-18834`, `imm-4418-24` and, of another court, `T-1182-23`; "IMM 5257" is a form."""

    KIND = kinds.IDENTIFIER
    NEEDS = r"[A-Z\d]-?\s?\d{2}"
    PATTERNS = (
        Pattern("board", rf"(?<!\w)[MTVC][A-Z]\d[ -]?\d{{5}}{TO}", CHECKED),
        Pattern("immigration, Federal Court", rf"(?<!\w)IMM-\d{{1,5}}-\d{{2}}{TO}", CUED),
        Pattern("Federal Courts", rf"(?<!\w)[TA]-\d{{1,4}}-\d{{2}}{TO}", CHECKED),
    )
