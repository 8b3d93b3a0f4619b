"""retention/ → here → the stores of the door and of Rasa: one conversation found, handed out or deleted, by its id.

Handed out is what is stored: masked. The channel's address is not, it is kept encrypted for delivery alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql import ColumnElement

from settings import Settings
from storage import event_file, forgotten
from storage.door_tables import conversation, message, metadata, open_turn, shown
from storage.engine import open_engine, scrub
from storage.rasa_events import events, has_events
from storage.receipts import receipt

Counts = dict[str, int]


class StoredConversations:
    """What the door, Rasa and the event file hold of single conversations."""

    def __init__(self, given: Settings) -> None:
        self._given = given

    def ids(self, reference: str) -> set[str]:
        """Return the conversations whose id is, or whose reference on the page is, `reference`."""
        wanted = reference.lower()
        # Only what the reference may hold comes here: nothing of it means anything to LIKE.
        found = self._ids(lambda name: name.like(f"%{wanted}%"))
        return {one for one in found if wanted in (one.lower(), short(one))}

    def knows(self, identifier: str) -> bool:
        """Tell whether anything is stored under exactly that id, whatever it looks like."""
        return identifier in self._ids(lambda name: name == identifier)

    def every_id(self) -> set[str]:
        """Return the ids of all conversations."""
        return self._ids(lambda _name: sa.true())

    def _ids(self, chosen: Callable[[ColumnElement], ColumnElement]) -> set[str]:
        """Return the ids in the databases that are `chosen`, and every one in the event file."""
        named = (event.get("sender_id") for event in event_file.events(self._given.events_file))
        found = {one for one in named if isinstance(one, str)}
        with self._door() as db:
            for name in (conversation.c.id, message.c.conversation_id, shown.c.conversation_id):
                found |= set(db.execute(sa.select(name).where(chosen(name)).distinct()).scalars())
        with self._tracker() as db:
            if db is not None:
                name = events.c.sender_id
                found |= set(db.execute(sa.select(name).where(chosen(name)).distinct()).scalars())
        return found

    def export(self, identifier: str) -> dict[str, Any]:
        """Return everything that is stored of the conversation, as it is stored."""
        with self._door() as db:
            known = db.execute(sa.select(conversation).where(conversation.c.id == identifier)).mappings().first()
            said = sa.select(message).where(message.c.conversation_id == identifier).order_by(message.c.seq)
            seen = sa.select(shown.c.what, shown.c.version, shown.c.at).where(shown.c.conversation_id == identifier)
            door = {
                "conversation": {k: v for k, v in dict(known).items() if k != "address"} if known else None,
                "messages": [{**row, "body": json.loads(row["body"])} for row in db.execute(said).mappings()],
                "shown": [dict(row) for row in db.execute(seen).mappings()],
            }
        return {"door": door, "rasa_events": self._rasa_events(identifier), "event_file": self._lines(identifier)}

    def _rasa_events(self, identifier: str) -> list[Any]:
        with self._tracker() as db:
            if db is None:
                return []
            query = sa.select(events.c.data).where(events.c.sender_id == identifier).order_by(events.c.id)
            return [json.loads(data) for data in db.execute(query).scalars()]

    def _lines(self, identifier: str) -> list[Any]:
        return [one for one in event_file.events(self._given.events_file) if one.get("sender_id") == identifier]

    def delete(self, identifier: str) -> Counts:
        """Delete the conversation everywhere here; return how much was found where. Twice is as good as once."""
        found = {"conversations.db: events": 0}
        with self._door() as db:
            found |= _delete_at_the_door(db, identifier)
        with self._tracker() as db:
            if db is not None:
                # The mark keeps a turn that is under way from writing it all back.
                forgotten.mark(db, [identifier])
                gone = db.execute(sa.delete(events).where(events.c.sender_id == identifier))
                found["conversations.db: events"] = int(gone.rowcount)
        unwanted = event_file.take_out(self._given.events_file, lambda event: event.get("sender_id") == identifier)
        return {**found, "events.jsonl: events": unwanted}

    def scrub(self) -> None:
        """Let no byte of what was deleted stay in the files."""
        for url in (self._given.door_url, self._given.conversations_url):
            with _opened(url) as engine:
                scrub(engine)

    @contextmanager
    def _door(self) -> Iterator[Connection]:
        with _opened(self._given.door_url) as engine:
            metadata.create_all(engine)
            with engine.begin() as db:
                yield db

    @contextmanager
    def _tracker(self) -> Iterator[Connection | None]:
        """Yield a connection to Rasa's events; None when Rasa has kept none yet."""
        with _opened(self._given.conversations_url) as engine:
            if not has_events(engine):
                yield None
                return
            forgotten.prepare(engine)
            with engine.begin() as db:
                yield db


def short(identifier: str) -> str:
    """Return the reference of a conversation as the page shows it, in lower case."""
    return identifier.rsplit("-", 1)[-1][:8].lower()


def _delete_at_the_door(db: Connection, identifier: str) -> Counts:
    """The conversation first, with its encrypted address: from then on nothing is added to it."""
    known = db.execute(sa.delete(conversation).where(conversation.c.id == identifier)).rowcount
    numbers = sa.select(message.c.seq).where(message.c.conversation_id == identifier)
    notes = sum(db.execute(sa.delete(one).where(one.c.seq.in_(numbers))).rowcount for one in (receipt, open_turn))
    said = db.execute(sa.delete(message).where(message.c.conversation_id == identifier)).rowcount
    seen = db.execute(sa.delete(shown).where(shown.c.conversation_id == identifier)).rowcount
    return {
        "door.db: conversation with encrypted address": known,
        "door.db: messages": said,
        "door.db: delivery notes": notes,
        "door.db: notices shown": seen,
    }


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
