"""Evaluation questions → door, model and actions → what each was taken for and what was said: all figures read this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.assistant import Assistant
from evaluation.replies import play
from evaluation.scores import Labelled
from knowledge_base import Taxonomy

KEPT = 10
"""Codes kept of each ranking."""


@dataclass(frozen=True)
class Observed:
    """One question and what came of it. `ranked`: codes and chances, likeliest first."""

    row: Labelled
    ranked: tuple[tuple[str, float], ...]
    outcome: str
    codes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    ms: float = 0.0

    @property
    def first_right(self) -> bool:
        """The likeliest code is a right one."""
        return bool(self.ranked) and self.ranked[0][0] in self.row.right

    @property
    def among_three(self) -> bool:
        """A right code is among the three likeliest."""
        return bool(self.row.right & {code for code, _ in self.ranked[:3]})

    @property
    def answered_right(self) -> bool:
        return self.outcome == "answer" and bool(self.row.right & set(self.codes))

    @property
    def answered_wrongly(self) -> bool:
        """A coded answer was sent, and none of the codes sent is a right one."""
        return self.outcome == "answer" and not self.row.right & set(self.codes)

    @property
    def offered(self) -> bool:
        """The right answer is behind one of the buttons."""
        return bool(self.row.right & set(self.candidates))

    @property
    def reached(self) -> bool:
        """The right answer was sent, or is one click away."""
        return self.answered_right or self.offered


async def observe(assistant: Assistant, rows: Sequence[Labelled]) -> list[Observed]:
    """Play each question as the first message of a conversation of its own."""
    codes = {step.intent: step.code for step in Taxonomy.open().steps if step.intent}
    codes.update({response.intent: response.code for response in assistant.knowledge.served()})
    found = []
    for row in rows:
        played = await play(assistant, row.id, row.text)
        parse = await assistant.parse_of(row.id)
        entries = [entry for entry in parse.get("intent_ranking") or [] if entry["name"] != "nlu_fallback"]
        # An intent without a code (a rating) stands under its own name: it is never right.
        ranked = [(codes.get(entry["name"], entry["name"]), float(entry["confidence"])) for entry in entries[:KEPT]]
        found.append(Observed(row, tuple(ranked), played.outcome, played.codes, played.candidates, played.ms))
    return found
