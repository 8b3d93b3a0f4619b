"""Beside the door's messages: what became of an agent's reply, and when a conversation last moved.

The bridge asks for it with the reply's own id, as often as it likes, until it is settled.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from storage.conversations import Conversations
from storage.door_tables import Entry, message, metadata
from storage.engine import create_tables

DELIVERED, KEPT, REFUSED = "delivered", "kept", "refused"

# Why it is kept …
CLIENT_AWAY, CHANNEL_DOWN, UNDER_WAY = "client_away", "channel_down", "under_way"
# … and why it never arrives. The console has words for each.
TOO_LATE, UNAVAILABLE, NOT_TAKEN = "too_late", "unavailable", "not_taken"
GIVEN_UP, NO_ADDRESS, CHANNEL_OFF = "given_up", "no_address", "channel_off"
REFUSALS = (TOO_LATE, UNAVAILABLE, NOT_TAKEN, GIVEN_UP, NO_ADDRESS, CHANNEL_OFF)

receipt = sa.Table(
    "receipt",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("reason", sa.String(20), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)


@dataclass(frozen=True)
class Receipt:
    """What became of one message: delivered, kept or refused, and why if not delivered."""

    state: str
    reason: str = ""


class Receipts:
    """Kept in the door's store, one row for each reply of an agent."""

    def __init__(self, conversations: Conversations) -> None:
        self._engine = conversations.engine
        create_tables(self._engine, metadata)

    def keep(self, seq: int, found: Receipt) -> None:
        """Note what became of the message with that number; the latest note stands."""
        with self._engine.begin() as db:
            db.execute(sa.delete(receipt).where(receipt.c.seq == seq))
            db.execute(sa.insert(receipt).values(seq=seq, state=found.state, reason=found.reason, at=time.time()))

    def of(self, identifier: str, message_id: str) -> Receipt:
        """Return what is known of a message that is in the store; without a note it is still under way."""
        query = (
            sa.select(receipt.c.state, receipt.c.reason)
            .join(message, message.c.seq == receipt.c.seq)
            .where(message.c.conversation_id == identifier, message.c.message_id == message_id)
        )
        with self._engine.begin() as db:
            row = db.execute(query).first()
        return Receipt(row.state, row.reason) if row else Receipt(KEPT, UNDER_WAY)

    def fetched(self, entries: Sequence[Entry]) -> None:
        """The client is back and has got `entries`: what was kept for it is delivered."""
        numbers = [entry.seq for entry in entries if entry.who == "agent"]
        if not numbers:
            return
        kept = receipt.c.seq.in_(numbers) & (receipt.c.state == KEPT)
        with self._engine.begin() as db:
            db.execute(sa.update(receipt).where(kept).values(state=DELIVERED, reason="", at=time.time()))

    def last_heard(self, identifier: str) -> float | None:
        """Return when the client wrote last, be it something that was not kept (it got a sentence `…-said`)."""
        wrote = (message.c.who == "client") | message.c.message_id.endswith("-said")
        return self._newest(identifier, wrote)

    def last_moved(self, identifier: str) -> float | None:
        """Return when anything was said last, what is not worked on yet left out."""
        return self._newest(identifier, ~((message.c.who == "client") & message.c.pending))

    def _newest(self, identifier: str, which: sa.sql.ClauseElement) -> float | None:
        query = sa.select(sa.func.max(message.c.sent_at)).where(message.c.conversation_id == identifier, which)
        with self._engine.begin() as db:
            found = db.execute(query).scalar()
        return float(found) if found is not None else None
