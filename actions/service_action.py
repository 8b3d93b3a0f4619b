"""The boundary of every action: an error is logged for the operator and spoken kindly to the client."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import steps, wiring
from actions.ladder import Rung
from actions.turn import Event, Turn, moved

log = logging.getLogger(__name__)


class ServiceAction(Action, ABC):
    """Base of our actions; rasa-sdk builds each without arguments, tests pass services of their own."""

    def __init__(self, services: wiring.Services | None = None) -> None:
        self._services = services

    @property
    def services(self) -> wiring.Services:
        return self._services or wiring.services()

    @abstractmethod
    async def answer(self, turn: Turn) -> list[Event]:
        """Speak through `turn.say` and return the events of this step."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Event]:
        turn = Turn(tracker, dispatcher)
        try:
            return ask_for_words(turn) if turn.is_masked_whole else await self.answer(turn)
        except Exception:
            # Rasa would log and stay mute; the traceback holds no client words, only identifiers.
            log.exception("action failed", extra={"action": self.name(), "conversation": tracker.sender_id})
            dispatcher.messages.clear()
            turn.say("utter_service_unavailable")
            if turn.ticket:
                say_stays_open(turn, turn.ticket)
                return moved(Rung.START, None)
            turn.say("utter_offer_person", code=steps.OFFERED, step="handoff")
            return moved(Rung.OFFERED, turn.question)


def ask_for_words(turn: Turn) -> list[Event]:
    """Nothing but personal details came: ask for the question and leave everything where it is."""
    if turn.ticket:
        say_stays_open(turn, turn.ticket)
    else:
        turn.say("utter_ask_question")
    return []


def say_stays_open(turn: Turn, reference: str) -> None:
    turn.say("utter_handoff_stays_open", values={"reference": reference})
