"""The whole assistant in one process, without servers: door, trained model, real actions, real ticket bridge."""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar

import httpx
from rasa.core.agent import Agent
from rasa.exceptions import ModelNotFound
from rasa_sdk.executor import ActionExecutor

import settings
from actions import wiring as action_wiring
from actions.service_action import ServiceAction
from actions.steps import HANDED_OFF
from channels import rasa_speed
from channels.door import Door, Limits
from channels.forwarding import Forwarding
from channels.inbound import Inbound
from channels.phrases import Phrases
from channels.start_checks import unwrapped
from evaluation.trained_model import NoModel, model_path
from handoff.app import create_app
from handoff.client import BridgeClient
from knowledge_base import RESPONSES, Knowledge
from knowledge_base import ensure as ensure_knowledge
from search_engine import Index
from search_engine import ensure as ensure_index
from storage.conversations import Conversation, Conversations, Entry
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard, process_guard
from storage.tracker_store import MaskingTrackerStore

ACTION_MODULES = ("actions.answering", "actions.handoff_actions", "actions.ladder_actions")
CHANNEL = "rest"
TURN_TIMEOUT = 60.0
"""Seconds; a measurement waits longer than a client would."""


@dataclass
class Assistant:
    """A running assistant. One event loop, one process; every store is under one folder."""

    settings: settings.Settings
    door: Door
    agent: Agent
    knowledge: Knowledge
    forwarding: Forwarding

    @classmethod
    def open(cls, var_dir: Path, model: Path | None = None) -> Assistant:
        """Build everything under `var_dir`; the newest model of `models/` unless one is given. Takes seconds.

        Knowledge base and search index are built there from their sources if missing. Raises NoModel.
        """
        found = model_path(model)
        given = settings.load(temporary_environment(var_dir))
        ensure_knowledge(given.knowledge_url, RESPONSES)
        ensure_index(given.search_index_dir)
        guard = process_guard()
        knowledge = Knowledge.open(given.knowledge_url)
        bridge = _local_bridge(given, guard)
        services = action_wiring.Services(knowledge, Index.open(given.search_index_dir), bridge)
        store = MaskingTrackerStore(
            host=given.conversations_url, event_broker=MaskingFileBroker(given.events_file, guard), guard=guard
        )
        rasa_speed.apply()
        try:
            agent = Agent.load(found, tracker_store=store, action_endpoint=LocalActions(services))
        except ModelNotFound as error:
            raise NoModel(f"{found} is no model that Rasa can load; run 'make train'") from error
        conversations = Conversations(given.door_url, given.door_key)
        limits = Limits(given.max_message_length, TURN_TIMEOUT)
        forwarding = Forwarding(conversations, bridge)
        door = Door(conversations, guard, Phrases.load(), limits, forwarding)
        door.connect(CHANNEL, _nowhere, agent.handle_message)
        return cls(given, door, agent, knowledge, forwarding)

    async def say(self, conversation: str, text: str, language: str | None = None) -> list[Entry]:
        """Send a client's message and return the replies of the turn."""
        replies = await self.door.receive(Inbound(CHANNEL, conversation, text, page_language=language))
        if any(reply.body.get("code") == HANDED_OFF for reply in replies):
            # No courier runs here to tell the door whose the conversation is now.
            await self.forwarding.resync()
        return replies

    async def close(self) -> None:
        """Close what was opened; the folder can be removed then."""
        store = unwrapped(self.agent.tracker_store)
        if store.event_broker is not None:
            await store.event_broker.close()

    async def parse_of(self, conversation: str) -> Mapping[str, Any]:
        """Return what the model made of the conversation's latest message."""
        identifier = self.door.conversations.id_of(CHANNEL, conversation)
        tracker = await self.agent.tracker_store.retrieve(identifier)
        if tracker is None or tracker.latest_message is None:
            return {}
        return tracker.latest_message.parse_data or {}


class LocalActions:
    """Stands where Rasa expects the action server's endpoint, and runs the same actions in this process."""

    url = "in-process"
    kwargs: ClassVar[dict[str, Any]] = {}

    def __init__(self, services: action_wiring.Services) -> None:
        self._executor = ActionExecutor()
        for module in ACTION_MODULES:
            importlib.import_module(module)
        for action in ServiceAction.__subclasses__():
            self._executor.register_action(action(services))

    async def request(self, json: dict[str, Any], **_: Any) -> Any:
        return await self._executor.run(json)


def temporary_environment(var_dir: Path) -> dict[str, str]:
    """Return the environment of a throw-away installation under `var_dir`, with secrets of its own and one brain."""
    names = [field.name for field in fields(settings.Settings) if settings.is_secret(field.name)]
    return {**{name.upper(): secrets.token_urlsafe(32) for name in names}, "VAR_DIR": str(var_dir), "BRAINS": "one"}


def _local_bridge(given: settings.Settings, guard: Guard) -> BridgeClient:
    transport = httpx.ASGITransport(app=create_app(given))
    return BridgeClient(given.bridge_url, given.bridge_token, transport=transport)


async def _nowhere(conversation: Conversation, address: str, entry: Entry) -> bool:
    """The replies are read from the turn itself."""
    return True
