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
UNSETTLED_RUNGS = (Rung.CLARIFIED, Rung.SEARCHED, Rung.OFFERED)
"""Who asks something else here has not been helped yet."""

MAX_CANDIDATES = 3
FRAGMENT_WORDS = 3
"""So few words, typed at a clarifying question, are a detail of it and no question of their own."""
MANY_MISSED = 2
"""After so many questions in a row that led nowhere, the next clarifying question names a person too."""


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
    missed: int = 0
    """Questions just before this one, in a row, that the client left without an answer."""
    reminded: bool = False
    """The client was asked to choose one of the candidates, after a yes that chose none."""

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any] | None) -> Question:
        kept = slot or {}
        return cls(
            text=str(kept.get("text") or ""),
            codes=tuple(kept.get("codes") or ()),
            candidates=tuple(kept.get("candidates") or ()),
            tried=tuple(kept.get("tried") or ()),
            language=str(kept.get("language") or ""),
            missed=int(kept.get("missed") or 0),
            reminded=bool(kept.get("reminded")),
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

    def after(self, before: Question, rung: Rung) -> Question:
        """Return this question as asked on `rung`, where `before` was the one at hand."""
        return replace(self, missed=before.missed + 1 if rung in UNSETTLED_RUNGS else 0)

    def reworded(self, new: Question) -> Question:
        """Return this question with what `new` adds to it."""
        text = f"{self.text} {new.text}".strip()
        return replace(self, text=text, candidates=new.candidates or self.candidates)


def next_rung(question: Question, *, has_candidates: bool, has_results: bool) -> Rung:
    """Return the next rung for a question that is not settled.

    Clarifying comes before searching and never after it. Where there is neither a candidate nor a page, the client
    is asked once to write the question in other words, before a person is offered.
    """
    nothing_yet = not has_results and not question.missed
    if (has_candidates or nothing_yet) and not {Rung.CLARIFIED.value, Rung.SEARCHED.value} & set(question.tried):
        return Rung.CLARIFIED
    if has_results and Rung.SEARCHED.value not in question.tried:
        return Rung.SEARCHED
    return Rung.OFFERED


def is_detail(rung: Rung, question: Question, new: Question) -> bool:
    """Tell whether an unsure message is more about the question at hand; else it is a question of its own.

    Only a clarifying question asks for more. Whoever types instead of saying whether an answer or a page helped has
    another question, and has not said no.
    """
    if rung != Rung.CLARIFIED:
        return False
    offered = set(question.candidates[:MAX_CANDIDATES])
    return len(new.text.split()) <= FRAGMENT_WORDS or bool(offered & set(new.candidates[:MAX_CANDIDATES]))


def continues(rung: Rung, question: Question, intents: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Tell whether a sure message is about the question at hand.

    It is when it picks one of the candidates just offered, or leads to a response already sent for it.
    """
    if rung == Rung.CLARIFIED and set(intents) <= set(question.candidates[:MAX_CANDIDATES]):
        return True
    return rung in OPEN_RUNGS and set(codes) <= set(question.codes)
