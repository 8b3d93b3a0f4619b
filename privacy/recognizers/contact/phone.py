"""Telephone numbers: North American in any notation, international ones, local ones after a cue."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import AFTER_CUE, CHECKED, FORMAT, FROM, GUESS, SHAPE, Recognizer

_SEP = r"[ .\-/_]{0,3}"
# "ext. 22", "(x22)", « poste 22 », « p. 22 »: a sign or a letter alone needs its number right after it.
_EXTENSION = (
    r"(?:\s{0,2}[,;(\-]?\s{0,2}"
    r"(?:(?:e?xt(?:ension|n)?|local|poste?)\.?\s{0,2}(?:no\.?|number|numéro|[:#])?|[xp#]\.?)\s{0,2}\d{1,6}(?!\d)\)?)?"
)
_END = r"(?!\d)"
_CUE = (
    r"(?<!\w)(?:(?:tele)?phone|tel|tél|t[ée]l[ée]phone|cell(?:ulaire|phone)?|mobile|whatsapp|portable"
    r"|(?:call|text|reach|ring) me|(?:appele[zr](?:-moi)?|joindre|rejoindre|contacter) au|fax)(?!\w)"
    r"(?:\W{1,3}(?:number|num|numéro|numero|no|n°|is|was|est|c'est|cest|le|at|on|au)(?!\w)){0,3}\W{0,6}"
)
# Below what the analyzer returns: only a context word lifts it above.
_UNSAID = GUESS - 0.05


class PhoneRecognizer(Recognizer):
    """`(416) 555-0199`, `+1-416-555-0199 ext. 22`, `+33 6 12 34 56 78`, `07 12 34 56 78`."""

    KIND = kinds.PHONE
    NEEDS = r"\d\d"
    PATTERNS = (
        Pattern(
            "North American",
            rf"(?=[\d(+])(?<![^\W_])(?<!\d[.\-/_])(?:\+?1{_SEP})?(?:\([2-9]\d\d\)|[2-9]\d\d){_SEP}[2-9]\d\d{_SEP}\d{{4}}{_EXTENSION}{_END}",
            SHAPE,
        ),
        Pattern(
            "international", rf"(?<!\w)(?:\+ ?|00[ -]?)\d(?:[ .\-()/]{{0,2}}\d){{6,14}}{_EXTENSION}{_END}", CHECKED
        ),
        Pattern("French", rf"{FROM}0[1-9](?:[ .\-]?\d\d){{4}}{_EXTENSION}{_END}", FORMAT),
        Pattern("Nigerian", rf"{FROM}0[789][01]\d(?:[ .\-]?\d){{7}}{_EXTENSION}{_END}", FORMAT),
        Pattern(
            "after a cue",
            rf"{_CUE}(?P<value>(?:1{AFTER_CUE})?[2-9](?:{AFTER_CUE}\d){{9}}){_EXTENSION}{_END}",
            SHAPE,
        ),
        Pattern("any, by its context", rf"{FROM}\(?\d(?:[ .\-/()]{{0,2}}\d){{6,13}}{_EXTENSION}{_END}", _UNSAID),
    )
    CONTEXT = (
        "(?:tele)?phone(?: number)?",
        "tel",
        "tél",
        "téléphone",
        "telephone",
        "cell(?:ulaire|phone)?",
        "mobile",
        "whatsapp",
        "portable",
        "(?:call|text|reach|contact|ring) me(?: at| on)?",
        "my number(?: is)?",
        "appele[zr](?:-moi)? au",
        "(?:me )?(?:joindre|rejoindre|contacter) au",
        "fax",
    )
