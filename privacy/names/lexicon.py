"""The lists of privacy/names/lists → here → what is known of a word: how common it is, whether it names people.

Words are looked up in small letters without accents: that is how half of all clients type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from privacy import lists
from privacy.names.folding import fold
from privacy.names.misspelt import Misspelt
from privacy.names.phrases import Phrases

RARE = 8
"""The band of words in no frequency list; the commonest have band 0."""
COMMON = 3
"""Words up to this band (rank 3,000) are known to the tagger one by one."""


@dataclass(frozen=True)
class Lexicon:
    """All lists in memory; about 45 MB."""

    english: dict[str, int]
    french: dict[str, int]
    dictionary: frozenset[str]
    """Words that dictionaries of both languages know in small letters; some are names too."""
    given: frozenset[str]
    family: frozenset[str]
    rare: frozenset[str]
    """Family names that are rarer: they tell less."""
    places: frozenset[str]
    known_places: frozenset[str]
    """Those that clients name most."""
    nobody: frozenset[str]
    """Peoples, languages, programmes, offices, greetings, feasts, what forms call a datum."""
    words: frozenset[str]
    """Ordinary words: those of our own answers, trades, and the commonest."""
    trades: frozenset[str]
    """What people do: words in small letters, though some are family names."""
    names_first: frozenset[str]
    """Given names that are common because many bear them."""
    also_names: frozenset[str]
    """Ordinary words that are given names too."""
    eastern: frozenset[str]
    """Vietnamese and Turkish names: beside one, "Le", "An" and "Can" are names too."""
    jargon: frozenset[str]
    """Acronyms, brands, words of chats: nobody, unless written as a name is."""
    verbs: frozenset[str]
    """What follows a name and is no part of it."""
    misspelt: Misspelt
    """The same with a letter wrong."""
    kept: Phrases
    """Schools, employers, places of several words, set phrases."""
    particles: frozenset[str]

    @classmethod
    def load(cls) -> Lexicon:
        """Read the lists. Raises MaskerUnusable when one is missing."""
        places = lists.read("names/lists/places")
        names_first = _folded(lists.words("words/names_first"))
        words = _folded(lists.words("words/knowledge", "words/common_en", "words/common_fr", "words/trades"))
        return cls(
            english=_bands("names/lists/frequency_en"),
            french=_bands("names/lists/frequency_fr"),
            dictionary=frozenset(lists.read("names/lists/dictionary")),
            given=_folded(lists.read("names/lists/given")),
            family=_folded(lists.read("names/lists/family")),
            rare=_folded(lists.read("names/lists/family_rare")),
            places=_folded((*places, *_hyphenated(places), *lists.words("words/places"))) - names_first,
            known_places=_folded(lists.words("words/places")),
            nobody=_with_endings(
                lists.words("words/demonyms", "words/programmes", "words/courtesies", "words/labels", "words/feasts")
            ),
            words=words - names_first,
            trades=_folded(lists.words("words/trades")),
            names_first=names_first,
            also_names=_folded(lists.words("words/also_names")),
            eastern=_folded(_of_origins("vietnamese", "turkish")),
            jargon=_folded(lists.words("words/jargon")),
            verbs=_folded(lists.words("words/verbs")),
            misspelt=Misspelt.of(words),
            kept=Phrases.of(
                (
                    *lists.lines("words/institutions"),
                    *lists.lines("words/phrases"),
                    *lists.lines("words/public_figures"),
                    *(place for place in places if " " in place),
                )
            ),
            particles=_folded(lists.words("words/particles")),
        )

    def band(self, folded: str) -> int:
        """Return how rare a word is in the language where it is commoner."""
        band = min(self.english.get(folded, RARE), self.french.get(folded, RARE))
        if band == RARE and folded.endswith("n't"):
            return min(self.band(folded[:-3]), COMMON)
        return band

    def rarity(self, folded: str) -> int:
        """Return the band of a word as a word: a name that is one before all is none."""
        return RARE if folded in self.names_first else self.band(folded)

    def is_word(self, folded: str) -> bool:
        """Return whether it is a word of our own answers or a very common one, whatever else it is."""
        return folded in self.words or folded.endswith("n't")

    def membership(self, folded: str) -> str:
        """Return the lists a word or a hyphenated compound is in, as letters."""
        if folded in self.particles:
            return "p"
        found = ("g" if folded in self.given else "") + ("f" if folded in self.family else "")
        if not found and "-" in folded and all(self.is_name(part) for part in folded.split("-")):
            found = "h"
        if not found and folded in self.rare:
            found = "r"
        if folded in self.nobody:
            found += "n"
        found += self.spelling(folded)
        return found + "l" if folded in self.places else found or "-"

    def spelling(self, folded: str) -> str:
        """Return the letter of the dictionary, or nothing."""
        return "d" if folded in self.dictionary else ""

    def is_name(self, folded: str) -> bool:
        """Return whether the word is in a list of names."""
        return folded in self.given or folded in self.family

    def is_ordinary(self, folded: str) -> bool:
        """Return whether the word is known, and as a word sooner than as a name."""
        if self.is_name(folded):
            return self.rarity(folded) <= COMMON
        return self.rarity(folded) < RARE or folded in self.dictionary


def _of_origins(*origins: str) -> Iterable[str]:
    for line in lists.read("names/lists/own_names"):
        head, _, names = line.partition(": ")
        if head.split()[0] in origins:
            yield from names.replace("_", " ").split()


def _hyphenated(places: Iterable[str]) -> Iterable[str]:
    """Return the places of several words as French joins them: « Tizi-Ouzou »."""
    return (place.replace(" ", "-") for place in places if " " in place)


def _bands(name: str) -> dict[str, int]:
    bands: dict[str, int] = {}
    for band, line in enumerate(lists.read(name)):
        for word in line.split():
            bands.setdefault(fold(word), band)
    return bands


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _with_endings(words: Iterable[str]) -> frozenset[str]:
    folded = _folded(words)
    return folded | {word + ending for word in folded for ending in ("s", "e", "es")}
