"""Stretches of text that are taken: sorted, disjoint, and quick to ask about however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Span = tuple[int, int]


class Intervals:
    """A growing set of disjoint spans."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a character with start:end, in order."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return list(zip(self._starts[first:last], self._ends[first:last], strict=True))

    def covers(self, start: int, end: int) -> bool:
        """Return whether one span holds all of start:end."""
        return any(left <= start and end <= right for left, right in self.overlapping(start, end))

    def remainder(self, start: int, end: int) -> list[Span]:
        """Return the pieces of start:end that no span holds."""
        pieces = []
        for left, right in self.overlapping(start, end):
            if start < left:
                pieces.append((start, left))
            start = max(start, right)
        return [*pieces, (start, end)] if start < end else pieces

    def add(self, start: int, end: int) -> None:
        """Take start:end, which no span touches yet."""
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)
