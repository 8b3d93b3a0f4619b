"""The door → here: how many messages, and how many with which kinds of data, by channel and day. No identifiers."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
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


_KEY = [counted.c.day, counted.c.channel, counted.c.what]


def _adding(insertion: Any) -> Any:
    return insertion.on_conflict_do_update(
        index_elements=_KEY, set_={"number": counted.c.number + insertion.excluded.number}
    )


_ADD = {"sqlite": _adding(sqlite.insert(counted)), "postgresql": _adding(postgresql.insert(counted))}


def add(db: Connection, day: str, channel: str, what: str, number: int) -> None:
    """Add to a count, in the caller's transaction."""
    # One statement: two first ones of a day at once must not fail, for a client's message is in the transaction.
    db.execute(_ADD[db.dialect.name], {"day": day, "channel": channel, "what": what, "number": number})
