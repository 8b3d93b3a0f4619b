"""Desk → here → courier.py. What the door must learn is stored with the change that caused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from handoff.schema import outbox

OWNER, DELIVER = "owner", "deliver"

# An agent's reply must not wait long once the door is back.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=0.5), timedelta(seconds=15)

PENDING = outbox.c.delivered_at.is_(None) & outbox.c.refused_at.is_(None)


@dataclass(frozen=True)
class Push:
    """One call of the door that is due."""

    id: int
    conversation_id: str
    route: str
    payload: Mapping[str, Any]
    attempts: int


def put(connection: Connection, conversation_id: str, route: str, payload: Mapping[str, Any], now: datetime) -> int:
    """Add a push to the caller's transaction; return its id."""
    row = {
        "conversation_id": conversation_id,
        "route": route,
        "payload": dict(payload),
        "created_at": now,
        "attempts": 0,
        "next_attempt_at": now,
    }
    return int(connection.execute(insert(outbox).values(**row)).inserted_primary_key[0])


def due(connection: Connection, now: datetime, limit: int = 50) -> list[Push]:
    """The oldest pending push of each conversation, where its time has come: order is kept."""
    heads = select(func.min(outbox.c.id)).where(PENDING).group_by(outbox.c.conversation_id)
    found = connection.execute(
        select(outbox).where(outbox.c.id.in_(heads), outbox.c.next_attempt_at <= now).order_by(outbox.c.id).limit(limit)
    )
    return [Push(row.id, row.conversation_id, row.route, row.payload, row.attempts) for row in found]


def delivered(connection: Connection, push: Push, now: datetime) -> None:
    _settle(connection, push, delivered_at=now, last_error=None)


def refused(connection: Connection, push: Push, now: datetime, why: str) -> None:
    """The door will never take it: mark it, so that what follows is not held up."""
    _settle(connection, push, refused_at=now, last_error=why)


def failed(connection: Connection, push: Push, now: datetime, why: str) -> None:
    """Try again later, each time a little later."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(push.attempts, 10))
    _settle(connection, push, next_attempt_at=now + pause, last_error=why)


def backlog(connection: Connection) -> int:
    """How many pushes the door has not taken yet."""
    return int(connection.execute(select(func.count()).select_from(outbox).where(PENDING)).scalar_one())


def _settle(connection: Connection, push: Push, **changes: Any) -> None:
    connection.execute(update(outbox).where(outbox.c.id == push.id).values(attempts=push.attempts + 1, **changes))
