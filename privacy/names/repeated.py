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
_WHERE = frozenset(
    ("in", "from", "to", "near", "at", "for", "of", "a", "de", "en", "au", "vers", "pour", "d'", "new", "st", "ste")
)
"""Before a place that is somebody's name too, words of a place."""


def repeated(text: str, found: Iterable[Span], lexicon: Lexicon) -> list[Span]:
    """Return where parts of the names at `found` stand again in `text`."""
    inside = list(found)
    parts = {fold(token.text) for start, end in inside for token in tokens(text[start:end]) if token.kind == "word"}
    parts = {part for part in parts if len(part) >= _LEAST and _names_someone(part, lexicon)}
    if not parts:
        return []
    all_tokens = tokens(text)
    return [
        (token.start, token.end)
        for place, token in enumerate(all_tokens)
        if token.kind == "word"
        and (folded := fold(token.text)) in parts
        and not (folded in lexicon.places and place and fold(all_tokens[place - 1].text) in _WHERE)
    ]


def _names_someone(part: str, lexicon: Lexicon) -> bool:
    if part in lexicon.nobody:
        return False
    if part in lexicon.places:
        return lexicon.is_name(part)
    return lexicon.rarity(part) >= _ORDINARY
