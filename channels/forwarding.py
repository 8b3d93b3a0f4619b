"""Clients' messages → ticket bridge: kept in the door's store until the bridge has them."""

from __future__ import annotations

import asyncio
import logging

from handoff.client import BridgeClient
from handoff.errors import BridgeUnavailable, NoOpenTicket
from storage.conversations import Conversations, Entry

log = logging.getLogger(__name__)

RETRY_SECONDS = 3.0


class Forwarding:
    """Passes on, in order, what is waiting for the bridge; retried until it is there."""

    def __init__(self, conversations: Conversations, bridge: BridgeClient) -> None:
        self._conversations = conversations
        self._bridge = bridge
        self._busy = asyncio.Lock()

    async def flush(self) -> bool:
        """Pass on everything that waits; False when the bridge cannot be reached (it all stays)."""
        async with self._busy:
            for entry in self._conversations.waiting():
                try:
                    await self._bridge.client_message(entry.conversation_id, entry.message_id, self._readable(entry))
                except NoOpenTicket:
                    # Closed in between: the message was kept and the bot is back.
                    log.info("no open ticket for a waiting message", extra={"seq": entry.seq})
                except BridgeUnavailable as error:
                    log.error("message waits for the bridge: %s", error, extra={"seq": entry.seq})
                    return False
                self._conversations.mark(entry.seq, forward=False)
        return True

    def _readable(self, entry: Entry) -> str:
        """Return what an agent can read: of a chosen button its title, which the client saw, not its payload."""
        text = str(entry.body["text"])
        if not text.startswith("/"):
            return text
        said = self._conversations.messages(entry.conversation_id)
        titles = {reply["payload"]: reply["title"] for one in said for reply in one.body.get("quick_replies") or []}
        return str(titles.get(text) or text.lstrip("/").replace("_", " "))

    async def resync(self) -> bool:
        """Fetch who owns what from the bridge; the higher epoch wins. False when it cannot be reached."""
        try:
            owners = await self._bridge.owners()
        except BridgeUnavailable as error:
            log.warning("owners not fetched, the last known stand: %s", error)
            return False
        for found in owners:
            self._conversations.change_owner(found.conversation_id, found.owner, found.epoch, found.reference)
        for identifier in set(self._conversations.owned_by_people()) - {found.conversation_id for found in owners}:
            log.warning("the bridge knows no ticket: the bot is back", extra={"conversation": identifier})
            self._conversations.release(identifier)
        return True

    async def run(self) -> None:
        """Resync once, then keep passing on; runs as long as the server."""
        synced = False
        while True:
            synced = synced or await self.resync()
            await self.flush()
            await asyncio.sleep(RETRY_SECONDS)
