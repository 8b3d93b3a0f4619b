"""Data found once → here → the other places of the same text where they stand without the cue that gave them away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privacy.intervals import Span

_LEAST = 5  # letters and digits: four digits may be a year or a form
_MOST = 200  # data, so that time stays linear


def repeated_data(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Yield where the data at `found` stand in `text` as whole tokens, whatever their case; the found places too."""
    lower = text.lower()
    if len(lower) != len(text):
        return  # a letter that becomes two: no place would fit
    values = list(dict.fromkeys(lower[start:end] for start, end in found))[:_MOST]
    for value in values:
        if sum(map(str.isalnum, value)) < _LEAST:
            continue
        at = lower.find(value)
        while at >= 0:
            end = at + len(value)
            if not (lower[at - 1 : at].isalnum() or lower[end : end + 1].isalnum()):
                yield at, end
            at = lower.find(value, end)
