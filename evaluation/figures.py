"""What is counted, defined once: the report prints these figures, and the regression gate watches them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.observed import Observed
from evaluation.scores import LANGUAGES, Rate

Test = Callable[[Observed], bool]


@dataclass(frozen=True)
class Figure:
    """A share: of the questions that `applies` holds for, those that `hit` holds for.

    `better`: 1 where more is better, -1 where less is, 0 where neither. `must`: what the project asks for.
    """

    name: str
    title: str
    applies: Test
    hit: Test
    better: int = 1
    must: float | None = None

    def rate(self, observed: Sequence[Observed]) -> Rate:
        return Rate.of(self.hit(one) for one in observed if self.applies(one))

    @property
    def heading(self) -> str:
        if self.must is None:
            return self.title
        return f"{self.title} (must: {'at least' if self.better > 0 else 'at most'} {self.must:.2f})"


def _handling(name: str) -> Test:
    return lambda one: one.row.handling == name


def _outcome(name: str) -> Test:
    return lambda one: one.outcome == name


def _clarified_in_scope(one: Observed) -> bool:
    return one.row.handling == "answer" and one.outcome == "clarify"


def _everything(one: Observed) -> bool:
    return True


_IN_SCOPE, _STRANGE = _handling("answer"), _handling("out_of_scope")

FIGURES = (
    Figure("first", "right code first", _IN_SCOPE, lambda one: one.first_right, must=0.65),
    Figure("three", "right code among three", _IN_SCOPE, lambda one: one.among_three, must=0.85),
    Figure("precision", "of answers sent, right", _outcome("answer"), lambda one: one.answered_right, must=0.95),
    Figure("reached", "answered right, or one click away", _IN_SCOPE, lambda one: one.reached, must=0.70),
    Figure("answered", "answered right at once", _IN_SCOPE, lambda one: one.answered_right),
    Figure("clarified", "asked back (clarified)", _IN_SCOPE, _outcome("clarify"), better=0),
    Figure("offered", "of those, right question offered", _clarified_in_scope, lambda one: one.offered),
    Figure("searched", "searched", _IN_SCOPE, _outcome("search"), better=0),
    Figure("person", "offered a person without need", _IN_SCOPE, _outcome("handoff"), better=-1),
    Figure("refused", "refused although ours", _IN_SCOPE, _outcome("refuse"), better=-1),
    Figure("wrong", "wrong answer sent, of all messages", _everything, lambda one: one.answered_wrongly, better=-1),
    Figure(
        "second",
        "two answers sent: one of them wrong",
        lambda one: one.outcome == "answer" and len(one.codes) > 1,
        lambda one: not set(one.codes) <= one.row.right,
        better=-1,
    ),
    Figure(
        "unclear",
        "unclear on purpose: asked back, or one meaning answered",
        _handling("clarify"),
        lambda one: one.outcome == "clarify" or one.answered_right,
    ),
    Figure("handoff", "about the person's own case: offered a person", _handling("handoff"), _outcome("handoff")),
    Figure("strange", "out of scope: answered by mistake", _STRANGE, _outcome("answer"), better=-1, must=0.03),
    Figure("kindly", "out of scope: kindly refused", _STRANGE, _outcome("refuse")),
)
BY_NAME = {figure.name: figure for figure in FIGURES}
OF_A_LINE = ("first", "three", "precision", "reached")


def table(observed: Sequence[Observed]) -> str:
    """Return every figure as Markdown, a column for each language and one for both."""
    groups = [[one for one in observed if one.row.language == language] for language in LANGUAGES] + [list(observed)]
    lines = ["| figure | English | French | both |", "|---|---|---|---|"]
    for figure in FIGURES:
        lines.append(f"| {figure.heading} | " + " | ".join(str(figure.rate(group)) for group in groups) + " |")
    return "\n".join(lines)


def line_table(observed: Sequence[Observed], names: Mapping[str, str]) -> str:
    """Return the figures of each business line (by the first two digits of the code) as Markdown."""
    in_scope = [one for one in observed if one.row.handling == "answer"]
    # An answer that was sent wrongly counts against the line whose question it was.
    titles = [BY_NAME[name].title for name in OF_A_LINE]
    lines = ["| line | " + " | ".join([*titles, "first, English", "first, French"]) + " |", "|---" * 7 + "|"]
    for number in sorted({one.row.line for one in in_scope}):
        group = [one for one in in_scope if one.row.line == number]
        rates = [BY_NAME[name].rate(group) for name in OF_A_LINE]
        rates += [BY_NAME["first"].rate([o for o in group if o.row.language == lang]) for lang in LANGUAGES]
        lines.append(f"| {number} {names.get(number, '')} | " + " | ".join(map(str, rates)) + " |")
    return "\n".join(lines)


def shares(observed: Sequence[Observed]) -> str:
    """Return what in-scope questions got first, most frequent first."""
    outcomes = Counter(one.outcome for one in observed if one.row.handling == "answer")
    total = max(1, sum(outcomes.values()))
    return ", ".join(f"{name} {count / total:.2f}" for name, count in outcomes.most_common())
