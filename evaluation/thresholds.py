"""Which threshold and margin for which language: a sweep over the half of the questions kept for choosing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.observed import Observed
from evaluation.scores import LANGUAGES, Rate

THRESHOLDS = tuple(round(0.06 + 0.02 * step, 2) for step in range(44))
MARGINS = (0.0, 0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3)
MIN_PRECISION = 0.95
"""Of answers sent, right: what the project asks for."""
MAX_STRANGE = 0.03
"""Of messages out of scope, answered by mistake."""
SHOWN = 8


@dataclass(frozen=True)
class Bar:
    """A threshold and a margin, and what they would have done."""

    threshold: float
    margin: float
    right: Rate
    """Of the answers sent."""
    answered: Rate
    """Of the questions in scope, answered right."""
    strange: Rate
    """Of the messages out of scope, answered."""

    @property
    def allowed(self) -> bool:
        return self.right.value >= MIN_PRECISION and self.strange.value <= MAX_STRANGE

    def __str__(self) -> str:
        return f"{self.threshold:.2f} {self.margin:.2f}: {self.right} | {self.answered} | {self.strange}"


def sweep(observed: Sequence[Observed], is_answer: Callable[[str], bool]) -> str:
    """Return for each language the bar that answers most within the constraints, and the next best.

    `is_answer` tells which codes are answers of a business line: small talk and refusals are never wrong answers.
    """
    lines = [
        f"Most questions answered right, with precision at least {MIN_PRECISION} and at most {MAX_STRANGE} of what is"
        " out of scope answered."
    ]
    for language in LANGUAGES:
        found = bars([one for one in observed if one.row.language == language], is_answer)
        chosen = best(found)
        lines += ["", f"{language}: threshold margin: of answers right | in scope answered right | strange answered"]
        lines += [f"  {bar}" for bar in chosen[:SHOWN]] or ["  none is within the constraints; the nearest:"]
        if not chosen:
            lines += [f"  {bar}" for bar in sorted(found, key=lambda bar: -bar.right.value)[:SHOWN]]
        else:
            top = chosen[0]
            lines.append(f"  config.yml: {language}: {{threshold: {top.threshold}, ambiguity_threshold: {top.margin}}}")
        lines += _in_the_way([one for one in observed if one.row.language == language], is_answer)
    return "\n".join(lines)


def _in_the_way(observed: Sequence[Observed], is_answer: Callable[[str], bool]) -> list[str]:
    """Return the messages out of scope that are likeliest to be answered: they hold the threshold up."""
    strange = [one for one in observed if one.row.handling == "out_of_scope" and _sure(one, is_answer, 0.1, 0.0)]
    strange.sort(key=lambda one: -one.ranked[0][1])
    return [
        f"  out of scope, read as {one.ranked[0][0]} {one.ranked[0][1]:.2f}: {one.row.id}: {one.row.text}"
        for one in strange[:3]
    ]


def bars(observed: Sequence[Observed], is_answer: Callable[[str], bool]) -> list[Bar]:
    """Return every threshold with every margin."""
    return [_bar(observed, is_answer, threshold, margin) for threshold in THRESHOLDS for margin in MARGINS]


def best(found: Sequence[Bar]) -> list[Bar]:
    """Return the bars within the constraints, most right answers first; of equals the more careful one first."""
    allowed = [bar for bar in found if bar.allowed]
    return sorted(allowed, key=lambda bar: (-bar.answered.hits, -bar.threshold, -bar.margin))


def _bar(observed: Sequence[Observed], is_answer: Callable[[str], bool], threshold: float, margin: float) -> Bar:
    sent = [one for one in observed if _sure(one, is_answer, threshold, margin)]
    right = [one for one in sent if one.first_right]
    return Bar(
        threshold,
        margin,
        Rate(len(right), len(sent)),
        Rate(_count(right, "answer"), _count(observed, "answer")),
        Rate(_count(sent, "out_of_scope"), _count(observed, "out_of_scope")),
    )


def _count(observed: Sequence[Observed], handling: str) -> int:
    return sum(one.row.handling == handling for one in observed)


def _sure(one: Observed, is_answer: Callable[[str], bool], threshold: float, margin: float) -> bool:
    """Tell whether a coded answer of a business line would be sent."""
    # What the door takes for a foreign language is refused whatever the chances say.
    if one.outcome == "refuse" and one.ranked and is_answer(one.ranked[0][0]):
        return False
    if not one.ranked or not is_answer(one.ranked[0][0]):
        return False
    second = one.ranked[1][1] if len(one.ranked) > 1 else 0.0
    return one.ranked[0][1] >= threshold and one.ranked[0][1] - second >= margin
