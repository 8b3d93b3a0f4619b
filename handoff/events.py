"""Intake and desk → here. What happened to a ticket, for the audit and for analytics: never text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from handoff.schema import events, tickets

OPENED, TAKEN, REPLIED, RETURNED, CLOSED, RATED = (
    "opened",
    "taken",
    "replied",
    "returned",
    "closed",
    "rated",
)


@dataclass(frozen=True)
class Event:
    """One line of the journal; `id` grows and is where the next reading starts."""

    id: int
    kind: str
    at: datetime
    reference: str
    conversation_id: str
    channel: str
    language: str
    code: str | None
    detail: str | None
    """The reason of an opening, the outcome of a closing, the score of a rating."""


def record(
    connection: Connection,
    ticket_id: str,
    kind: str,
    epoch: int,
    now: datetime,
    *,
    agent_id: str | None = None,
    detail: str | None = None,
) -> None:
    """Add a line to the journal, in the caller's transaction."""
    row = {"ticket_id": ticket_id, "kind": kind, "epoch": epoch, "at": now}
    connection.execute(insert(events).values(**row, agent_id=agent_id, detail=detail))


def since(connection: Connection, after: int, limit: int) -> list[Event]:
    """The lines after `after`, oldest first, without saying which agent."""
    found = connection.execute(
        select(
            events.c.id,
            events.c.kind,
            events.c.at,
            tickets.c.reference,
            tickets.c.conversation_id,
            tickets.c.channel,
            tickets.c.language,
            tickets.c.code,
            events.c.detail,
        )
        .join(tickets, tickets.c.id == events.c.ticket_id)
        .where(events.c.id > after)
        .order_by(events.c.id)
        .limit(limit)
    )
    return [Event(*row) for row in found]
