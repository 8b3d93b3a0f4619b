"""A door on real stores and the real masker, and a stand-in for Rasa that replies as it is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from channels.door import Door, Limits
from channels.forwarding import Forwarding
from channels.phrases import Phrases
from handoff.client import BridgeClient
from settings import Settings
from storage.conversations import Conversation, Conversations, Entry
from storage.guard import Guard


@dataclass
class Script:
    """Plays Rasa: keeps what reached it, and answers with `replies` after `seconds`."""

    replies: list[dict[str, Any]] = field(default_factory=lambda: [{"text": "an answer"}])
    seconds: float = 0.0
    error: Exception | None = None
    heard: list[UserMessage] = field(default_factory=list)
    before_reply: Callable[[], Awaitable[None]] | None = None

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message)
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        if self.before_reply:
            await self.before_reply()
        for reply in self.replies:
            await message.output_channel.send_response(message.sender_id, dict(reply))

    @property
    def texts(self) -> list[str]:
        return [str(message.text) for message in self.heard]


@dataclass
class Doorway:
    """A door, its store, Rasa's stand-in, and what was delivered."""

    door: Door
    conversations: Conversations
    rasa: Script
    delivered: list[Entry]


@pytest.fixture
def doorway(given: Settings, guard: Guard) -> Doorway:
    conversations = Conversations(given.door_url, given.door_key)
    # Nothing listens on port 9: the bridge is down unless a test says otherwise.
    forwarding = Forwarding(conversations, BridgeClient("http://127.0.0.1:9", given.bridge_token))
    door = Door(conversations, guard, Phrases.load(), Limits(2000, 0.3), forwarding)
    delivered: list[Entry] = []

    async def deliver(conversation: Conversation, address: str, entry: Entry) -> bool:
        delivered.append(entry)
        return True

    rasa = Script()
    door.connect("web", deliver, rasa)
    return Doorway(door, conversations, rasa, delivered)
