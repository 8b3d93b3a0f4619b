"""One turn as an action sees it: the tracker read into plain values, and what to say collected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ladder import Question, Rung

Event = dict[str, Any]

PLACEHOLDER = re.compile(r"<[A-Z_]+>")
WORDLIKE = re.compile(r"[^\W_]")
SCORE = re.compile(r"\s*([1-5])\s*(?:/\s*5)?\s*\W*")


class Titled(Protocol):
    """A link of an answer, or a page that was found."""

    @property
    def title(self) -> str: ...

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class AskingSentence:
    """A sentence of the message, read alone."""

    text: str
    intent: str
    sure: bool


@dataclass(frozen=True)
class Turn:
    """What the client said and where the conversation stands."""

    tracker: Tracker
    dispatcher: CollectingDispatcher = field(repr=False)

    @property
    def language(self) -> str:
        return "fr" if self.tracker.get_slot("language") == "fr" else "en"

    @property
    def rung(self) -> Rung:
        return Rung(self.tracker.get_slot("rung") or Rung.START)

    @property
    def question(self) -> Question:
        return Question.from_slot(self.tracker.get_slot("question"))

    @property
    def ticket(self) -> str | None:
        """Reference of the open ticket.

        The door knows better than the slot: a ticket may be opened or closed while no action can be reached.
        """
        metadata = self.tracker.latest_message.get("metadata") or {}
        reference = metadata["ticket"] if "ticket" in metadata else self.tracker.get_slot("ticket")
        return str(reference) if reference else None

    @property
    def intent(self) -> str:
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def text(self) -> str:
        """The message as typed, masked; empty when a button was chosen."""
        text = str(self.tracker.latest_message.get("text") or "")
        return "" if text.startswith("/") else text

    @property
    def is_masked_whole(self) -> bool:
        """Nothing of what was typed is left after masking: what the model makes of the marks means nothing."""
        return bool(self.text) and not WORDLIKE.search(PLACEHOLDER.sub("", self.text))

    @property
    def score(self) -> int | None:
        """The rating that was typed as a number, 1 to 5."""
        found = SCORE.fullmatch(self.text)
        return int(found[1]) if found else None

    @property
    def ranking(self) -> list[tuple[str, float]]:
        """(intent, confidence), likeliest first."""
        found = self.tracker.latest_message.get("intent_ranking") or []
        return [(str(entry["name"]), float(entry["confidence"])) for entry in found]

    @property
    def confidence(self) -> float:
        """Of the intent."""
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def asking_sentences(self) -> list[AskingSentence]:
        """The message's, in order; none where it is one sentence only."""
        found = self.tracker.latest_message.get("questions") or []
        return [AskingSentence(str(one["text"]), str(one["intent"]), bool(one["sure"])) for one in found]

    def say(
        self,
        response: str,
        *,
        code: str = "",
        step: str = "other",
        links: Sequence[Titled] = (),
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Utter the domain's `response`, filled with `values`, under a response code.

        `step` names the outcome for counting: answer, clarify, search, handoff, refuse or other.
        """
        self.dispatcher.utter_message(
            response=response,
            code=code,
            step=step,
            # As the custom part of the message: Rasa's own channels show it too (`rasa shell`).
            json_message={"links": [{"title": link.title, "url": link.url} for link in links]} if links else None,
            **(values or {}),
        )


def moved(rung: Rung, question: Question | None) -> list[Event]:
    """Return the events that put the conversation on `rung` with `question`."""
    return [SlotSet("rung", rung.value), SlotSet("question", question.to_slot() if question else None)]
