"""Canadian postal codes, and foreign ones where the client says so."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.names.alone import COUNTRIES
from privacy.names.folding import fold
from privacy.names.tagger import shared_tagger
from privacy.recognizers.addresses.street_words import BIG_CITY
from privacy.recognizers.base import CHECKED, CUED, Recognizer

_CUE = (
    r"(?<!\w)(?:postal\s?codes?|zip(?:\s?code)?|pin\s?code|codes?\s+postal)(?!\w)"
    r"(?:\W{1,3}(?:is|est|le)(?!\w)){0,2}\W{0,4}"
)


# "m four h one l seven", « H deux K un W quatre ».
_DIGIT = (
    r"(?:zero|zéro|oh|one|two|three|four|five|six|seven|eight|nine|une?|deux|trois|quatre|cinq|sept|huit|neuf|\d)(?!\w)"
)
_FIRST, _LETTER = r"(?<!\w)[ABCEGHJ-NPRSTVXY]", r"[ABCEGHJ-NPRSTV-Z]"
_SPELT = rf"{_FIRST}[ ,]{{1,2}}{_DIGIT}[ ,]{{1,2}}{_LETTER}[ ,-]{{1,3}}{_DIGIT}[ ,]{{1,2}}{_LETTER}[ ,]{{1,2}}{_DIGIT}"
# Under a street, before the name of a town: "13013 Marseille".
_LINE = r"(?<=\n)[ ]{0,3}(?P<value>\d{5})(?=[ ]{1,2}(?-i:\p{Lu})[^\n\d]{1,40}(?:\n|\Z))"


# Behind a city of another country: "Karachi 75300".
_CITY = (
    rf"(?<!\w)(?!{BIG_CITY}(?!\w))(?P<city>(?-i:\p{{Lu}})[^\W\d_]{{2,20}})[ ]{{1,2}}(?P<value>\d{{5,6}})"
    r"(?=\s{0,2}(?:[,.;:!?)\n]|\Z))"
)
# Behind a street or a box, before its city: "Kastanienweg 12, 8001 Zurich", « 12 rue du Lavoir 1000 Bruxelles ».
_STREET_TYPE = (
    r"(?:rue|avenue|av|boulevard|bd|chauss[ée]e|place|quai|cours|impasse|all[ée]e|chemin|route|villa|cit[ée])"
)
_BEFORE_CITY = (
    r"(?:(?<=(?:stra(?:ss|ß)e|str\.?|gasse|weg|platz|allee|laan|straat|plein|v[äa]gen|gatan)[ ]\d{1,3}\p{L}?,?)"
    rf"|(?<=(?<!\w)\d{{1,4}}(?:[ ](?:bis|ter))?,?[ ]{_STREET_TYPE}[ ][^\n\d]{{2,40}})"
    r"|(?<=(?<!\w)(?:bte|bo[iî]te|b[âa]t(?:iment)?|bus|app?t?)\.?[ ]?\w{1,4},)|(?<=(?-i:[A-Z])\d{1,2},))[ ,]{1,2}"
    r"(?P<value>(?!(?:19|20)\d\d(?!\d))\d{4,5})[ ](?P<city>(?-i:\p{Lu})[^\W\d_]{2,20})(?!\w)"
)
# "Portland, ME 04210"; some codes of states are words.
_AMERICAN = (
    r"(?:(?<=\w,?[ ])(?-i:A[KZR]|C[AT]|FL|GA|I[ADL]|K[SY]|M[DINOST]|N[CDEHJMVY]|OH|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
    r"|(?<=\w,[ ])(?-i:AL|CO|DE|HI|IN|LA|MA|ME|OK|OR|PA))[ ]{1,2}(?P<value>\d{5}(?:-\d{4})?)(?![\w-])"
)


class PostalCodeRecognizer(Recognizer):
    """`K1A 0B1`, `k1a-0b1`, `K1A0B1`. Canada Post never uses D, F, I, O, Q, U, nor W or Z in front."""

    KIND = kinds.POSTAL_CODE
    NEEDS = rf"\d|{_FIRST}[ ,]{{1,2}}{_DIGIT}"
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
        Pattern("spelt out", _SPELT, CHECKED),
        Pattern("before a town, on its line", _LINE, CHECKED),
        Pattern("behind a city", _CITY, CHECKED),
        Pattern("behind a street, before a city", _BEFORE_CITY, CHECKED),
        Pattern("American", _AMERICAN, CHECKED),
        Pattern("after a cue", rf"{_CUE}(?P<value>\d{{5,6}}|\d{{3}} \d{{3}})(?!\w)", CUED),
    )
    CONTEXT = ("postal code", "code postal")

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        city = match.groupdict().get("city")
        known = shared_tagger().lexicon
        if city is not None and (fold(city) not in known.places or fold(city) in COUNTRIES):
            return None
        return super().span(match)
