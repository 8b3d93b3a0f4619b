"""Two readings of the same questions → is one better, or is it chance: exact McNemar test and Newcombe's interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.figures import BY_NAME, Figure
from evaluation.observed import Observed
from evaluation.scores import Rate


@dataclass(frozen=True)
class Pairs:
    """Counts of pairs: right in `both`, in the `first` alone, in the `second` alone, in `neither`."""

    both: int
    first: int
    second: int
    neither: int

    @classmethod
    def of(cls, outcomes: Iterable[tuple[bool, bool]]) -> Pairs:
        found = list(outcomes)
        return cls(*(found.count(kind) for kind in ((True, True), (True, False), (False, True), (False, False))))

    @property
    def total(self) -> int:
        return self.both + self.first + self.second + self.neither

    @property
    def difference(self) -> float:
        """Share of the first minus share of the second."""
        return (self.first - self.second) / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the difference (Newcombe 1998, method 10: paired, from two Wilson intervals)."""
        if not self.total:
            return -1.0, 1.0
        one, other = Rate(self.both + self.first, self.total), Rate(self.both + self.second, self.total)
        (low1, high1), (low2, high2), phi = one.interval, other.interval, self._correlation()
        below = _span(one.value - low1, high2 - other.value, phi)
        above = _span(high1 - one.value, other.value - low2, phi)
        return self.difference - below, self.difference + above

    def _correlation(self) -> float:
        rows = (self.both + self.first) * (self.second + self.neither)
        columns = (self.both + self.second) * (self.first + self.neither)
        if not rows or not columns:
            return 0.0
        excess = self.both * self.neither - self.first * self.second
        if excess > 0:
            excess = max(0, excess - self.total // 2)
        return excess / math.sqrt(rows * columns)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.difference:+.2f} ({low:+.2f} to {high:+.2f}; {self.first} and {self.second} of {self.total})"


def _span(one: float, other: float, phi: float) -> float:
    return math.sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))


def chance_of_loss(lost: int, won: int) -> float:
    """Return how likely at least `lost` of the changed pairs are losses when losses and gains are equally likely.

    The exact one-sided McNemar test; 1.0 when nothing was lost.
    """
    changed = lost + won
    ways: int = sum(math.comb(changed, count) for count in range(lost, changed + 1))
    return ways / int(2**changed)


def twins(observed: Sequence[Observed]) -> list[tuple[Observed, Observed]]:
    """Return the pairs (English question, the French one that translates it)."""
    by_id = {one.row.id: one for one in observed}
    return [(by_id[one.row.twin], one) for one in observed if one.row.twin in by_id]


def alike(pair: tuple[Observed, Observed]) -> bool:
    """Tell whether both questions of a pair led to the same step, with the same answers where it is an answer."""
    english, french = pair
    return english.outcome == french.outcome and set(english.codes) == set(french.codes)


def twin_table(observed: Sequence[Observed]) -> str:
    """Return how pairs of questions fared, as Markdown."""
    pairs = twins(observed)
    lines = [
        "| pairs | English minus French (95 % interval; English alone, French alone right) |",
        "|---|---|",
    ]
    for name in ("first", "three", "answered", "reached"):
        lines.append(f"| {BY_NAME[name].title} | {_compared(BY_NAME[name], pairs)} |")
    return "\n".join([*lines, f"| twins answered alike | {Rate.of(map(alike, pairs))} |"])


def _compared(figure: Figure, pairs: Sequence[tuple[Observed, Observed]]) -> Pairs:
    return Pairs.of((figure.hit(english), figure.hit(french)) for english, french in pairs)
