"""Normalised text → here → where names stand that no cue gives away, by the model beside this module.

The model is small (see train.py) and read once; tagging keeps nothing of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from threading import Lock

import pycrfsuite

from privacy import lists
from privacy.names import made_from
from privacy.names.features import Common, features
from privacy.names.growing import grown
from privacy.names.lexicon import Lexicon
from privacy.names.tokens import Token, tokens
from privacy.normalised import normalise

MODEL = made_from.FOLDER / made_from.MODEL
OUTSIDE, FIRST, NEXT = "O", "B", "I"


@dataclass(frozen=True)
class NameTagger:
    """Finds names. One for each process: the lists it holds are its weight."""

    lexicon: Lexicon
    model: pycrfsuite.Tagger
    _lock: Lock = field(default_factory=Lock)  # the model is asked about the one text it was given last
    _common: Common = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls) -> NameTagger:
        """Read lists and model. Raises MaskerUnusable: then the process must not start."""
        made_from.check()
        model = pycrfsuite.Tagger()
        model.open(str(MODEL))
        return cls(Lexicon.load(), model)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where names stand in `text`, disjoint and in order."""
        found = tokens(text)
        if not any(token.kind == "word" for token in found):
            return []
        return grown(text, found, self._chances(found), self.lexicon)

    def _chances(self, found: list[Token]) -> list[float]:
        rows = features(found, self.lexicon, common=self._common)
        with self._lock:
            self.model.set(rows)
            outside = [self.model.marginal(OUTSIDE, place) for place in range(len(rows))]
            self.model.set([])  # forget the text
        return [1 - chance for chance in outside]


@cache
def shared_tagger() -> NameTagger:
    """Return the tagger of this process. Raises MaskerUnusable."""
    return NameTagger.load()


@cache
def native_names() -> frozenset[str]:
    """Return listed names in scripts that are not Latin, spelled as normalised text."""
    return frozenset(normalise(name).text.lower() for name in lists.read("names/lists/native"))
