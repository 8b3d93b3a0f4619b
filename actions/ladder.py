"""The ladder as pure functions: answer → clarify → search → offer of a person, each at most once for a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any


class Rung(str, Enum):
    """Where the client stands; the values are those of the slot `rung`."""

    START = "start"
    ANSWERED = "answered"
    CLARIFIED = "clarified"
    SEARCHED = "searched"
    OFFERED = "offered"
    RATING = "rating"


OPEN_RUNGS = (Rung.ANSWERED, Rung.CLARIFIED, Rung.SEARCHED)
"""A question is still being worked on here; anywhere else the next message begins a new one."""

MAX_CANDIDATES = 3


@dataclass(frozen=True)
class Question:
    """What the ladder knows of the client's current question; kept in the slot `question`."""

    text: str = ""
    """As the client wrote it, masked."""
    codes: tuple[str, ...] = ()
    """Responses already sent for it."""
    candidates: tuple[str, ...] = ()
    """Intents that may be meant, likeliest first."""
    tried: tuple[str, ...] = ()
    """Rungs already used for it, in order."""
    language: str = ""
    """Of its latest answer."""

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any] | None) -> Question:
        kept = slot or {}
        return cls(
            text=str(kept.get("text") or ""),
            codes=tuple(kept.get("codes") or ()),
            candidates=tuple(kept.get("candidates") or ()),
            tried=tuple(kept.get("tried") or ()),
            language=str(kept.get("language") or ""),
        )

    def to_slot(self) -> dict[str, Any]:
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    def reached(self, rung: Rung) -> Question:
        """Return the question with `rung` noted as tried."""
        return self if rung.value in self.tried else replace(self, tried=(*self.tried, rung.value))

    def answered(self, codes: tuple[str, ...], language: str = "") -> Question:
        """Return the question with the responses `codes` noted as sent."""
        return replace(
            self.reached(Rung.ANSWERED), codes=tuple(dict.fromkeys((*self.codes, *codes))), language=language
        )


def next_rung(question: Question, *, has_candidates: bool, has_results: bool) -> Rung:
    """Return the next rung for a question that is not settled.

    Clarifying comes before searching and never after it; a search without results goes on to the offer.
    """
    if has_candidates and not {Rung.CLARIFIED.value, Rung.SEARCHED.value} & set(question.tried):
        return Rung.CLARIFIED
    if has_results and Rung.SEARCHED.value not in question.tried:
        return Rung.SEARCHED
    return Rung.OFFERED


def continues(rung: Rung, question: Question, intents: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Tell whether a sure message is about the question at hand.

    It is when it picks one of the candidates just offered, or leads to a response already sent for it.
    """
    if rung == Rung.CLARIFIED and set(intents) <= set(question.candidates[:MAX_CANDIDATES]):
        return True
    return rung in OPEN_RUNGS and set(codes) <= set(question.codes)
