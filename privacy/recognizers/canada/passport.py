"""Passport numbers: Canadian ones by their form, those of other countries after the word passport."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CUED, FORMAT, SEP, SHAPE, TO, Recognizer
from privacy.recognizers.slips import slips_pattern

# From the word to the number: "passport number is", « passeport indien no : », "passport #".
_BETWEEN = (
    r"(?:\W{1,3}(?:number|num|numéro|numero|no|n°|nbr|is|was|est|le|de|du|mon|my|the|a(?=\s\w{2})|le|travel|document|book"
    r"|canadian|indian|chinese|french|nigerian|canadien|indien|chinois|français|nigérian|with|avec|portant)(?!\w)){0,5}"
    r"\W{0,4}"
)
# "my passport in 2016", « en 2031 »: a blank alone may part the letters of a number, and of a year.
_NO_YEAR = r"(?!(?:in|of|to|en|de|by)\s(?:19|20)\d\d)"
_WORD = rf"(?<!\w)(?:pass?e?ports?|{slips_pattern('passport')}|{slips_pattern('passeport')})(?!\w)"
_CUE = rf"{_WORD}{_BETWEEN}"
# Farther off, or alone, the two letters must be no word: "of 250000".
_NO_WORD = (
    r"(?!(?:a[mnstu]|b[ey]|c[ae]|d[eou]|e[nt]|f[oy]|go|h[e]|i[dfnlst]|je|k[gm]|l[ae]|m[aey]|n[beo]|o[fknru]|pm|r[psx]|s[aeio]"
    r"|t[aou]|u[nps]|v[s]|we|d[hkz]|fr|ok)\s)"
)
_PAIR = rf"(?P<value>{_NO_WORD}[A-Z]{{2}}\s?\d{{6}})(?!\w)(?![ .\-,]\d|\s?[$€£]|\s(?:dollars?|euros?|cad|usd))"

_NO_UNIT = r"(?!(?:rs|us|ca|eu|fr|fc|cf|xf|dh|da|dt|dz|kg|km|cm|th|st|er|e)(?!\w))"


class PassportRecognizer(Recognizer):
    """`AB123456` and `A123456BC` alone; with a cue one to three letters, six to nine digits, in any order."""

    KIND = kinds.PASSPORT
    NEEDS = r"\d[ .\-/_]{0,3}\d"
    PATTERNS = (
        Pattern("Canadian", r"(?<!\w)[A-Z]{2}\d{6}(?!\w)", FORMAT),
        # In small letters this would be "of 250000".
        Pattern("Canadian, spaced", r"(?<!\w)(?-i:[A-Z]{2}) \d{6}(?!\w)(?![ .\-]\d)", SHAPE),
        # Sure enough to be no measure: "235616mm".
        Pattern("Canadian, 2023 on", r"(?<!\w)[A-Z]\d{6}[A-Z]{2}(?!\w)", CUED),
        # A small l before digits has been read as 1 by now.
        Pattern("Canadian, 2023 on, in small letters", rf"(?<!\w)1\d{{6}}{_NO_UNIT}[A-Z]{{2}}(?!\w)", CUED),
        Pattern("Canadian, alone", rf"\A\W{{0,3}}{_PAIR}\W{{0,3}}\Z", FORMAT),
        Pattern("Canadian, in the sentence of a cue", rf"{_WORD}[^.!?\n]{{1,80}}?(?<!\w){_PAIR}", FORMAT),
        Pattern("after a cue", rf"{_CUE}(?P<value>[A-Z]{{0,3}}{SEP}\d{{6,9}}[A-Z]{{0,2}})(?!\w)", CUED),
        Pattern(
            "after a cue, in groups",
            rf"{_CUE}(?P<value>{_NO_YEAR}[A-Z]{{1,3}}{SEP}\d{{2,4}}(?:{SEP}\d{{2,4}}){{1,3}}[A-Z]{{0,2}}){TO}",
            CUED,
        ),
        Pattern(
            "after a cue, letters inside",
            rf"{_CUE}(?P<value>[A-Z]?\d{{2}} ?[A-Z]{{2}} ?\d{{5}}|[EG][A-Z]\d{{7}}|P\d{{7}}[A-Z])(?!\w)",
            CUED,
        ),
        Pattern(
            "after a cue, spaced out",
            rf"{_CUE}(?P<value>[A-Z](?:[ .\-/_]{{1,3}}[A-Z])?(?:[ .\-/_]{{1,3}}\d){{6,9}})(?!\w)",
            CUED,
        ),
    )
    CONTEXT = ("passport", "passeport", "travel document", "titre de voyage")
