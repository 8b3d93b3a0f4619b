"""The door's messages → the client, each through its channel. What a channel cannot take now is held and retried."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Protocol
from weakref import WeakValueDictionary

from storage import receipts
from storage.conversations import Conversation, Conversations, Entry
from storage.receipts import DELIVERED, KEPT, REFUSED, Receipt, Receipts

log = logging.getLogger(__name__)

RETRY_SECONDS, LONGEST_RETRY_SECONDS = 3.0, 300.0
HELD_SECONDS = 24 * 3600.0
"""How long a message is held: what comes a day later answers nothing, and the channel would not take it."""


class DeliverLater(Exception):
    """The channel cannot take a message now, and may take it later."""


class NeverDelivered(Exception):
    """The channel will never take the message; `reason` is one of storage.receipts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Deliver(Protocol):
    """How a channel brings one message to the client.

    Returns whether it got there (else the client asks for it later); raises DeliverLater, NeverDelivered.
    """

    async def __call__(self, conversation: Conversation, address: str, entry: Entry) -> bool: ...


class Delivery:
    """Delivers in order, conversation by conversation: what is new waits behind what is held."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self.receipts = Receipts(conversations)
        self._channels: dict[str, Deliver] = {}
        self._held: set[str] = set()
        # Conversation → when to try again, and the pause before that; the pauses grow.
        self._tries: dict[str, tuple[float, float]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def connect(self, channel: str, deliver: Deliver) -> None:
        self._channels[channel] = deliver
        self._find_held()

    async def send(self, known: Conversation, entry: Entry, address: str | None = None) -> Receipt:
        """Deliver one kept message, behind those before it; return what became of it so far.

        `address`: of the conversation, if the caller has it at hand.
        """
        async with self._lock(known.id):
            if known.id not in self._held:
                try:
                    return self._settled(entry, await self._deliver(known, entry, address))
                except DeliverLater:
                    pass
            self._hold(entry)
            return Receipt(KEPT, receipts.CHANNEL_DOWN)

    async def send_held(self) -> None:
        """Try again what is held, oldest first; behind a message that is not taken the others keep waiting."""
        for identifier in {entry.conversation_id for entry in self._conversations.held()}:
            known = self._conversations.get(identifier)
            if known is None or time.monotonic() < self._tries.get(identifier, (0.0, 0.0))[0]:
                continue
            async with self._lock(identifier):
                for entry in self._held_of(identifier):
                    if not await self._try_again(known, entry):
                        break
        self._find_held()

    async def _try_again(self, known: Conversation, entry: Entry) -> bool:
        """Deliver a held message or give it up; False when it stays held."""
        try:
            found = await self._deliver(known, entry)
        except DeliverLater:
            if time.time() - entry.sent_at < HELD_SECONDS:
                pause = self._tries.get(known.id, (0.0, RETRY_SECONDS))[1]
                self._tries[known.id] = (time.monotonic() + pause, min(2 * pause, LONGEST_RETRY_SECONDS))
                return False
            log.error("given up after a day", extra={"conversation": known.id, "seq": entry.seq})
            found = Receipt(REFUSED, receipts.GIVEN_UP)
        self._tries.pop(known.id, None)
        self._conversations.mark(entry.seq, pending=False)
        self._settled(entry, found)
        return True

    async def run(self) -> None:
        """Keep trying; runs as long as the server."""
        self._find_held()
        while True:
            if self._held:
                await self.send_held()
            await asyncio.sleep(RETRY_SECONDS)

    async def _deliver(self, known: Conversation, entry: Entry, address: str | None = None) -> Receipt:
        address = address or self._conversations.address(known.id)
        deliver = self._channels.get(known.channel)
        if address is None or deliver is None:
            return Receipt(REFUSED, receipts.NO_ADDRESS if address is None else receipts.CHANNEL_OFF)
        try:
            there = await deliver(known, address, entry)
        except DeliverLater:
            raise
        except NeverDelivered as refusal:
            return Receipt(REFUSED, refusal.reason)
        except Exception as error:
            log.error("not delivered: %s", type(error).__name__, extra={"conversation": known.id, "seq": entry.seq})
            return Receipt(REFUSED, receipts.NOT_TAKEN)
        return Receipt(DELIVERED) if there else Receipt(KEPT, receipts.CLIENT_AWAY)

    def _settled(self, entry: Entry, found: Receipt) -> Receipt:
        """Note for the bridge what became of an agent's reply; nobody asks after the others."""
        if entry.who == "agent":
            self.receipts.keep(entry.seq, found)
            self._conversations.mark(entry.seq, pending=False)
        return found

    def _hold(self, entry: Entry) -> None:
        log.warning("message held", extra={"conversation": entry.conversation_id, "seq": entry.seq})
        self._conversations.mark(entry.seq, pending=True)
        self._held.add(entry.conversation_id)
        if entry.who == "agent":
            self.receipts.keep(entry.seq, Receipt(KEPT, receipts.CHANNEL_DOWN))

    def _find_held(self) -> None:
        # Agents' replies that a crash caught on their way are among them.
        self._held = {entry.conversation_id for entry in self._conversations.held()}

    def _held_of(self, identifier: str) -> list[Entry]:
        return [entry for entry in self._conversations.held() if entry.conversation_id == identifier]

    def _lock(self, identifier: str) -> asyncio.Lock:
        return self._locks.setdefault(identifier, asyncio.Lock())
