"""One message's way through the door: whose it is, and the replies so far."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, field, replace

from channels.delivery import Delivery
from channels.output import Reply, reply_of
from channels.phrases import Phrases
from storage.conversations import Conversation, Conversations, Entry

log = logging.getLogger(__name__)

OPENED, UNAVAILABLE = "900602", "900603"
"""Codes of what is said of a ticket: the agent who reads the ticket need not be told."""


@dataclass
class Turn:
    """Keeps and delivers the replies of one turn."""

    known: Conversation
    conversations: Conversations
    delivery: Delivery
    phrases: Phrases
    seq: int = 0
    """Number of the client's message that is being answered; 0 for none."""
    replies: list[Entry] = field(default_factory=list)
    settled: bool = False
    """The door has done itself what the bot was asked for: what the bot still says would say it twice."""
    answered: bool = False
    """A reply was kept that ends the turn of the client's message."""
    forwarded: bool = False
    """A reply waits for the bridge."""
    address: str | None = field(default=None, repr=False)
    """Where the replies go, once it was looked up."""

    def phrase(self, name: str, **values: object) -> Reply:
        """Return one of the door's sentences, in the client's language, as a reply."""
        return reply_of(self.phrases.message(name, self.known.language, **values))

    async def say(self, name: str, **values: object) -> None:
        """Say one of the door's sentences. Without buttons of its own it leaves the newest ones as they are."""
        await self.emit(self.phrase(name, **values), who="system")

    async def emit(self, reply: Reply, who: str = "bot", message_id: str = "", *, answers: bool = True) -> None:
        """Keep one reply and deliver it; the bot's is dropped when a person has taken over since the turn began.

        `answers=False`: the client's message is still to be answered.
        """
        with self.conversations.saying(self.known.id, ends=self.seq if answers else 0) as saying:
            now = saying.known or self.known
            began, self.known = (
                self.known.epoch,
                replace(self.known, owner=now.owner, epoch=now.epoch, ticket=now.ticket),
            )
            if who == "bot" and (now.owner == "person" or self.settled):
                saying.drop()
                log.info("late bot reply dropped", extra={"conversation": now.id, "epoch": began})
                return
            body = {**reply, "language": self.known.language}
            forward = who == "bot" and now.owner == "queue" and reply["code"] not in (OPENED, UNAVAILABLE)
            kept = saying.keep(message_id or uuid.uuid4().hex, who, body, pending=False, forward=forward)
            if kept and body["quick_replies"] and (payloads := self._payloads(kept)) != self.known.offered:
                # Before it is sent: a button may come back at once.
                self.known = saying.offer(self.known, payloads)
        if saying.entry is not None:
            self.forwarded = self.forwarded or forward
            self.answered = self.answered or answers
            self.replies.append(saying.entry)
            self.address = self.address or saying.address()
            await self.delivery.send(self.known, saying.entry, self.address)

    def keep_offer(self) -> None:
        """Make the newest buttons of this turn the ones a payload may come from."""
        if (payloads := self._payloads()) != self.known.offered:
            self.known = self.conversations.offer(self.known, payloads)

    def _payloads(self, *newest: Entry) -> tuple[str, ...]:
        entries = (*self.replies, *newest)
        return tuple(button["payload"] for entry in entries for button in entry.body["quick_replies"])
