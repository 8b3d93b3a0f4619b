"""A person is asked for and no action can open the ticket → here → the bridge, with what the door knows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from channels.transcript import LENGTH, transcript
from channels.turn import OPENED, UNAVAILABLE, Turn
from handoff.client import BridgeClient, Ticket, TicketRequest
from handoff.errors import BridgeUnavailable
from storage.conversations import Conversation, Conversations, Entry

log = logging.getLogger(__name__)

ASK_PERSON = "/ask_person"
"""The payload of the button that the door offers when the bot is mute."""
REASON = "service_failed"
SYSTEM_CODES = "90"
"""Codes of the conversation itself begin so; all others are answers."""

Contacts = Callable[[str], list[dict[str, str]]]
"""Language → links to where a client can turn to when no agent can be reached."""


class TicketOpener:
    """Opens tickets in the action server's stead, with the words that the action would use."""

    def __init__(self, conversations: Conversations, bridge: BridgeClient, contacts: Contacts) -> None:
        self._conversations = conversations
        self._bridge = bridge
        self._contacts = contacts

    async def open(self, turn: Turn) -> bool:
        """Open the ticket, or find the one that is open, and say so; returns whether the owner changed here."""
        turn.settled = True
        try:
            ticket = await self._bridge.open_ticket(self._request(turn.known))
        except BridgeUnavailable as error:
            log.error("ticket not opened by the door: %s", error, extra={"conversation": turn.known.id})
            await turn.emit(self._unavailable(turn), who="system")
            return False
        # The bridge tells the owner too, but the next message may be here before.
        changed = ticket.position > 0 and self._queued(turn.known, ticket)
        opening = ticket.opening.text(turn.known.language)
        said = turn.phrase("utter_handoff_opened", reference=ticket.reference, opening=opening)
        await turn.emit({**said, "code": OPENED, "step": "handoff"}, who="system")
        return changed

    def _queued(self, known: Conversation, ticket: Ticket) -> bool:
        return self._conversations.change_owner(known.id, "queue", ticket.epoch, ticket.reference)

    def _unavailable(self, turn: Turn) -> dict[str, Any]:
        # The button again: the bridge may be back before the action server.
        return {
            **turn.phrase("utter_handoff_unavailable"),
            "quick_replies": turn.phrase("utter_door_slow")["quick_replies"],
            "links": self._contacts(turn.known.language),
            "code": UNAVAILABLE,
            "step": "handoff",
        }

    def _request(self, known: Conversation) -> TicketRequest:
        said = self._conversations.messages(known.id, limit=LENGTH)
        return TicketRequest(
            conversation_id=known.id,
            channel=known.channel,
            language=known.language,
            reason=REASON,
            question=next((e.body["text"] for e in reversed(said) if _is_typed(e)), ""),
            code=next((e.body["code"] for e in reversed(said) if _is_answer(e)), None),
            transcript=transcript(said),
        )


def _is_typed(entry: Entry) -> bool:
    return entry.who == "client" and not entry.body["text"].startswith("/")


def _is_answer(entry: Entry) -> bool:
    code = str(entry.body.get("code") or "")
    return entry.who == "bot" and bool(code) and not code.startswith(SYSTEM_CODES)
