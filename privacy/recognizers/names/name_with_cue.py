"""Names that a cue gives away: "my name is", « je m'appelle », a title, a relative, a signature.

The pattern finds the cue (cues.py); where the name ends is decided word by word (walk.py). A strong cue is
believed whatever the case of the name; a weak one ("I am ...") only before a capital.
"""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CUED, Recognizer
from privacy.recognizers.names import cues
from privacy.recognizers.names.walk import Cue, name_span


def _pattern(name: str, cue: Cue, before_the_name: str) -> Pattern:
    return Pattern(name, f"(?P<{cue.name}>{before_the_name})", CUED)


class NameWithCueRecognizer(Recognizer):
    """The name after the cue, without titles; nothing when an ordinary word follows."""

    KIND = kinds.PERSON
    PATTERNS = (
        _pattern("strong cue", Cue.STRONG, cues.STRONG),
        _pattern("form", Cue.FORM, cues.FORM),
        _pattern("role", Cue.ROLE, cues.ROLE),
        _pattern("title", Cue.HONORIFIC, cues.TITLE),
        _pattern("title, abbreviated", Cue.ABBREVIATION, cues.TITLE_ABBREVIATED),
        _pattern("title, small letters", Cue.TITLE, cues.TITLE_IN_SMALL_LETTERS),
        _pattern("weak cue", Cue.WEAK, cues.WEAK),
        _pattern("it's me", Cue.ROLE, cues.ME),
        _pattern("relative", Cue.WEAK, cues.RELATIVE),
        _pattern("regards", Cue.WEAK, cues.REGARDS),
        _pattern("thanks above", Cue.SIGNATURE, cues.THANKS_ABOVE),
        _pattern("thanks before", Cue.LAST_WORDS, cues.THANKS_BEFORE),
        _pattern("line of a form", Cue.SIGNATURE, cues.LINE),
        _pattern("header", Cue.WEAK, cues.HEADER),
        _pattern("greeting", Cue.WEAK, cues.GREETING),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        return name_span(match.string, match.end(), Cue[str(match.lastgroup)])
