"""Unique client identifiers: eight digits, or ten (newer ones begin with 11)."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import AFTER_CUE, FORMAT, FROM, SCATTERED_TO, SHAPE, TO, Recognizer

_CUE = (
    r"(?<!\w)(?:uci|iuc|client\s+(?:id|number|no|#)|(?:id|numéro|numero|no|n°)\s+(?:de\s+|du\s+)?client)(?!\w)"
    r"(?:\W{1,3}(?:number|num|numéro|numero|no|n°|code|is|was|est|c'est|cest|le)(?!\w)){0,3}\W{0,6}"
)
# A plain ten-digit number is a telephone number sooner, unless the client says otherwise.
_BELOW_PHONE = SHAPE - 0.05


class UciRecognizer(Recognizer):
    """`1234-5678`, `11-2345-6789` and their spellings; what the client calls a UCI or client ID."""

    KIND = kinds.UCI
    NEEDS = r"\d\d"
    PATTERNS = (
        Pattern("eight digits", rf"{FROM}\d{{4}} ?[.\-/_]? ?\d{{4}}{TO}", SHAPE),
        Pattern("ten digits in groups", rf"{FROM}\d\d ?[.\-/_ ] ?\d{{4}} ?[.\-/_ ] ?\d{{4}}{TO}", FORMAT),
        Pattern("over two lines", rf"{FROM}(?:\d\d[ -])?\d{{4}}-[ ]?\n[ ]?\d{{4}}{TO}", FORMAT),
        Pattern("six and four digits", rf"{FROM}\d{{6}} ?[.\-/_ ] ?\d{{4}}{TO}", FORMAT),
        Pattern("ten digits from 11", rf"{FROM}11\d{{8}}{TO}", FORMAT),
        Pattern(
            "after a cue",
            rf"{_CUE}(?P<value>\d(?:{AFTER_CUE}\d){{7}}(?:(?:{AFTER_CUE}\d){{2}})?){SCATTERED_TO}",
            SHAPE,
        ),
        Pattern("ten digits", rf"{FROM}\d{{10}}{TO}", _BELOW_PHONE),
    )
    CONTEXT = (
        "uci",
        "iuc",
        "unique client identifier",
        "identificateur unique(?: de client)?",
        "identifiant unique(?: de client)?",
        "client (?:id|number|no|#)",
        "(?:id|numéro|numero|no|n°) (?:de |du )?client",
    )
