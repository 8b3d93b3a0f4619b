"""Names of schools, employers and places of several words → here → the tokens of a text that spell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy.names.folding import fold
from privacy.names.tokens import Token, tokens


@dataclass(frozen=True)
class Phrases:
    """Phrases by their first word; a phrase of one word counts only in small company (see `found`)."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        """Return the phrases, split as texts are."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = _words(tokens(phrase))
            by_first.setdefault(words[0][1], []).append(tuple(word for _, word in words))
        return cls({first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in by_first.items()})

    def found(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the places of the tokens that spell a phrase. "Douglas" beside another capital is a person."""
        words = _words(tokens)
        places: set[int] = set()
        at = 0
        while at < len(words):
            length = self._length(words, at, tokens)
            places.update(place for place, _ in words[at : at + length])
            at += length or 1
        return frozenset(places)

    def _length(self, words: Sequence[tuple[int, str]], at: int, tokens: Sequence[Token]) -> int:
        for phrase in self.by_first.get(words[at][1], ()):
            if tuple(word for _, word in words[at : at + len(phrase)]) == phrase:
                return len(phrase) if len(phrase) > 1 or not _in_company(words, at, tokens) else 0
        return 0


def _words(found: Sequence[Token]) -> list[tuple[int, str]]:
    return [(place, fold(token.text)) for place, token in enumerate(found) if token.kind in ("word", "suffix")]


def _in_company(words: Sequence[tuple[int, str]], at: int, tokens: Sequence[Token]) -> bool:
    place = words[at][0]
    beside = [tokens[other] for other in (place - 1, place + 1) if 0 <= other < len(tokens)]
    own = tokens[place]
    return any(
        token.kind == "word" and own.text[:1].isupper() and token.text[0].isupper() and token.text[1:].islower()
        for token in beside
    )
