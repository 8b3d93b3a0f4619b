"""The door ⇄ here ⇄ Rasa: one turn of the bot, and what is said when it stays mute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from channels.inbound import own_id
from channels.output import DoorOutput
from channels.tickets import ASK_PERSON, TicketOpener
from channels.turn import Turn

log = logging.getLogger(__name__)

SESSION_TURNS = 40
"""A longer Rasa session makes every turn slower (its events are replayed), so a new one begins here."""

Rasa = Callable[[UserMessage], Awaitable[Any]]


class Bot:
    """Lets Rasa answer within a time limit."""

    def __init__(self, tickets: TicketOpener, timeout: float) -> None:
        self._tickets = tickets
        self._timeout = timeout
        self._rasa: Rasa | None = None

    def connect(self, rasa: Rasa) -> None:
        self._rasa = rasa

    async def new_session(self, turn: Turn, message_id: str) -> None:
        """Let Rasa begin a new session; the slots go along."""
        await self._ask(turn, "/session_start", own_id(f"{message_id}-session"), foreign=False)

    async def answer(self, turn: Turn, masked: str, message_id: str, *, foreign: bool) -> bool:
        """Let Rasa answer; when it stays mute, is late or fails, the door speaks for itself.

        Returns whether the conversation has changed hands on the way: the ticket was opened here.
        """
        asked = asyncio.ensure_future(self._ask(turn, masked, message_id, foreign=foreign))
        await asyncio.wait({asked}, timeout=self._timeout)
        if asked.done() and asked.exception() is not None:
            # Only the type: the message of an error may quote what the client wrote.
            log.error("turn failed: %s", type(asked.exception()).__name__, extra={"conversation": turn.known.id})
        queued = False
        if not turn.replies and turn.known.owner != "person":
            log.error("turn without a reply", extra={"conversation": turn.known.id})
            if masked == ASK_PERSON:
                queued = await self._tickets.open(turn)
            else:
                await turn.say("utter_door_slow")
        turn.keep_offer()
        return queued

    async def _ask(self, turn: Turn, masked: str, message_id: str, *, foreign: bool) -> None:
        if self._rasa is None:
            raise RuntimeError("the door is not connected to Rasa; call connect() first")
        language = turn.known.language
        # The ticket may have been opened or closed without a word to Rasa.
        ticket = None if turn.known.owner == "bot" else turn.known.ticket
        text = f'{masked}{{"language": "{language}"}}' if masked.startswith("/") else masked
        await self._rasa(
            UserMessage(
                text,
                DoorOutput(turn.known.channel, turn.emit),
                turn.known.id,
                input_channel=turn.known.channel,
                message_id=message_id,
                metadata={"language": language, "foreign": foreign, "ticket": ticket},
            )
        )
