"""Desk → here → courier.py. What the door must learn is stored with the change that caused it.

A reply that the door has and the client has not (`taken`) holds up nothing any more; the door is asked again what
became of it, ever more rarely, for as long as any channel would still take it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from handoff.schema import conversations, outbox

OWNER, DELIVER = "owner", "deliver"

# An agent's reply must not wait long once the door is back.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=0.5), timedelta(seconds=15)

FIRST_QUESTION, LONGEST_QUESTION, LAST_QUESTION = timedelta(seconds=2), timedelta(minutes=10), timedelta(days=8)

UNSETTLED = outbox.c.delivered_at.is_(None) & outbox.c.refused_at.is_(None)
PENDING = UNSETTLED & outbox.c.taken_at.is_(None)


@dataclass(frozen=True)
class Push:
    """One call of the door that is due."""

    id: int
    conversation_id: str
    route: str
    payload: Mapping[str, Any]
    attempts: int
    taken_at: datetime | None = None


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
    """What to send now: the oldest pending push of each conversation (order is kept), then what to ask after."""
    heads = select(func.min(outbox.c.id)).where(PENDING).group_by(outbox.c.conversation_id)
    questions = UNSETTLED & outbox.c.taken_at.is_not(None) & (outbox.c.created_at > now - LAST_QUESTION)
    found = [
        row
        for which in (outbox.c.id.in_(heads), questions)
        for row in connection.execute(
            select(outbox).where(which, outbox.c.next_attempt_at <= now).order_by(outbox.c.id).limit(limit)
        )
    ]
    return [Push(row.id, row.conversation_id, row.route, row.payload, row.attempts, row.taken_at) for row in found]


def delivered(connection: Connection, push: Push, now: datetime) -> None:
    _settle(connection, push, delivered_at=now, reason=None, last_error=None)


def taken(connection: Connection, push: Push, now: datetime, reason: str) -> None:
    """The door has it and the client has not: ask again later, and let what follows go."""
    since = push.taken_at or now
    pause = min(LONGEST_QUESTION, max(FIRST_QUESTION, (now - since) / 4))
    _settle(connection, push, taken_at=since, reason=reason, next_attempt_at=now + pause, last_error=None)


def refused(connection: Connection, push: Push, now: datetime, reason: str, why: str) -> None:
    """It will never arrive: mark it, so that what follows is not held up."""
    _settle(connection, push, refused_at=now, reason=reason, last_error=why)


def failed(connection: Connection, push: Push, now: datetime, why: str) -> None:
    """Try again later, each time a little later."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(push.attempts, 10))
    _settle(connection, push, next_attempt_at=now + pause, last_error=why)


def empty(connection: Connection, conversation_id: str, instead: str, now: datetime) -> None:
    """Let nothing that was said be pushed any more. The rows stay: their numbers must not be given again.

    What was put now stays whole: the door must learn that its conversation has changed hands.
    """
    mine = (outbox.c.conversation_id == conversation_id) & (outbox.c.created_at < now)
    connection.execute(update(outbox).where(mine, UNSETTLED).values(delivered_at=now))
    connection.execute(update(outbox).where(mine).values(**_nothing(instead)))


def rename(connection: Connection, agent: str, instead: str) -> None:
    """Let no push bear the name of `agent` any more."""
    theirs = select(outbox.c.id, outbox.c.payload).where(outbox.c.payload["agent"].as_string() == agent)
    for row in connection.execute(theirs).all():
        payload = {**row.payload, "agent": instead}
        connection.execute(update(outbox).where(outbox.c.id == row.id).values(payload=payload))


def empty_old(connection: Connection, instead: str, before: datetime) -> None:
    """Empty what was settled and put before then, or is of a conversation that is no more."""
    no_more = outbox.c.conversation_id.not_in(select(conversations.c.id))
    old = ~UNSETTLED & ((outbox.c.created_at < before) | no_more) & (outbox.c.conversation_id != instead)
    connection.execute(update(outbox).where(old).values(**_nothing(instead)))


def _nothing(conversation_id: str) -> dict[str, object]:
    return {"conversation_id": conversation_id, "payload": {}, "last_error": None}


def backlog(connection: Connection) -> int:
    """How many pushes the door has not taken yet."""
    return int(connection.execute(select(func.count()).select_from(outbox).where(PENDING)).scalar_one())


def _settle(connection: Connection, push: Push, **changes: Any) -> None:
    connection.execute(update(outbox).where(outbox.c.id == push.id).values(attempts=push.attempts + 1, **changes))
