"""retention.py, rights.py → here. A ticket becomes a count: when, channel, language, reason, code, outcome, rating.

The row stays, so that the journal and what was counted stay true; nothing in it leads to a client or an agent.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, Row

from handoff import events, outbox, ownership
from handoff.ownership import NOBODY
from handoff.schema import conversations, messages, reads, tickets
from handoff.schema import events as journal

LEFT = "client_left"


def anonymise(connection: Connection, ticket_ids: Collection[str], now: datetime) -> int:
    """Take everything out of those tickets that is more than a count; return how many messages went."""
    gone = 0
    for ticket in connection.execute(select(tickets).where(tickets.c.id.in_(ticket_ids))).all():
        _close(connection, ticket, now)
        gone += connection.execute(delete(messages).where(messages.c.ticket_id == ticket.id)).rowcount
        connection.execute(delete(reads).where(reads.c.ticket_id == ticket.id))
        connection.execute(update(journal).where(journal.c.ticket_id == ticket.id).values(agent_id=None))
        _move_to_nobody(connection, ticket.id)
        _forget_conversation(connection, ticket.conversation_id, now)
    return gone


def _close(connection: Connection, ticket: Row, now: datetime) -> None:
    if ticket.closed_at is None:
        changes = {"owner": ownership.BOT, "closed_at": now, "outcome": LEFT}
        connection.execute(update(tickets).where(tickets.c.id == ticket.id).values(**changes))
        epoch = ownership.hand_over(connection, ticket, ownership.BOT, now)
        events.record(connection, ticket.id, events.CLOSED, epoch, now, detail=LEFT)


def _move_to_nobody(connection: Connection, ticket_id: str) -> None:
    if connection.execute(select(conversations.c.id).where(conversations.c.id == NOBODY)).first() is None:
        connection.execute(insert(conversations).values(id=NOBODY, epoch=0))
    nothing: dict[str, object] = {
        "conversation_id": NOBODY,
        "reference": f"X-{secrets.token_hex(7)}",
        "question": "",
        "tried": [],
        "agent_id": None,
    }
    connection.execute(update(tickets).where(tickets.c.id == ticket_id).values(**nothing))


def _forget_conversation(connection: Connection, conversation: str, now: datetime) -> None:
    """Without a ticket left, the conversation and what was pushed to the door of it are of no use."""
    if connection.execute(select(tickets.c.id).where(tickets.c.conversation_id == conversation)).first():
        return
    outbox.empty(connection, conversation, NOBODY, now)
    # The door ignores older epochs: should this conversation come again, it must not begin below where it was.
    both = conversations.c.id.in_((conversation, NOBODY))
    highest = connection.execute(select(func.max(conversations.c.epoch)).where(both)).scalar_one()
    connection.execute(update(conversations).where(conversations.c.id == NOBODY).values(epoch=highest))
    connection.execute(delete(conversations).where(conversations.c.id == conversation, conversations.c.id != NOBODY))
