"""Channel → here → Rasa or a person. Nothing unmasked leaves this module."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from channels import background, removed
from channels.accepted import Accepted
from channels.bot import SESSION_TURNS, Bot, Rasa
from channels.chosen import chosen
from channels.delivery import Deliver, Delivery
from channels.forwarding import Forwarding
from channels.inbound import Inbound, own_id, plain, problem_of
from channels.notice import Notice
from channels.output import Reply, reply_of
from channels.phrases import Phrases
from channels.tickets import Contacts, TicketOpener
from channels.turn import Turn
from nlu.language import detect
from privacy import Masked, MaskingFailed
from storage import counts
from storage.conversations import Conversation, Conversations, Entry
from storage.guard import Guard
from storage.receipts import Receipt
from storage.shown import Shown

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """How long a message may be (characters) and how long a reply may take (seconds)."""

    message_length: int
    turn_timeout: float


class Door:
    """Takes a client's message through language, masking and routing, and brings the replies back."""

    def __init__(
        self,
        conversations: Conversations,
        guard: Guard,
        phrases: Phrases,
        limits: Limits,
        forwarding: Forwarding,
        *,
        contacts: Contacts = lambda language: [],
    ) -> None:
        self.conversations = conversations
        self.guard = guard
        self._phrases = phrases
        self._limits = limits
        self._forwarding = forwarding
        self.delivery = Delivery(conversations)
        self._shown = Shown(conversations)
        self.notice = Notice(phrases, self.delivery.receipts, self._shown)
        self._bot = Bot(TicketOpener(conversations, forwarding.bridge, contacts), limits.turn_timeout)
        forwarding.on_put_aside(self._tell_put_aside)
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def connect(self, channel: str, deliver: Deliver, rasa: Rasa, *, notice: bool = False) -> None:
        """Register a channel: how to reach its clients, Rasa's handler, and whether the door says the notice there."""
        self.conversations.share.take(channel)
        self.delivery.connect(channel, deliver)
        self._bot.connect(rasa)
        if notice:
            self.notice.needed_on(channel)

    async def receive(self, inbound: Inbound) -> list[Entry]:
        """Take one message of a client all the way; returns the replies of the turn, already sent.

        A message that the conversation has already (same id) is left alone.
        """
        accepted = self.accept(inbound)
        return await self.work_on(accepted) if accepted else []

    def accept(self, inbound: Inbound) -> Accepted | None:
        """Mask and keep a message, so that it can be acknowledged; None when it was known already.

        Nothing is awaited here: messages keep their order, and the unmasked text ends with this call.
        """
        message_id, text = own_id(inbound.message_id), plain(inbound.text)
        known = self._in_the_pages_language(inbound)
        payload = text if text in known.offered or text in known.stale else chosen(text, known.offered)
        # Typed by hand, a slash would be an intent of the client's own making.
        text = payload or text.lstrip("/ ")
        found = known.language if payload else detect(text[: self._limits.message_length], known.language)
        if found in ("en", "fr") and found != known.language:
            known = self.conversations.update(known, language=found)
        problem = None if payload else problem_of(text, inbound, self._limits.message_length)
        if problem:
            return Accepted(known.id, say=problem, message_id=message_id)
        try:
            masked = Masked(payload, ()) if payload else self.guard.mask(text, known.language)
        except MaskingFailed:
            log.error("message refused: it could not be masked", extra={"conversation": known.id})
            return Accepted(known.id, say="utter_door_refused", message_id=message_id)
        body = {"text": masked.text, "foreign": found == "other", **removed.flag(masked.kinds)}
        count = partial(counts.message, channel=known.channel, kinds=masked.kinds)
        entry = self.conversations.add(known.id, message_id, "client", body, pending=True, also=count)
        return Accepted(known.id, entry=entry, message_id=message_id) if entry else None

    def greet(self, inbound: Inbound) -> Accepted:
        """Say the notice to a client that shows none of its own before typing; its message has no words yet."""
        known = self._in_the_pages_language(inbound)
        return Accepted(known.id, message_id=own_id(inbound.message_id), opening=True)

    def _in_the_pages_language(self, inbound: Inbound) -> Conversation:
        """Return the conversation; the page's language is the client's choice whenever it changes.

        A message that is clearly in the other language may still switch it.
        """
        page = inbound.page_language
        known = self.conversations.open(inbound.channel, inbound.address, page or "en")
        if page and page != known.page_language:
            known = self.conversations.update(known, language=page, page_language=page)
        return known

    async def work_on(self, accepted: Accepted) -> list[Entry]:
        """Bring an accepted message to whoever answers its conversation; returns the replies, already sent."""
        async with self._queue(accepted.conversation_id):
            known = self.conversations.get(accepted.conversation_id)
            if known is None:
                return []
            # In a turn of its own: Rasa has not answered yet when the notice is said.
            await self._open(self._turn(known), accepted)
            turn = self._turn(known, accepted.entry)
            if accepted.say:
                reply = self.phrase(accepted.say, known.language, limit=self._limits.message_length)
                await turn.emit(reply, who="system", message_id=f"{accepted.message_id}-said")
            elif accepted.entry:
                await self._pass_on(turn, accepted.entry)
                await removed.tell(turn, accepted.entry, self._shown)
            return turn.replies

    async def _open(self, turn: Turn, accepted: Accepted) -> None:
        """Say the notice where a conversation begins, and the welcome where nothing was asked."""
        known, opening = turn.known, accepted.opening
        if self.notice.is_due(known, opening=opening):
            notice = self.notice.reply(known, opening=opening)
            await turn.emit(notice, who="system", message_id=f"{accepted.message_id}-notice")
            self.notice.said(known)
        if opening and known.owner != "person":
            await turn.emit(self.notice.welcome(known), who="system", message_id=f"{accepted.message_id}-said")

    async def resume(self, entry: Entry, *, by_bot: bool) -> None:
        """Answer a message whose turn a crash ended: by the bot, or by a kind sentence."""
        async with self._queue(entry.conversation_id):
            known = self.conversations.get(entry.conversation_id)
            if known is None:
                return
            turn = self._turn(known, entry)
            if known.owner == "person":
                self.conversations.mark(entry.seq, forward=True)
            elif by_bot:
                await self._answer(turn, entry.body["text"], entry)
            else:
                await turn.say("utter_door_interrupted")
            await removed.tell(turn, entry, self._shown)
            self.conversations.end(entry.seq)
            if turn.forwarded:
                background.start(self._forwarding.flush())

    async def _pass_on(self, turn: Turn, entry: Entry) -> None:
        known, text = turn.known, entry.body["text"]
        stale = text.startswith("/") and text not in known.offered
        turn_of = None if known.owner == "person" or stale else known.id
        if not self.conversations.begin(entry.seq, forward=known.owner != "bot", turn_of=turn_of):
            return
        if known.owner == "person":
            await self._forward(turn)
        elif stale:
            await turn.say("utter_door_stale")
        else:
            turn.known = replace(turn.known, turns=known.turns + 1)
            if known.turns and known.turns % SESSION_TURNS == 0:
                await self._bot.new_session(turn, entry.message_id)
            await self._answer(turn, text, entry)
        if not turn.answered:
            self.conversations.end(entry.seq)
        # In the queue, neither the client nor the bot waits for the bridge.
        if known.owner == "queue":
            background.start(self._forward(turn))
        elif turn.forwarded:
            background.start(self._forwarding.flush())

    async def _forward(self, turn: Turn) -> None:
        if await self._forwarding.bring(turn.known.id) or turn.known.told_unreachable:
            return
        await turn.emit(turn.phrase("utter_door_not_delivered"), who="system", answers=False)
        turn.known = self.conversations.update(turn.known, told_unreachable=True)

    async def _answer(self, turn: Turn, text: str, entry: Entry) -> None:
        queued = await self._bot.answer(turn, text, entry.message_id, foreign=bool(entry.body.get("foreign")))
        if queued:
            await self.announce_owner(turn.known.id)

    async def _tell_put_aside(self, entry: Entry) -> None:
        if entry.who == "client":
            await self.tell(entry.conversation_id, "utter_door_not_passed_on")

    async def tell(self, identifier: str, name: str, **values: object) -> None:
        """Say one of the door's sentences outside a turn (an agent came, an agent left)."""
        known = self.conversations.get(identifier)
        if known is not None:
            await self._turn(known).say(name, **values)

    async def bring(self, known: Conversation, message_id: str, body: dict[str, Any]) -> Receipt:
        """Keep an agent's reply and deliver it now if possible; a known message id is delivered once.

        Returns what became of it so far; asked again with the same id, what became of it since.
        """
        # Pending until it is settled, so that a crash on the way does not lose it.
        entry = self.conversations.add(known.id, message_id, "agent", body, pending=True)
        return await self.delivery.send(known, entry) if entry else self.delivery.receipts.of(known.id, message_id)

    async def hand_back(self, identifier: str) -> None:
        """The ticket is closed: the bot is back and asks for the rating."""
        known = self.conversations.get(identifier)
        if known is None:
            return
        async with self._queue(identifier):
            await self._bot.answer(self._turn(known), "/handoff_closed", f"closed-{known.epoch}", foreign=False)

    async def announce_owner(self, identifier: str) -> None:
        """Tell an open page who answers now."""
        known = self.conversations.get(identifier)
        if known is not None:
            body = {"owner": known.owner, "reference": known.ticket}
            await self.delivery.send(known, Entry(0, known.id, "", "owner", body, 0.0))

    def phrase(self, name: str, language: str, **values: object) -> Reply:
        """Return a sentence of the door as a reply."""
        return reply_of(self._phrases.message(name, language, **values))

    def _turn(self, known: Conversation, entry: Entry | None = None) -> Turn:
        return Turn(known, self.conversations, self.delivery, self._phrases, entry.seq if entry else 0)

    def _queue(self, identifier: str) -> asyncio.Lock:
        """Return the conversation's lock: one message at a time, in the order of arrival."""
        return self._queues.setdefault(identifier, asyncio.Lock())
