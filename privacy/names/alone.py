"""Tokens → here → names that stand alone: on a line, between marks, as a whole answer.

"Rose Young" under a question, "Malcolm" as an answer, « Aline : quel prix ... ». No neighbour tells that these are
names, and the tagger has learnt that some are words; but who says nothing else says a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privacy.names.folding import fold
from privacy.names.lexicon import RARE, Lexicon
from privacy.names.tokens import Token

_MOST = 4  # words
_ENDS = frozenset('.?!:;|/,()"«»–—-*<>&+')
_LEAST = 3  # letters of a name of one word
# How rare a word of one of the lists must be: alone with a capital, alone without, beside another name.
_TITLED, _SMALL, _BESIDE = 3, 5, 2


def names_alone(tokens: Sequence[Token], lexicon: Lexicon, shouting: bool) -> frozenset[int]:
    """Return the places of the tokens that are names because nothing stands beside them."""
    return frozenset(
        place for stretch in _stretches(tokens) if _all_names(stretch, tokens, lexicon, shouting) for place in stretch
    )


def _stretches(tokens: Sequence[Token]) -> Iterator[list[int]]:
    stretch: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind in ("line", "barrier") or (token.kind == "mark" and token.text in _ENDS):
            if stretch:
                yield stretch
            stretch = []
        else:
            stretch.append(place)
    if stretch:
        yield stretch


def _all_names(places: Sequence[int], tokens: Sequence[Token], lexicon: Lexicon, shouting: bool) -> bool:
    words = [tokens[place] for place in places]
    if len(words) > _MOST or any(word.kind != "word" for word in words):
        return False
    folded = [fold(word.text) for word in words]
    if any(word in lexicon.nobody or word in lexicon.places for word in folded):
        return False
    titled = not shouting and all(word.text[0].isupper() for word in words)
    if len(words) == 1:
        least = _TITLED if titled else _SMALL
        known = folded[0] in lexicon.given or (titled and folded[0] in lexicon.family)
        return (
            known and len(folded[0]) >= _LEAST and not lexicon.is_word(folded[0]) and lexicon.band(folded[0]) >= least
        )
    sure = [word for word in folded if lexicon.is_name(word) and not lexicon.is_word(word)]
    if not sure or max(map(lexicon.band, sure)) < (_TITLED if titled else _SMALL):
        return False
    return all(_could_be(word, lexicon, titled) for word in folded)


def _could_be(folded: str, lexicon: Lexicon, titled: bool) -> bool:
    if lexicon.is_word(folded):
        return titled and lexicon.is_name(folded)
    listed = lexicon.is_name(folded) or folded in lexicon.rare or folded in lexicon.particles
    return (listed and (titled or lexicon.band(folded) > _BESIDE)) or lexicon.band(folded) == RARE
