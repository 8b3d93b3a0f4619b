"""Matches that overlap each other and what is kept → here → disjoint stretches to mask.

Presidio's engines compare every match with every other and may drop the longer of two that cross. Here the
surer match keeps its stretch and its label, and what another held beyond it is masked too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex
from presidio_analyzer import RecognizerResult

from privacy import kinds
from privacy.intervals import Intervals, Span
from privacy.keeping import Kept
from privacy.normalised import BARRIER
from privacy.recognizers.base import CERTAIN, CHECKED, FORMAT
from privacy.recognizers.generic.identifier import is_identifier

# What is left of a match beside a surer one names nobody when it is shorter.
_LEAST_LEFT = 3
_CORE = regex.compile(r"[^\W_](?:[\s\S]*[^\W_])?")


@dataclass(frozen=True)
class Found:
    """A personal datum of `kind` at start:end."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class _Match:
    kind: str
    start: int
    end: int
    score: float


def resolve(text: str, results: Iterable[RecognizerResult], kept: Kept) -> list[Found]:
    """Return what to mask in `text`, disjoint and in order, nothing of a barrier or of what is kept."""
    barriers = Intervals((match.start(), match.end()) for match in regex.finditer(BARRIER, text))
    taken = Intervals()
    found = []
    for match in sorted(_joined(results), key=_surest_first):
        for start, end in _wanted(text, match, kept):
            for piece in _pieces(text, barriers, taken, start, end):
                taken.add(*piece)
                found.append(Found(match.kind, *piece))
    return sorted(found, key=lambda datum: datum.start)


def _joined(results: Iterable[RecognizerResult]) -> list[_Match]:
    """Return one match for those of a kind that overlap: two patterns may each see a part of an address."""
    joined: list[_Match] = []
    for result in sorted(results, key=lambda result: (result.entity_type, result.start)):
        last = joined[-1] if joined else None
        if last and last.kind == result.entity_type and result.start < last.end:
            joined[-1] = _Match(last.kind, last.start, max(last.end, result.end), max(last.score, result.score))
        else:
            joined.append(_Match(result.entity_type, result.start, result.end, result.score))
    return joined


def _surest_first(match: _Match) -> tuple[float, int, int, str]:
    return -match.score, match.start - match.end, match.start, match.kind


def _wanted(text: str, match: _Match, kept: Kept) -> list[Span]:
    """Return what of `match` is left beside what must stay."""
    span = (match.start, match.end)
    generic = match.kind == kinds.IDENTIFIER
    spans = kept.firm.remainder(*span)
    if match.score < CERTAIN and kept.likely.overlapping(*span):
        if generic:
            spans = [piece for left in spans for piece in kept.likely.remainder(*left)]
        elif match.score < FORMAT or (match.score < CHECKED and kept.likely.covers(*span)):
            return []
    if spans == [span]:
        return spans
    cores = [core for piece in spans if (core := _core(text, *piece))]
    return [core for core in cores if is_identifier(text[slice(*core)])] if generic else cores


def _pieces(text: str, barriers: Intervals, taken: Intervals, start: int, end: int) -> list[Span]:
    free = [piece for left in barriers.remainder(start, end) for piece in taken.remainder(*left)]
    if free == [(start, end)]:
        return free
    return [core for piece in free if (core := _core(text, *piece))]


def _core(text: str, start: int, end: int) -> Span | None:
    """Return start:end without the separators at its ends, or None when too little is left to name anybody."""
    core = _CORE.search(text[start:end])
    if not core or sum(map(str.isalnum, core[0])) < _LEAST_LEFT:
        return None
    return start + core.start(), start + core.end()
