"""A name found once → here → the other places of the same text where it stands without whatever gave it away."""

from __future__ import annotations

from collections.abc import Iterable

from privacy.intervals import Span
from privacy.names.folding import fold
from privacy.names.lexicon import Lexicon
from privacy.names.tokens import tokens

_LEAST = 3  # letters
_ORDINARY = 5
"""Words of up to this band are words elsewhere: "Rose Martin ... the prices rose"."""


def repeated(text: str, found: Iterable[Span], lexicon: Lexicon) -> list[Span]:
    """Return where parts of the names at `found` stand again in `text`."""
    inside = list(found)
    parts = {fold(token.text) for start, end in inside for token in tokens(text[start:end]) if token.kind == "word"}
    parts = {part for part in parts if len(part) >= _LEAST and _names_someone(part, lexicon)}
    if not parts:
        return []
    return [(token.start, token.end) for token in tokens(text) if token.kind == "word" and fold(token.text) in parts]


def _names_someone(part: str, lexicon: Lexicon) -> bool:
    if part in lexicon.nobody or part in lexicon.places:
        return False
    return lexicon.band(part) >= _ORDINARY
