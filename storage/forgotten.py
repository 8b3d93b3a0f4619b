"""Expiry and deletion → here → the tracker store: what was deleted before a moment must not be written back.

Rasa holds a conversation's events in memory during a turn, and the tracker store between turns. A mark here, in the
same database and transaction as the events, is what both are held against; it outlives the deletion by a day.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from storage.engine import create_tables

metadata = sa.MetaData()

forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True),
)

MARK_SECONDS = 24 * 3600.0


_HOLD = sa.text("SELECT pg_advisory_xact_lock(hashtext(:sender))")
_WHEN = sa.select(forgotten.c.at).where(forgotten.c.sender_id == sa.bindparam("sender", type_=sa.String))


def prepare(engine: Engine) -> None:
    """Make the table beside Rasa's own."""
    create_tables(engine, metadata)


def hold(db: Connection, senders: Iterable[str]) -> None:
    """Let nobody else write or delete these conversations before the caller's transaction ends.

    SQLite has one writer at a time anyway. PostgreSQL does not show a deletion what another transaction is about to
    commit, and that would bring back what was deleted; sorted, so that nobody waits for each other in a circle.
    """
    if db.dialect.name == "postgresql":
        for sender in sorted(senders):
            db.execute(_HOLD, {"sender": sender})


def mark(db: Connection, senders: Collection[str]) -> None:
    """Mark conversations as deleted now, in the caller's transaction; marks that have served go."""
    hold(db, senders)
    now = time.time()
    old = (forgotten.c.at < now - MARK_SECONDS) | forgotten.c.sender_id.in_(senders)
    db.execute(sa.delete(forgotten).where(old))
    if senders:
        db.execute(sa.insert(forgotten), [{"sender_id": sender, "at": now} for sender in senders])


def is_forgotten(db: Any, sender: str, events: Iterable[Any]) -> bool:
    """Tell whether `events` hold one from before the conversation's deletion; `db`: a connection or a session."""
    at = db.execute(_WHEN, {"sender": sender}).scalar()
    return at is not None and any((event.timestamp or 0.0) <= at for event in events)


def marked_since(engine: Engine, since: float) -> list[str]:
    """Return the conversations that were deleted after `since`."""
    with engine.connect() as db:
        return list(db.execute(sa.select(forgotten.c.sender_id).where(forgotten.c.at >= since)).scalars())
