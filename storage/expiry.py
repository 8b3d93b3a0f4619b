"""Settings → here → the stores of the door and of Rasa. What has rested long enough goes; counts stay.

Safe beside the running system and to interrupt anywhere: short transactions, each of which leaves whole
conversations, and what is left is found again by its age. Tickets expire in handoff/retention.py.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from settings import Settings
from storage import counts, event_file, forgotten
from storage.door_tables import conversation, counted, message, metadata, open_turn, shown
from storage.engine import open_engine, scrub
from storage.rasa_events import events, has_events
from storage.receipts import receipt

BATCH = 200
PAUSE = 0.05
"""Seconds between two batches, in which others may write."""


@dataclass(frozen=True)
class Expired:
    """How many went, and from where."""

    conversations: int
    messages: int
    rasa_events: int
    file_events: int


def expire(given: Settings, now: float | None = None) -> Expired:
    """Delete what is older than the settings say."""
    moment = time.time() if now is None else now
    before = moment - given.keep_conversations_days * 86_400
    door = open_engine(given.door_url)
    try:
        metadata.create_all(door)
        gone, said = _door(door, before)
        _counts(door, moment - given.keep_counts_days * 86_400)
        # Always: an earlier run may have been stopped between deleting and this.
        scrub(door, however_large=False)
    finally:
        door.dispose()
    tracked = _tracker(given.conversations_url, before)
    streamed = event_file.take_out(given.events_file, lambda event: _at(event) < before)
    return Expired(gone, said, tracked, streamed)


def _door(engine: Engine, before: float) -> tuple[int, int]:
    gone = said = 0
    while batch := _messages(engine, before):
        said += batch
        time.sleep(PAUSE)
    while True:
        with engine.begin() as db:
            done = _conversations(db, before)
        if not done:
            return gone, said
        gone += done
        time.sleep(PAUSE)


def _messages(engine: Engine, before: float) -> int:
    """Delete one batch of old messages, also in conversations that go on; return how many."""
    old = sa.select(message.c.seq).where(message.c.sent_at < before).order_by(message.c.seq).limit(BATCH)
    with engine.begin() as db:
        rows = sa.select(message.c.seq, message.c.sent_at, conversation.c.channel).select_from(
            message.outerjoin(conversation, conversation.c.id == message.c.conversation_id)
        )
        found = db.execute(rows.where(message.c.seq.in_(old))).all()
        numbers = [row.seq for row in found]
        for table in (receipt, open_turn):
            db.execute(sa.delete(table).where(table.c.seq.in_(numbers)))
        for row in found:
            # Another job may be at the same rows: only what goes here is counted here.
            if db.execute(sa.delete(message).where(message.c.seq == row.seq)).rowcount:
                counts.add(db, counts.day_of(row.sent_at), row.channel or "?", counts.EXPIRED_MESSAGES, 1)
    return len(found)


def _conversations(db: Connection, before: float) -> int:
    """Delete one batch of conversations that nothing was said in since; return how many."""
    at_rest = (conversation.c.updated_at < before) & ~sa.select(message.c.seq).where(
        message.c.conversation_id == conversation.c.id
    ).exists()
    query = sa.select(conversation.c.id, conversation.c.channel, conversation.c.updated_at).where(at_rest)
    gone = 0
    for row in db.execute(query.limit(BATCH)).all():
        # Asked again in the deletion itself: the client may have written meanwhile.
        if db.execute(sa.delete(conversation).where(conversation.c.id == row.id, at_rest)).rowcount:
            db.execute(sa.delete(shown).where(shown.c.conversation_id == row.id))
            counts.add(db, counts.day_of(row.updated_at), row.channel, counts.EXPIRED_CONVERSATIONS, 1)
            gone += 1
    return gone


def _counts(engine: Engine, before: float) -> None:
    with engine.begin() as db:
        db.execute(sa.delete(counted).where(counted.c.day < counts.day_of(before)))


def _tracker(url: str, before: float) -> int:
    engine = open_engine(url)
    try:
        if not has_events(engine):
            return 0
        forgotten.prepare(engine)
        gone = 0
        while True:
            with engine.begin() as db:
                done, senders = _tracker_batch(db, before)
            gone += done
            if not senders:
                break
            time.sleep(PAUSE)
        gone += _earlier_sessions(engine, before)
        scrub(engine, however_large=False)
        return gone
    finally:
        engine.dispose()


def _tracker_batch(db: Connection, before: float) -> tuple[int, int]:
    """Delete all events of conversations at rest; return how many, and of how many conversations."""
    latest = sa.func.max(events.c.timestamp)
    at_rest = sa.select(events.c.sender_id).group_by(events.c.sender_id).having(latest < before)
    forgotten.mark(db, [])  # a change, whatever it changes: it takes SQLite's lock, so that nobody writes meanwhile
    senders = list(db.execute(at_rest.limit(BATCH)).scalars())
    forgotten.mark(db, senders)
    gone = db.execute(sa.delete(events).where(events.c.sender_id.in_(senders)))
    return int(gone.rowcount), len(senders)


def _earlier_sessions(engine: Engine, before: float) -> int:
    """Delete old events of conversations that go on. The session that goes on stays whole: Rasa counts its events."""
    latest = (
        sa.select(events.c.sender_id, sa.func.max(events.c.id).label("start"))
        .where(events.c.type_name == "session_started")
        .group_by(events.c.sender_id)
        .subquery()
    )
    earlier = (
        sa.select(events.c.id)
        .join(latest, latest.c.sender_id == events.c.sender_id)
        .where(events.c.id < latest.c.start, events.c.timestamp < before)
        .limit(BATCH)
    )
    gone = 0
    while True:
        with engine.begin() as db:
            numbers = list(db.execute(earlier).scalars())
            db.execute(sa.delete(events).where(events.c.id.in_(numbers)))
        if not numbers:
            return gone
        gone += len(numbers)
        time.sleep(PAUSE)


def _at(event: event_file.Event) -> float:
    at = event.get("timestamp")
    return float(at) if isinstance(at, (int, float)) else 0.0
