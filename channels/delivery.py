"""The door's messages → the client, each through its channel. What a channel cannot take now is held and retried."""

from __future__ import annotations

import asyncio
import logging
import time
from itertools import groupby
from typing import Protocol

from storage.conversations import Conversation, Conversations, Entry

log = logging.getLogger(__name__)

RETRY_SECONDS, LONGEST_RETRY_SECONDS = 3.0, 300.0
HELD_SECONDS = 24 * 3600.0
"""How long a message is held: what comes a day later answers nothing, and the channel would not take it."""


class DeliverLater(Exception):
    """The channel cannot take a message now, and may take it later."""


class Deliver(Protocol):
    """How a channel brings one message to the client. Returns whether it got there; raises DeliverLater."""

    async def __call__(self, conversation: Conversation, address: str, entry: Entry) -> bool: ...


class Delivery:
    """Delivers in order, conversation by conversation: what is new waits behind what is held."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._channels: dict[str, Deliver] = {}
        self._held = {entry.conversation_id for entry in conversations.held()}
        # Conversation → when to try again, and the pause before that; the pauses grow.
        self._tries: dict[str, tuple[float, float]] = {}

    def connect(self, channel: str, deliver: Deliver) -> None:
        self._channels[channel] = deliver

    async def send(self, known: Conversation, entry: Entry) -> bool:
        """Deliver one kept message; False when the client is away (it is replayed later) or it was not taken."""
        if known.id in self._held:
            self._hold(entry)
            return False
        try:
            return await self._deliver(known, entry)
        except DeliverLater:
            self._hold(entry)
            return False

    async def send_held(self) -> None:
        """Try again what is held, oldest first; behind a message that is not taken the others keep waiting."""
        for identifier, entries in groupby(_by_conversation(self._conversations.held()), _conversation_id):
            known = self._conversations.get(identifier)
            if known is None or time.monotonic() < self._tries.get(identifier, (0.0, 0.0))[0]:
                continue
            for entry in entries:
                if not await self._settle(known, entry):
                    break
        self._held = {entry.conversation_id for entry in self._conversations.held()}

    async def _settle(self, known: Conversation, entry: Entry) -> bool:
        """Deliver a held message or give it up; False when it stays held."""
        try:
            await self._deliver(known, entry)
        except DeliverLater:
            if time.time() - entry.sent_at < HELD_SECONDS:
                pause = self._tries.get(known.id, (0.0, RETRY_SECONDS))[1]
                self._tries[known.id] = (time.monotonic() + pause, min(2 * pause, LONGEST_RETRY_SECONDS))
                return False
            log.error("given up after a day", extra={"conversation": known.id, "seq": entry.seq})
        self._tries.pop(known.id, None)
        self._conversations.mark(entry.seq, pending=False)
        return True

    async def run(self) -> None:
        """Keep trying; runs as long as the server."""
        while True:
            if self._held:
                await self.send_held()
            await asyncio.sleep(RETRY_SECONDS)

    async def _deliver(self, known: Conversation, entry: Entry) -> bool:
        address = self._conversations.address(known.id)
        deliver = self._channels.get(known.channel)
        if address is None or deliver is None:
            return False
        try:
            return await deliver(known, address, entry)
        except DeliverLater:
            raise
        except Exception as error:
            log.error("not delivered: %s", type(error).__name__, extra={"conversation": known.id, "seq": entry.seq})
            return False

    def _hold(self, entry: Entry) -> None:
        log.warning("message held", extra={"conversation": entry.conversation_id, "seq": entry.seq})
        self._conversations.mark(entry.seq, pending=True)
        self._held.add(entry.conversation_id)


def _conversation_id(entry: Entry) -> str:
    return entry.conversation_id


def _by_conversation(entries: list[Entry]) -> list[Entry]:
    """Return `entries` with those of one conversation together, in their order."""
    return sorted(entries, key=_conversation_id)
