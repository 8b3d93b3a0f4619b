"""Tokens → here → names that stand alone: on a line, between marks, as a whole answer.

"Rose Young" under a question, "Malcolm" as an answer, « Aline : quel prix ... ». No neighbour tells that these are
names, and the tagger has learnt that some are words; but who says nothing else says a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from privacy.names.folding import fold
from privacy.names.lexicon import RARE, Lexicon
from privacy.names.tokens import Token

_MOST = 4  # words
_ENDS = frozenset('.?!:;|/,()"«»–—-*<>&+~')
_LEAST = 3  # letters of a name of one word
# How rare a word of one of the lists must be: alone with a capital, alone without, beside another name.
_TITLED, _SMALL, _BESIDE = 3, 5, 2

# Before a place: "in Victoria Kingston" is none of somebody.
_WHERE = frozenset(
    (
        "in",
        "from",
        "to",
        "near",
        "at",
        "a",
        "de",
        "en",
        "au",
        "vers",
        "new",
        "saint",
        "via",
        "and",
        "et",
        "between",
        "entre",
    )
)
COUNTRIES = frozenset(
    ("france", "india", "china", "kenya", "africa", "america", "asia", "cuba", "ireland", "canada", "brazil", "spain")
)


def names_alone(tokens: Sequence[Token], lexicon: Lexicon, shouting: bool) -> frozenset[int]:
    """Return the places of the tokens that are names because nothing stands beside them."""
    return frozenset(
        place for stretch in _stretches(tokens) if _all_names(stretch, tokens, lexicon, shouting) for place in stretch
    )


def names_in_pairs(tokens: Sequence[Token], lexicon: Lexicon, shouting: bool) -> frozenset[int]:
    """Return the places of a given name before a family name, both with a capital: « pour Aimé Legrand »."""
    if shouting:
        return frozenset()
    return frozenset(
        place
        for first, (one, other) in enumerate(pairwise(tokens))
        if one.text.istitle() and other.text.istitle() and other.start - one.end == 1
        if _is_pair(fold(one.text), fold(other.text), lexicon)
        if first == 0 or fold(tokens[first - 1].text) not in _WHERE
        for place in (first, first + 1)
    )


def _is_pair(given: str, family: str, lexicon: Lexicon) -> bool:
    if given in lexicon.nobody or family in lexicon.nobody or family in lexicon.jargon:
        return False
    if given in lexicon.places or family in lexicon.places:
        listed = family in lexicon.family or (family not in lexicon.places and lexicon.band(family) == RARE)
        named = given in lexicon.given and listed and lexicon.band(given) > _BESIDE
        return named and given not in COUNTRIES and family not in COUNTRIES
    if given not in lexicon.given or lexicon.band(given) == 0 or lexicon.is_word(family):
        return False
    return family in lexicon.family and lexicon.rarity(family) > _BESIDE


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
    if words[0].text.islower() and folded[0] in _WHERE - lexicon.particles:
        return False  # ", in Red Deer"
    if any(word in lexicon.nobody for word in folded):
        return False
    if any(word in lexicon.jargon and not token.text.istitle() for word, token in zip(folded, words, strict=True)):
        return False
    if any(word in lexicon.places for word in folded):
        return (
            len(folded) > 1
            and folded[0] in lexicon.given
            and all(map(lexicon.is_name, folded))
            and not COUNTRIES & set(folded)
        )
    titled = not shouting and all(word.text[0].isupper() for word in words)
    if len(words) == 1:
        least = _TITLED if titled else _SMALL
        known = folded[0] in lexicon.given or (titled and folded[0] in lexicon.family)
        return (
            known and len(folded[0]) >= _LEAST and not lexicon.is_word(folded[0]) and lexicon.rarity(folded[0]) >= least
        )
    sure = [word for word in folded if lexicon.is_name(word) and not lexicon.is_word(word)]
    if not sure or max(map(lexicon.rarity, sure)) < (_TITLED if titled else _SMALL):
        return False
    return all(_could_be(word, lexicon, titled) for word in folded)


def _could_be(folded: str, lexicon: Lexicon, titled: bool) -> bool:
    if lexicon.is_word(folded):
        return titled and lexicon.is_name(folded)
    listed = lexicon.is_name(folded) or folded in lexicon.rare or folded in lexicon.particles
    return (listed and (titled or lexicon.rarity(folded) > _BESIDE)) or lexicon.rarity(folded) == RARE
