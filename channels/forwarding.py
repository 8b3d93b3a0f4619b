"""Clients' messages, and the bot's while they wait → ticket bridge: kept in the door's store until it has them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from channels.transcript import is_choice, readable, titles_of
from handoff.client import BridgeClient
from handoff.errors import BridgeRefused, BridgeUnavailable, NoOpenTicket
from storage.conversations import Conversations, Entry

log = logging.getLogger(__name__)

RETRY_SECONDS, LONGEST_RETRY_SECONDS = 3.0, 300.0
MOST_TRIES = 10
"""Of one message that the bridge keeps refusing while it takes others; with the pauses, a quarter of an hour."""

PutAside = Callable[[Entry], Awaitable[None]]


@dataclass(frozen=True)
class Refusals:
    """How often a message was refused, since when, and when to try again (seconds of the monotonic clock)."""

    tries: int
    since: float
    again_at: float


class Forwarding:
    """Passes on what is waiting for the bridge, in order for each conversation; retried until it is there.

    A bridge that cannot be reached stops everything. A message that it refuses stops its own conversation alone.
    """

    def __init__(self, conversations: Conversations, bridge: BridgeClient) -> None:
        self.bridge = bridge
        self._conversations = conversations
        self._busy = asyncio.Lock()
        self._refusals: dict[int, Refusals] = {}
        self._taken_at = 0.0
        self._put_aside: PutAside | None = None

    def on_put_aside(self, tell: PutAside) -> None:
        """Call `tell` with each message that will never be passed on."""
        self._put_aside = tell

    async def bring(self, conversation_id: str) -> bool:
        """Pass on what waits; tell whether nothing of that conversation is left behind."""
        await self.flush()
        return not self._conversations.waiting(conversation_id)

    async def flush(self) -> bool:
        """Pass on everything that waits; False when the bridge cannot be reached (it all stays)."""
        async with self._busy:
            stopped: set[str] = set()
            for entry in self._conversations.waiting():
                if entry.conversation_id in stopped:
                    continue
                try:
                    if not await self._pass_on(entry):
                        stopped.add(entry.conversation_id)
                except BridgeUnavailable as error:
                    log.error("message waits for the bridge: %s", error, extra={"seq": entry.seq})
                    return False
        return True

    async def _pass_on(self, entry: Entry) -> bool:
        """Pass on one message or put it aside; False when it goes on waiting. Raises BridgeUnavailable."""
        known = self._refusals.get(entry.seq)
        if known is not None and time.monotonic() < known.again_at:
            return False
        try:
            await self._send(entry)
            self._taken_at = time.monotonic()
        except NoOpenTicket:
            # Closed in between: the message was kept and the bot is back.
            log.info("no open ticket for a waiting message", extra={"seq": entry.seq})
        except BridgeRefused as error:
            if not await self._is_put_aside(entry, error):
                return False
        self._refusals.pop(entry.seq, None)
        self._conversations.mark(entry.seq, forward=False)
        return True

    async def _send(self, entry: Entry) -> None:
        # Only what was chosen needs the buttons that were offered.
        titles = titles_of(self._conversations.messages(entry.conversation_id)) if is_choice(entry) else {}
        send = self.bridge.client_message if entry.who == "client" else self.bridge.bot_message
        await send(entry.conversation_id, entry.message_id, readable(entry, titles))

    async def _is_put_aside(self, entry: Entry, error: BridgeRefused) -> bool:
        """Count a refusal; True when it was the last. A bridge that fails at everything refuses no message."""
        now = time.monotonic()
        known = self._refusals.get(entry.seq) or Refusals(0, now, now)
        tries = known.tries + 1
        about = {"conversation": entry.conversation_id, "seq": entry.seq, "tries": tries}
        is_well = error.status < 500 or self._taken_at > known.since
        if tries >= MOST_TRIES and is_well:
            log.error("message put aside, the agent will not get it: %s", error, extra=about)
            if self._put_aside is not None:
                await self._put_aside(entry)
            return True
        pause = min(RETRY_SECONDS * 2 ** (tries - 1), LONGEST_RETRY_SECONDS)
        self._refusals[entry.seq] = Refusals(tries, known.since, now + pause)
        log.error("message refused by the bridge: %s", error, extra=about)
        return False

    async def resync(self) -> bool:
        """Fetch who owns what from the bridge; the higher epoch wins. False when it cannot be reached."""
        try:
            owners = await self.bridge.owners()
        except BridgeUnavailable as error:
            log.warning("owners not fetched, the last known stand: %s", error)
            return False
        for found in owners:
            # Another server's clients must hear of the change from that server, by the bridge's push.
            if not self._conversations.share.has(found.conversation_id):
                continue
            self._conversations.change_owner(found.conversation_id, found.owner, found.epoch, found.reference)
        for identifier in set(self._conversations.owned_by_people()) - {found.conversation_id for found in owners}:
            log.warning("the bridge knows no ticket: the bot is back", extra={"conversation": identifier})
            self._conversations.release(identifier)
        return True

    async def run(self) -> None:
        """Resync once, then keep passing on; runs as long as the server."""
        synced = False
        while True:
            try:
                synced = synced or await self.resync()
                await self.flush()
            except Exception as error:
                # Whatever it was, the next message must not wait for a restart.
                log.error("forwarding stumbled, goes on: %s", type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)
