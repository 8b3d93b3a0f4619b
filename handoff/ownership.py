"""Who answers a conversation. Every change gets the next epoch and is pushed to the door."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection, Row

from handoff import outbox
from handoff.client import Ownership
from handoff.schema import conversations, tickets

BOT, QUEUE, PERSON = "bot", "queue", "person"
NOBODY = "deleted"
"""The conversation to which all tickets belong that were deleted or have expired."""


def hand_over(connection: Connection, ticket: Row, owner: str, now: datetime, agent: str | None = None) -> int:
    """Give the ticket's conversation to `owner`, `agent` by name; return the new epoch.

    The bot only ever gets a conversation back because its ticket was closed.
    """
    conversation_id = ticket.conversation_id
    connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(epoch=conversations.c.epoch + 1)
    )
    epoch = epoch_of(connection, conversation_id)
    payload = {
        "conversation_id": conversation_id,
        "owner": owner,
        "epoch": epoch,
        "reference": ticket.reference,
        "agent": agent if owner == PERSON else None,
        "closed": owner == BOT,
    }
    outbox.put(connection, conversation_id, outbox.OWNER, payload, now)
    return epoch


def ensure(connection: Connection, conversation_id: str) -> None:
    """Make the conversation known unless it is: at epoch 0, or at the highest of any that was deleted.

    It may be one of those, and the door still knows how far it had come.
    """
    known = select(conversations.c.id).where(conversations.c.id == conversation_id)
    if connection.execute(known).first() is None:
        deleted = select(func.max(conversations.c.epoch)).where(conversations.c.id == NOBODY)
        epoch = connection.execute(deleted).scalar() or 0
        connection.execute(insert(conversations).values(id=conversation_id, epoch=epoch))


def epoch_of(connection: Connection, conversation_id: str) -> int:
    found = select(conversations.c.epoch).where(conversations.c.id == conversation_id)
    return int(connection.execute(found).scalar_one())


def owners(connection: Connection) -> list[Ownership]:
    """Every conversation that is not the bot's."""
    found = connection.execute(
        select(tickets.c.conversation_id, tickets.c.owner, conversations.c.epoch, tickets.c.reference)
        .join(conversations, conversations.c.id == tickets.c.conversation_id)
        .where(tickets.c.closed_at.is_(None))
        .order_by(tickets.c.opened_at)
    )
    return [Ownership(row.conversation_id, row.owner, row.epoch, row.reference) for row in found]
