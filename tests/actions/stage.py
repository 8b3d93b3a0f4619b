"""A turn as the action server gets it, played by the real actions on a real knowledge base, index and bridge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ladder import Question, Rung
from actions.service_action import ServiceAction
from actions.wiring import Services
from handoff.app import create_app
from handoff.client import BridgeClient
from knowledge_base import RESPONSES, Knowledge
from knowledge_base import ensure as ensure_knowledge
from search_engine import Index
from search_engine import ensure as ensure_index
from settings import Settings
from storage.guard import Guard

CONVERSATION = "web-0123456789abcdef0123456789abcdef"


@dataclass(frozen=True)
class Said:
    """What a turn brought: the names of what was said, all that was said, and the slots it left."""

    names: list[str]
    messages: list[dict[str, Any]]
    slots: dict[str, Any]

    @property
    def rung(self) -> Rung:
        return Rung(self.slots["rung"])

    @property
    def question(self) -> Question:
        return Question.from_slot(self.slots["question"])


def sentence_read(given: str | tuple[str, str]) -> dict[str, Any]:
    """Return an asking sentence as the model reads it: sure of its intent, or (text, intent) without being sure."""
    text, intent = (f"And what about {given}?", given) if isinstance(given, str) else given
    return {"text": text, "intent": intent, "sure": isinstance(given, str)}


@dataclass
class Stage:
    """One conversation whose slots go on from turn to turn."""

    services: Services
    slots: dict[str, Any] = field(default_factory=lambda: {"language": "en", "rung": "start"})

    @classmethod
    def build(cls, given: Settings, guard: Guard) -> Stage:
        ensure_knowledge(given.knowledge_url, RESPONSES)
        ensure_index(given.search_index_dir)
        transport = httpx.ASGITransport(app=create_app(given, guard))
        bridge = BridgeClient(given.bridge_url, given.bridge_token, transport=transport)
        return cls(Services(Knowledge.open(given.knowledge_url), Index.open(given.search_index_dir), bridge))

    async def turn(
        self,
        action: type[ServiceAction],
        text: str,
        *,
        ranking: dict[str, float] | None = None,
        metadata: dict[str, Any] | None = None,
        questions: tuple[str | tuple[str, str], ...] = (),
    ) -> Said:
        """Let `action` answer `text`, taken for what `ranking` says, and its asking sentences for `questions`."""
        entries = [{"name": name, "confidence": chance} for name, chance in (ranking or {}).items()]
        latest = {
            "text": text,
            "intent": entries[0] if entries else {"name": text.lstrip("/"), "confidence": 1.0},
            "intent_ranking": entries,
            "metadata": metadata or {},
            "questions": [sentence_read(one) for one in questions],
        }
        tracker = Tracker(CONVERSATION, dict(self.slots), latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = await action(self.services).run(dispatcher, tracker, {})
        self.slots.update({event["name"]: event["value"] for event in events if event["event"] == "slot"})
        return Said([message["response"] for message in dispatcher.messages], dispatcher.messages, dict(self.slots))
