"""Channel → here → Rasa or a person. Nothing unmasked leaves this module."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import UserMessage

from channels.delivery import Deliver, Delivery
from channels.forwarding import Forwarding
from channels.inbound import Inbound, has_words, own_id, plain
from channels.output import DoorOutput, Reply, reply_of
from channels.phrases import Phrases
from nlu.language import detect
from privacy import MaskingFailed
from storage.conversations import Conversation, Conversations, Entry
from storage.guard import Guard

log = logging.getLogger(__name__)

SESSION_TURNS = 40
"""A longer Rasa session makes every turn slower (its events are replayed), so a new one begins here."""


@dataclass(frozen=True)
class Limits:
    """How long a message may be (characters) and how long a reply may take (seconds)."""

    message_length: int
    turn_timeout: float


@dataclass(frozen=True)
class Accepted:
    """A message that was masked and kept, or the sentence to say instead."""

    conversation_id: str
    entry: Entry | None = None
    say: str | None = None
    message_id: str = ""
    """Of a message that was not kept, so that the sentence is said once however often it comes."""


class Door:
    """Takes a client's message through language, masking and routing, and brings the replies back."""

    def __init__(
        self,
        conversations: Conversations,
        guard: Guard,
        phrases: Phrases,
        limits: Limits,
        forwarding: Forwarding,
    ) -> None:
        self.conversations = conversations
        self.guard = guard
        self._phrases = phrases
        self._limits = limits
        self._forwarding = forwarding
        self.delivery = Delivery(conversations)
        self._rasa: Callable[[UserMessage], Awaitable[Any]] | None = None
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def connect(self, channel: str, deliver: Deliver, rasa: Callable[[UserMessage], Awaitable[Any]]) -> None:
        """Register a channel: how to reach its clients, and Rasa's handler for new messages."""
        self.delivery.connect(channel, deliver)
        self._rasa = rasa

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
        payload = text if text in known.offered or text in known.stale else None
        # Typed by hand, a slash would be an intent of the client's own making.
        text = payload or text.lstrip("/ ")
        found = known.language if payload else detect(text[: self._limits.message_length], known.language)
        if found in ("en", "fr") and found != known.language:
            known = self.conversations.update(known, language=found)
        problem = None if payload else self._problem(text, inbound)
        if problem:
            return Accepted(known.id, say=problem, message_id=message_id)
        try:
            masked = payload or self.guard.mask(text, known.language).text
        except MaskingFailed:
            log.error("message refused: it could not be masked", extra={"conversation": known.id})
            return Accepted(known.id, say="utter_door_refused", message_id=message_id)
        body = {"text": masked, "foreign": found == "other"}
        entry = self.conversations.add(known.id, message_id, "client", body, pending=True)
        return Accepted(known.id, entry=entry) if entry else None

    def greet(self, inbound: Inbound) -> Accepted:
        """Say the notice to a client that shows none of its own before typing; its message has no words yet."""
        known = self._in_the_pages_language(inbound)
        return Accepted(known.id, say="utter_notice", message_id=own_id(inbound.message_id))

    def _in_the_pages_language(self, inbound: Inbound) -> Conversation:
        """Return the conversation; the page's language is the client's choice whenever it changes.

        A message that is clearly in the other language may still switch it.
        """
        page = inbound.page_language
        known = self.conversations.open(inbound.channel, inbound.address, page or "en")
        if page and page != known.page_language:
            known = self.conversations.update(known, language=page, page_language=page)
        return known

    def _problem(self, text: str, inbound: Inbound) -> str | None:
        if inbound.has_attachment and not has_words(text):
            return "utter_door_text_only"
        if not has_words(text):
            return "utter_door_empty"
        if len(text) > self._limits.message_length:
            return "utter_door_too_long"
        return None

    async def work_on(self, accepted: Accepted) -> list[Entry]:
        """Bring an accepted message to whoever answers its conversation; returns the replies, already sent."""
        async with self._queue(accepted.conversation_id):
            known = self.conversations.get(accepted.conversation_id)
            if known is None:
                return []
            turn = Turn(self, known)
            if accepted.say:
                reply = self.phrase(accepted.say, known.language, limit=self._limits.message_length)
                await turn.emit(reply, who="system", message_id=f"{accepted.message_id}-said")
            elif accepted.entry:
                await self._pass_on(turn, accepted.entry)
            return turn.replies

    async def take_up_pending(self) -> None:
        """Work on what was acknowledged before the server stopped."""
        for entry in self.conversations.pending():
            await self.work_on(Accepted(entry.conversation_id, entry=entry))

    async def _pass_on(self, turn: Turn, entry: Entry) -> None:
        known, text = turn.known, entry.body["text"]
        with_person = known.owner != "bot"
        self.conversations.mark(entry.seq, pending=False, forward=with_person)
        if with_person:
            await self._forward(turn)
        if known.owner == "person":
            return
        if text.startswith("/") and text not in known.offered:
            await turn.say("utter_door_stale")
            return
        if known.turns and known.turns % SESSION_TURNS == 0:
            await self._ask_rasa(turn, "/session_start", f"{entry.message_id}-session", foreign=False)
        turn.known = self.conversations.update(turn.known, turns=known.turns + 1)
        await self._answer(turn, text, entry.message_id, foreign=bool(entry.body.get("foreign")))

    async def _forward(self, turn: Turn) -> None:
        if await self._forwarding.flush() or turn.known.told_unreachable:
            return
        await turn.say("utter_door_not_delivered")
        turn.known = self.conversations.update(turn.known, told_unreachable=True)

    async def _answer(self, turn: Turn, masked: str, message_id: str, *, foreign: bool) -> None:
        """Let Rasa answer; when it stays mute, is late or fails, the door speaks for itself."""
        asked = asyncio.ensure_future(self._ask_rasa(turn, masked, message_id, foreign=foreign))
        await asyncio.wait({asked}, timeout=self._limits.turn_timeout)
        if asked.done() and asked.exception() is not None:
            # Only the type: the message of an error may quote what the client wrote.
            log.error("turn failed: %s", type(asked.exception()).__name__, extra={"conversation": turn.known.id})
        if not turn.replies and turn.known.owner != "person":
            log.error("turn without a reply", extra={"conversation": turn.known.id})
            await turn.say("utter_door_slow")
        turn.keep_offer()

    async def _ask_rasa(self, turn: Turn, masked: str, message_id: str, *, foreign: bool) -> None:
        if self._rasa is None:
            raise RuntimeError("the door is not connected to Rasa; call connect() first")
        language = turn.known.language
        text = f'{masked}{{"language": "{language}"}}' if masked.startswith("/") else masked
        output = DoorOutput(turn.known.channel, turn.emit)
        await self._rasa(
            UserMessage(
                text,
                output,
                turn.known.id,
                input_channel=turn.known.channel,
                message_id=message_id,
                metadata={"language": language, "foreign": foreign},
            )
        )

    async def tell(self, identifier: str, name: str, **values: object) -> None:
        """Say one of the door's sentences outside a turn (an agent came, an agent left)."""
        known = self.conversations.get(identifier)
        if known is not None:
            await Turn(self, known).say(name, **values)

    async def bring(self, identifier: str, message_id: str, who: str, body: dict[str, Any]) -> bool:
        """Keep a message for the client and deliver it now if possible; a known message id is delivered once."""
        known = self.conversations.get(identifier)
        if known is None:
            return False
        entry = self.conversations.add(identifier, message_id, who, body)
        return entry is None or await self.delivery.send(known, entry)

    async def hand_back(self, identifier: str) -> None:
        """The ticket is closed: the bot is back and asks for the rating."""
        known = self.conversations.get(identifier)
        if known is None:
            return
        async with self._queue(identifier):
            turn = Turn(self, known)
            await self._answer(turn, "/handoff_closed", f"closed-{known.epoch}", foreign=False)

    async def announce_owner(self, identifier: str) -> None:
        """Tell an open page who answers now."""
        known = self.conversations.get(identifier)
        if known is not None:
            body = {"owner": known.owner, "reference": known.ticket}
            await self.delivery.send(known, Entry(0, known.id, "", "owner", body, 0.0))

    @property
    def empty_reply(self) -> Reply:
        """A reply without text, links or buttons."""
        return reply_of({})

    def phrase(self, name: str, language: str, **values: object) -> Reply:
        """Return a sentence of the door as a reply."""
        return reply_of(self._phrases.message(name, language, **values))

    def _queue(self, identifier: str) -> asyncio.Lock:
        """Return the conversation's lock: one message at a time, in the order of arrival."""
        return self._queues.setdefault(identifier, asyncio.Lock())


