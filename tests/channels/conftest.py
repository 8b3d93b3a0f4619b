"""A door on real stores and the real masker, the real bridge, and a stand-in for Rasa that replies as it is told."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from rasa.core.channels.channel import UserMessage

from channels import background
from channels.door import Door, Limits
from channels.forwarding import Forwarding
from channels.inbound import Inbound
from channels.phrases import Phrases
from handoff.app import create_app
from handoff.client import BridgeClient
from knowledge_base import RESPONSES, ensure
from privacy import shared_masker
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

    async def receive(self, inbound: Inbound) -> list[Entry]:
        """Take a message and wait for what goes on behind the answer."""
        replies = await self.door.receive(inbound)
        await settled()
        return replies


async def settled() -> None:
    """Return when nothing goes on in the background any more."""
    while background._running:
        await asyncio.wait(background._running)


def open_doorway(given: Settings, guard: Guard, bridge: BridgeClient) -> Doorway:
    """Build a door as a server does at its start; a second one on the same settings is the server after a restart."""
    conversations = Conversations(given.door_url, given.door_key)
    pages = [{"title": "Contact us", "url": "https://example.org/contact"}]
    forwarding = Forwarding(conversations, bridge)
    door = Door(conversations, guard, Phrases.load(), Limits(2000, 0.3), forwarding, contacts=lambda language: pages)
    delivered: list[Entry] = []

    async def deliver(conversation: Conversation, address: str, entry: Entry) -> bool:
        delivered.append(entry)
        return True

    rasa = Script()
    door.connect("web", deliver, rasa)
    return Doorway(door, conversations, rasa, delivered)


@pytest.fixture
def doorway(given: Settings, guard: Guard) -> Doorway:
    # Nothing listens on port 9: the bridge is down unless a test says otherwise.
    return open_doorway(given, guard, BridgeClient("http://127.0.0.1:9", given.bridge_token))


@dataclass
class Bridge(httpx.AsyncBaseTransport):
    """The real bridge, and a line to it that can be cut, or answer for it with a status."""

    given: Settings
    down: bool = False
    statuses: dict[str, int] = field(default_factory=dict)
    """Part of an address → what is answered there."""

    def __post_init__(self) -> None:
        ensure(self.given.knowledge_url, RESPONSES)
        self.app = create_app(self.given, shared_masker())
        self.client = BridgeClient("http://bridge", self.given.bridge_token, transport=self)
        self._line = httpx.ASGITransport(self.app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("cut")
        status = next((code for part, code in self.statuses.items() if part in request.url.path), None)
        return httpx.Response(status) if status else await self._line.handle_async_request(request)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.given.var_dir / "tickets.db")) as db:
            return db.execute(query, values).fetchall()

    def said(self, conversation_id: str) -> list[tuple[str, str]]:
        """Return (who, text) of the conversation's tickets, in the order in which an agent reads them."""
        query = (
            "SELECT m.who, m.text FROM messages m JOIN tickets t ON t.id = m.ticket_id"
            " WHERE t.conversation_id = ? ORDER BY m.id"
        )
        return self.rows(query, conversation_id)


@pytest.fixture
async def bridge(given: Settings) -> AsyncIterator[Bridge]:
    made = Bridge(given)
    yield made
    made.app.state.services.store.close()


@pytest.fixture
def staffed(given: Settings, guard: Guard, bridge: Bridge) -> Doorway:
    """A door with a bridge behind it."""
    return open_doorway(given, guard, bridge.client)
