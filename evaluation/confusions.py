"""Misread messages of the choosing half → pairs of intents that are confused, most costly first: a trainer's list.

    observed → slips → pairs → results/confusions.md, each message beside the training examples nearest to it

The half that is reported never comes here, so nobody trains on what measures them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.examples import Nearest
from evaluation.observed import Observed
from knowledge_base import Response, Taxonomy

COSTS = {"wrong answer sent": 4, "right one not offered": 2, "not sure": 1}
"""A wrong answer is worse than a clarifying question (people act on it); one click is the least trouble."""
SHOWN = 80
"""Pairs of intents in the report: more than anybody mends between two trainings."""


@dataclass(frozen=True)
class Slip:
    """One message that was not answered right at once. `meant`, `read`: codes; `read` is the rival of `meant`."""

    seen: Observed
    meant: str
    read: str
    kind: str

    @property
    def cost(self) -> int:
        return COSTS[self.kind]


def slips(observed: Sequence[Observed]) -> list[Slip]:
    """Return what went wrong with the questions in scope, and with others that were answered."""
    found = []
    for one in observed:
        kind = _kind(one)
        rival = _rival(one)
        if kind and rival:
            best = next((code for code, _ in one.ranked if code in one.row.right), one.row.code)
            found.append(Slip(one, best, rival, kind))
    return found


def pairs(found: Sequence[Slip]) -> list[tuple[tuple[str, str], list[Slip]]]:
    """Return the slips by pair of codes in either direction, most costly pair first."""
    groups: dict[tuple[str, str], list[Slip]] = defaultdict(list)
    for slip in found:
        first, second = sorted((slip.meant, slip.read))
        groups[first, second].append(slip)
    return sorted(groups.items(), key=lambda item: (-sum(slip.cost for slip in item[1]), item[0]))


def report(observed: Sequence[Observed], responses: Mapping[str, Response], nearest: Nearest) -> str:
    """Return the list as Markdown."""
    found = pairs(slips(observed))
    nearest.prepare({_intent(code, responses) for pair, _ in found[:SHOWN] for code in pair})
    kinds = ", ".join(f"{kind} {cost}" for kind, cost in COSTS.items())
    lines = [
        "# Intents that are confused",
        "",
        f"Half `choose`: {len(observed)} messages, {sum(len(group) for _, group in found)} slips, {len(found)} pairs.",
        f"Most costly first; a slip costs: {kinds}. Below each message the nearest training example of either intent,",
        "with its cosine. Where the wrong example is near, move or reword it; where the right one is far, the intent",
        "has no example of this manner: write one, in your own words. The tests refuse copies of these messages.",
    ]
    for (first, second), group in found[:SHOWN]:
        cost = sum(slip.cost for slip in group)
        lines += ["", f"## {_name(first, responses)} and {_name(second, responses)}: {cost}", ""]
        lines += [f"Examples: {', '.join(sorted(_files(group, responses)))}", ""]
        for slip in sorted(group, key=lambda one: (-one.cost, one.seen.row.id)):
            lines += _message(slip, responses, nearest)
    return "\n".join(lines) + "\n"


def _kind(one: Observed) -> str | None:
    if one.answered_wrongly:
        return "wrong answer sent"
    if one.row.handling != "answer" or one.answered_right:
        return None
    return "not sure" if one.offered else "right one not offered"


def _rival(one: Observed) -> str | None:
    """Return the code that stood in the way: the answer sent, else the likeliest that is not right."""
    sent = one.codes if one.answered_wrongly else ()
    return next((code for code in (*sent, *(code for code, _ in one.ranked)) if code not in one.row.right), None)


def _message(slip: Slip, responses: Mapping[str, Response], nearest: Nearest) -> list[str]:
    row, chances = slip.seen.row, dict(slip.seen.ranked)
    lines = [
        f"- **{row.id}** {slip.kind}: {_flat(row.text)}",
        f"  - meant `{_intent(slip.meant, responses)}` {chances.get(slip.meant, 0.0):.2f},"
        f" rival `{_intent(slip.read, responses)}` {chances.get(slip.read, 0.0):.2f}",
    ]
    for code in (slip.meant, slip.read):
        example = nearest.example(row.text, _intent(code, responses), row.language)
        if example:
            lines.append(f"  - `{_intent(code, responses)}` {example.cosine:.2f}: {_flat(example.text)}")
    return lines


def _files(group: Sequence[Slip], responses: Mapping[str, Response]) -> set[str]:
    taxonomy = Taxonomy.open()
    places = [taxonomy.place_of(code) for slip in group for code in (slip.meant, slip.read)]
    languages = {slip.seen.row.language for slip in group}
    return {f"`data/nlu/{lang}/{place.line}/{place.slug}.yml`" for place in places if place for lang in languages}


def _intent(code: str, responses: Mapping[str, Response]) -> str:
    return responses[code].intent if code in responses else code


def _name(code: str, responses: Mapping[str, Response]) -> str:
    return f"{_intent(code, responses)} ({code})" if code in responses else code


def _flat(text: str) -> str:
    return " ".join(text.split())
