"""Known words → here → is this one of them, misspelt? Clients type fast, and "passeprt" is nobody's name.

One letter too many, too few or another one, or two that changed places (Damerau, 1964). Found by comparing what is left
when a letter is taken out of both, as in Garbe's SymSpell (2012).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_LEAST = 6
"""Letters: shorter words are too near to each other, and to names."""
_SHORTEST = 4
_DRAWN_OUT = re.compile(r"(.)\1{2}")


@dataclass(frozen=True)
class Misspelt:
    """Knows words, folded, and what is left of them without one letter: which letter, by its place."""

    words: frozenset[str]
    shortened: Mapping[str, frozenset[int]]
    swapped: frozenset[str]
    """Short words with two letters inside that changed places: "puor", "fiare"."""

    @classmethod
    def of(cls, words: Iterable[str]) -> Misspelt:
        known = frozenset(words)
        long = frozenset(word for word in known if len(word) >= _LEAST and word.isalpha())
        places = defaultdict(set)
        for word in long:
            for place, less in _shortened(word):
                places[less].add(place)
        short = (word for word in known if _SHORTEST <= len(word) < _LEAST and word.isalpha())
        swapped = frozenset(swap for word in short for swap in _swapped(word)) - known
        return cls(long, {less: frozenset(found) for less, found in places.items()}, swapped)

    def __contains__(self, folded: object) -> bool:
        """Return whether the folded word is one slip away from a known one, or drawn out ("helppp")."""
        if not isinstance(folded, str):
            return False
        if _DRAWN_OUT.search(folded) or folded in self.shortened or folded in self.swapped:
            return True
        return len(folded) >= _LEAST - 1 and any(
            less in self.words or any(abs(place - other) <= 1 for other in self.shortened.get(less, ()))
            for place, less in _shortened(folded)
        )


def _shortened(word: str) -> Iterator[tuple[int, str]]:
    return ((place, word[:place] + word[place + 1 :]) for place in range(len(word)))


def _swapped(word: str) -> Iterator[str]:
    """Return `word` with two letters behind the first in each other's place: nobody mistypes the first so."""
    for place in range(1, len(word) - 1):
        swap = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if swap != word:
            yield swap
