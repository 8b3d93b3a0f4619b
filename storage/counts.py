"""The door → here: how many messages, and how many with which kinds of data, by channel and day. No identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from storage.door_tables import counted

MESSAGES, MASKED = "messages", "masked:"
EXPIRED_CONVERSATIONS, EXPIRED_MESSAGES = "expired:conversations", "expired:messages"


class Counts:
    """Counts in the door's store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def message(self, channel: str, kinds: Iterable[str]) -> None:
        """Count a message that was kept, and each kind of data that was masked in it."""
        today = day_of(datetime.now(timezone.utc).timestamp())
        with self._engine.begin() as db:
            for what in (MESSAGES, *(f"{MASKED}{kind}" for kind in kinds)):
                add(db, today, channel, what, 1)


def day_of(timestamp: float) -> str:
    """Return the day in UTC, as YYYY-MM-DD."""
    return datetime.fromtimestamp(timestamp, timezone.utc).date().isoformat()


def add(db: Connection, day: str, channel: str, what: str, number: int) -> None:
    """Add to a count, in the caller's transaction."""
    mine = (counted.c.day == day) & (counted.c.channel == channel) & (counted.c.what == what)
    # Update first: it takes SQLite's lock, so that no other writer comes between.
    if not db.execute(sa.update(counted).where(mine).values(number=counted.c.number + number)).rowcount:
        db.execute(sa.insert(counted).values(day=day, channel=channel, what=what, number=number))
