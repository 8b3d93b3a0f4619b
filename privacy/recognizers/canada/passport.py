"""Passport numbers: Canadian ones by their form, those of other countries after the word passport."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CUED, FORMAT, SEP, SHAPE, TO, Recognizer

# From the word to the number: "passport number is", « passeport indien no : », "passport #".
_BETWEEN = (
    r"(?:\W{1,3}(?:number|num|numéro|numero|no|n°|nbr|is|was|est|le|de|du|mon|my|the|a(?=\s\w{2})|le|travel|document|book"
    r"|canadian|indian|chinese|french|nigerian|canadien|indien|chinois|français|nigérian|with|avec|portant)(?!\w)){0,5}"
    r"\W{0,4}"
)
_CUE = rf"(?<!\w)pass?e?ports?(?!\w){_BETWEEN}"


class PassportRecognizer(Recognizer):
    """`AB123456` and `A123456BC` alone; with a cue one to three letters, six to nine digits, in any order."""

    KIND = kinds.PASSPORT
    NEEDS = r"\d[ .\-/_]{0,3}\d"
    PATTERNS = (
        Pattern("Canadian", r"(?<!\w)[A-Z]{2}\d{6}(?!\w)", FORMAT),
        # In small letters this would be "of 250000".
        Pattern("Canadian, spaced", r"(?<!\w)(?-i:[A-Z]{2}) \d{6}(?!\w)(?![ .\-]\d)", SHAPE),
        Pattern("Canadian, 2023 on", r"(?<!\w)[A-Z]\d{6}[A-Z]{2}(?!\w)", FORMAT),
        Pattern("after a cue", rf"{_CUE}(?P<value>[A-Z]{{0,3}}{SEP}\d{{6,9}}[A-Z]{{0,2}})(?!\w)", CUED),
        Pattern(
            "after a cue, in groups",
            rf"{_CUE}(?P<value>[A-Z]{{1,3}}{SEP}\d{{2,4}}(?:{SEP}\d{{2,4}}){{1,3}}[A-Z]{{0,2}}){TO}",
            CUED,
        ),
        Pattern(
            "after a cue, letters inside",
            rf"{_CUE}(?P<value>[A-Z]?\d{{2}}[A-Z]{{2}}\d{{5}}|[EG][A-Z]\d{{7}}|P\d{{7}}[A-Z])(?!\w)",
            CUED,
        ),
        Pattern(
            "after a cue, spaced out",
            rf"{_CUE}(?P<value>[A-Z](?:[ .\-/_]{{1,3}}[A-Z])?(?:[ .\-/_]{{1,3}}\d){{6,9}})(?!\w)",
            CUED,
        ),
    )
    CONTEXT = ("passport", "passeport", "travel document", "titre de voyage")
