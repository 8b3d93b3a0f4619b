"""What two readers found → how sure Quaid is of each intent: one chance from 0 to 1, the one that the thresholds cut.

A reader alone is sure of the best of what it knows, also where nothing it knows is meant. So the chance is itself
learnt, by logistic regression on four features of a candidate (stacking: Wolpert, 1992), from questions with the right
answer in the knowledge base and from the same questions with that answer taken out: `python -m evaluation.confidence`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[Any]

FEATURES = ("chance", "margin", "cover", "length")
LEAST = 1e-5
"""Chances nearer to 0 or 1 say no more."""


@dataclass(frozen=True)
class Reading:
    """One message as both readers see it, an array entry for each intent of `intents`."""

    intents: Sequence[str]
    chances: Vectors
    """The first reader's, sum 1."""
    likeness: Vectors
    """Of the message's words to those of the intent, cosine, 0 to 1."""
    cover: Vectors
    """Share of the message's telling words that the intent's examples hold, 0 to 1."""
    words: int
    """How many the message has."""

    def beside(self, parts: Sequence[Reading], share: float) -> Reading:
        """Return this reading mixed with the best of its `parts`; `share`: of this one, 0 to 1."""
        if not parts:
            return self

        def mix(whole: Vectors, several: Sequence[Vectors]) -> Vectors:
            return np.asarray(share * whole + (1 - share) * np.max(several, axis=0))

        chances = mix(self.chances, [part.chances for part in parts])
        likeness = mix(self.likeness, [part.likeness for part in parts])
        return Reading(self.intents, chances / chances.sum(), likeness, self.cover, self.words)

    def without(self, indexes: Sequence[int]) -> Reading:
        """Return the reading as if the intents at `indexes` were not known."""
        kept = np.ones(len(self.intents), dtype=bool)
        kept[list(indexes)] = False
        chances = np.where(kept, self.chances, 0.0)
        return Reading(
            self.intents, chances / chances.sum(), np.where(kept, self.likeness, 0.0), self.cover * kept, self.words
        )

    def candidates(self, count: int) -> list[int]:
        """Return the intents worth weighing, by index: the `count` best of each reader."""
        best = [np.argsort(-scores, kind="stable")[:count] for scores in (self.chances, self.likeness)]
        return sorted({int(index) for indexes in best for index in indexes})

    def features(self, indexes: Sequence[int]) -> Vectors:
        """Return a row of FEATURES for each of `indexes`."""
        chances = np.clip(self.chances[list(indexes)], LEAST, 1 - LEAST)
        first, second = np.sort(self.likeness)[::-1][:2]
        likeness = self.likeness[list(indexes)]
        return np.column_stack(
            [
                np.log(chances / (1 - chances)),
                np.where(likeness == first, likeness - second, likeness - first),
                self.cover[list(indexes)],
                np.full(len(indexes), np.log(max(1, self.words))),
            ]
        )


@dataclass(frozen=True)
class Weights:
    """Of each feature, as config.yml gives them."""

    chance: float
    margin: float
    cover: float
    length: float
    bias: float

    @classmethod
    def of(cls, given: Mapping[str, float]) -> Weights:
        """Raises ValueError when a weight is missing, or none of ours."""
        names = [one.name for one in fields(cls)]
        if sorted(given) != sorted(names):
            raise ValueError(f"confidence: give {', '.join(names)}, each a number; found {', '.join(given) or 'none'}")
        return cls(**{name: float(value) for name, value in given.items()})

    def confidence(self, features: Vectors) -> Vectors:
        """Return the chance, 0 to 1, of each row of FEATURES."""
        scores = features @ np.array([self.chance, self.margin, self.cover, self.length]) + self.bias
        return np.asarray(1 / (1 + np.exp(-scores)))


def ranked(reading: Reading, weights: Weights, length: int) -> list[tuple[str, float]]:
    """Return the `length` surest intents and their confidence, surest first."""
    indexes = reading.candidates(length)
    found = zip(indexes, weights.confidence(reading.features(indexes)), strict=True)
    ordered = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:length]
    return [(reading.intents[index], float(chance)) for index, chance in ordered]
