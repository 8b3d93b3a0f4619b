"""The door → here: how many messages, and how many with which kinds of data, by channel and day. No identifiers."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timezone

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage.door_tables import counted

MESSAGES, MASKED = "messages", "masked:"
EXPIRED_CONVERSATIONS, EXPIRED_MESSAGES = "expired:conversations", "expired:messages"


def message(db: Connection, channel: str, kinds: Iterable[str]) -> None:
    """Count a message that is being kept, and each kind of data that was masked in it, in the caller's transaction."""
    today = day_of(time.time())
    for what in (MESSAGES, *(f"{MASKED}{kind}" for kind in kinds)):
        add(db, today, channel, what, 1)


def day_of(timestamp: float) -> str:
    """Return the day in UTC, as YYYY-MM-DD."""
    return datetime.fromtimestamp(timestamp, timezone.utc).date().isoformat()


_MINE = (
    (counted.c.day == sa.bindparam("of_day"))
    & (counted.c.channel == sa.bindparam("of_channel"))
    & (counted.c.what == sa.bindparam("of_what"))
)
_MORE = sa.update(counted).where(_MINE).values(number=counted.c.number + sa.bindparam("more"))
_FIRST = sa.insert(counted)


def add(db: Connection, day: str, channel: str, what: str, number: int) -> None:
    """Add to a count, in the caller's transaction."""
    # Update first: it takes SQLite's lock, so that no other writer comes between.
    if not db.execute(_MORE, {"of_day": day, "of_channel": channel, "of_what": what, "more": number}).rowcount:
        db.execute(_FIRST, {"day": day, "channel": channel, "what": what, "number": number})