class Turn:
    """One message's way through the door: whose it is, and the replies so far."""

    def __init__(self, door: Door, known: Conversation) -> None:
        self.known = known
        self.replies: list[Entry] = []
        self._door = door

    async def say(self, name: str, **values: object) -> None:
        """Say one of the door's sentences. Without buttons of its own it leaves the newest ones as they are."""
        await self.emit(self._door.phrase(name, self.known.language, **values), who="system")

    async def emit(self, reply: Reply, who: str = "bot", message_id: str = "") -> None:
        """Keep one reply and deliver it; the bot's is dropped when a person has taken over since the turn began."""
        now = self._door.conversations.get(self.known.id) or self.known
        began, self.known = self.known.epoch, replace(self.known, owner=now.owner, epoch=now.epoch, ticket=now.ticket)
        if who == "bot" and now.owner == "person":
            log.info("late bot reply dropped", extra={"conversation": now.id, "epoch": began})
            return
        body = {**reply, "language": self.known.language}
        entry = self._door.conversations.add(self.known.id, message_id or uuid.uuid4().hex, who, body)
        if entry is not None:
            self.replies.append(entry)
            if body["quick_replies"]:
                # Before it is sent: a button may come back at once.
                self.keep_offer()
            await self._door.delivery.send(self.known, entry)

    def keep_offer(self) -> None:
        """Make the newest buttons of this turn the ones a payload may come from."""
        payloads = [button["payload"] for entry in self.replies for button in entry.body["quick_replies"]]
        if tuple(payloads) != self.known.offered:
            self.known = self._door.conversations.offer(self.known, payloads)
