"""The door's messages → Meta, within the times in which Meta takes them (Messenger Platform, "Send a Message").

Up to 24 hours after the client's last message anyone may answer (RESPONSE); up to 7 days a person may, under the
tag HUMAN_AGENT; later nobody.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from channels.delivery import DeliverLater, NeverDelivered
from channels.graph_api import HUMAN_AGENT, GraphApi, GraphRefused, GraphUnavailable
from channels.messenger_format import messages_of
from storage.conversations import Conversation, Entry
from storage.receipts import NOT_TAKEN, TOO_LATE, UNAVAILABLE

log = logging.getLogger(__name__)

DAY = 24 * 3600.0
ANYONE, A_PERSON = DAY, 7 * DAY


class Sender:
    """Delivers the door's messages through the Graph API; `last_heard` says when the client wrote last."""

    def __init__(self, graph: GraphApi, last_heard: Callable[[str], float | None]) -> None:
        self._graph = graph
        self._last_heard = last_heard
        # Of a message in several parts those that got through: the rest is sent when Meta is back.
        self._parts_sent: dict[int, int] = {}

    async def __call__(self, conversation: Conversation, address: str, entry: Entry) -> bool:
        if entry.who == "owner":
            return True
        about = {"conversation": conversation.id, "seq": entry.seq}
        tags = self._tags(conversation, entry)
        done = self._parts_sent.pop(entry.seq, 0)
        for message in messages_of(entry.body)[done:]:
            try:
                tags = await self._send(address, message, tags)
            except GraphUnavailable as error:
                log.warning("messenger: %s", error, extra=about)
                self._parts_sent[entry.seq] = done
                raise DeliverLater from error
            except GraphRefused as error:
                log.error("messenger: %s", error, extra=about)
                raise NeverDelivered(_reason(error)) from error
            done += 1
        return True

    def _tags(self, conversation: Conversation, entry: Entry) -> tuple[str, ...]:
        """Return the tags to try, in order; raises NeverDelivered when there is no lawful one left."""
        if entry.who != "agent":
            return ("",)
        heard = self._last_heard(conversation.id)
        age = 0.0 if heard is None else time.time() - heard
        if age > A_PERSON:
            log.warning("not sent: 7 days have passed", extra={"conversation": conversation.id, "seq": entry.seq})
            raise NeverDelivered(TOO_LATE)
        return ("", HUMAN_AGENT) if age < ANYONE else (HUMAN_AGENT,)

    async def _send(self, address: str, message: dict[str, object], tags: tuple[str, ...]) -> tuple[str, ...]:
        """Send with the first tag, or with the next where Meta's clock says that the first is too late.

        Returns the tags that are left for the rest of the message.
        """
        try:
            await self._graph.send(address, message, tag=tags[0])
        except GraphRefused as error:
            if not error.outside_window or len(tags) == 1:
                raise
            tags = tags[1:]
            await self._graph.send(address, message, tag=tags[0])
        return tags


def _reason(error: GraphRefused) -> str:
    if error.outside_window:
        return TOO_LATE
    return UNAVAILABLE if error.client_unavailable else NOT_TAKEN
