"""Channel address ⇄ conversation: the only place that knows both, and what the door remembers of each.

The address is kept encrypted (addresses.py), only so that a reply can be delivered. Who answers (owner, epoch) is
here too, so that a turn never waits for the bridge.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from storage import door_statements as statements
from storage.addresses import Addresses
from storage.door_tables import (
    Conversation,
    Entry,
    conversation,
    conversation_of,
    entry_of,
    message,
    metadata,
    open_turn,
    with_offer,
)
from storage.engine import create_tables, open_engine
from storage.saying import Also, Saying
from storage.share import Share

__all__ = ["Conversation", "Conversations", "Entry", "message", "metadata"]


class Conversations:
    """The door's store."""

    def __init__(self, url: str, key: str, share: Share | None = None) -> None:
        """`share`: whose conversations the lists of work here name; without one, everybody's."""
        self._engine: Engine = open_engine(url)
        create_tables(self._engine, metadata)
        self.share = share or Share()
        self._run = uuid.uuid4().hex
        self._addresses = Addresses(key)

    @property
    def engine(self) -> Engine:
        """The database, for what else of the door is kept there."""
        return self._engine

    def id_of(self, channel: str, address: str) -> str:
        """Return the conversation id of a channel address: a keyed hash, the same every time."""
        return self._addresses.id_of(channel, address)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    def open(self, channel: str, address: str, language: str) -> Conversation:
        """Return the conversation of that address, made on first sight with `language`."""
        identifier = self.id_of(channel, address)
        with self._begin() as db:
            found = _find(db, identifier)
            if found is not None:
                return found
            encrypted = self._addresses.encrypted(address)
            values = {"id": identifier, "channel": channel, "address": encrypted, "language": language}
            db.execute(statements.NEW_CONVERSATION, {**values, "updated_at": time.time()})
        return Conversation(id=identifier, channel=channel, language=language)

    def get(self, identifier: str) -> Conversation | None:
        with self._begin() as db:
            return _find(db, identifier)

    def address(self, identifier: str) -> str | None:
        """Return the channel address to deliver to; None when it is unknown or was kept under another DOOR_KEY."""
        with self._begin() as db:
            encrypted = db.execute(statements.ADDRESS, {"of_id": identifier}).scalar()
        return self._addresses.readable(encrypted) if encrypted else None

    def kept_under_another_key(self) -> bool:
        """Return whether the address of the oldest conversation cannot be read with this DOOR_KEY."""
        with self._begin() as db:
            encrypted = db.execute(statements.OLDEST_ADDRESS).scalar()
        return encrypted is not None and self._addresses.readable(encrypted) is None

    def update(self, known: Conversation, **changes: Any) -> Conversation:
        """Keep `changes` of a conversation and return it with them."""
        values = {k: json.dumps(v) if isinstance(v, (tuple, list)) else v for k, v in changes.items()}
        with self._begin() as db:
            db.execute(statements.CHANGE_CONVERSATION, {"of_id": known.id, **values, "updated_at": time.time()})
        return replace(known, **changes)

    def change_owner(self, identifier: str, owner: str, epoch: int, ticket: str | None) -> bool:
        """Set who answers unless something newer is known; the higher epoch wins. Returns whether it changed."""
        statement = (
            sa.update(conversation)
            .where(conversation.c.id == identifier, conversation.c.epoch < epoch)
            .values(
                owner=owner,
                epoch=epoch,
                ticket=None if owner == "bot" else ticket,
                told_unreachable=False,
                updated_at=time.time(),
            )
        )
        with self._begin() as db:
            return bool(db.execute(statement).rowcount)

    def release(self, identifier: str) -> None:
        """Give a conversation back to the bot without a new epoch: the bridge no longer knows its ticket."""
        statement = sa.update(conversation).where(conversation.c.id == identifier).values(owner="bot", ticket=None)
        with self._begin() as db:
            db.execute(statement)

    def owned_by_people(self) -> list[str]:
        """Return the ids of conversations that are in the queue or with a person."""
        query = sa.select(conversation.c.id).where(conversation.c.owner != "bot", *self.share.where(conversation.c.id))
        with self._begin() as db:
            return list(db.execute(query).scalars())

    def offer(self, known: Conversation, payloads: Sequence[str]) -> Conversation:
        """Make `payloads` the newest buttons; the ones before become stale."""
        changed = with_offer(known, payloads)
        return self.update(known, offered=changed.offered, stale=changed.stale)

    @contextmanager
    def saying(self, identifier: str, *, ends: int = 0) -> Iterator[Saying]:
        """Keep a message and what it changes in one transaction (storage/saying.py).

        `ends` is the number of the client's message that this one answers: its turn is no longer open. Nothing is
        kept when the conversation or that message was deleted meanwhile (an answer must not bring back what was
        said), or has a message with the same id already (a webhook sent twice): `entry` is None then.
        """
        saying = None
        try:
            with self._begin() as db:
                saying = Saying(db, identifier, ends, self._addresses.readable)
                yield saying
        except sa.exc.IntegrityError:
            if saying is None:
                raise
            saying.entry = None

    def add(
        self,
        identifier: str,
        message_id: str,
        who: str,
        body: dict[str, Any],
        *,
        pending: bool = False,
        forward: bool = False,
        ends: int = 0,
        also: Also | None = None,
    ) -> Entry | None:
        """Keep a message, as `saying` does, and `also` what else is kept with it; returns None when it was not."""
        with self.saying(identifier, ends=ends) as saying:
            if saying.keep(message_id, who, body, pending=pending, forward=forward) and also:
                saying.also(also)
        return saying.entry

    def messages(self, identifier: str, after: int = 0, limit: int = 200) -> list[Entry]:
        """Return the newest `limit` messages after sequence number `after`, oldest first."""
        query = (
            sa.select(message)
            .where(message.c.conversation_id == identifier, message.c.seq > after)
            .order_by(message.c.seq.desc())
            .limit(limit)
        )
        with self._begin() as db:
            return [entry_of(row) for row in reversed(db.execute(query).mappings().all())]

    def pending(self) -> list[Entry]:
        """Return the clients' messages that were acknowledged and not worked on, oldest first."""
        return self._flagged(message.c.pending, message.c.who == "client")

    def held(self) -> list[Entry]:
        """Return our messages that their channel has not taken yet, oldest first."""
        return self._flagged(message.c.pending, message.c.who != "client")

    def waiting(self, identifier: str | None = None) -> list[Entry]:
        """Return the messages the bridge has not got yet, of one conversation or of all, oldest first."""
        one = [message.c.conversation_id == identifier] if identifier else []
        return self._flagged(message.c.forward, *one)

    def begin(self, seq: int, *, forward: bool, turn_of: str | None = None) -> bool:
        """Begin the turn of a pending message; False when it was begun before, and is not to be answered again.

        `turn_of`: the conversation, if it is the bot's turn, which is counted.
        """
        with self._begin() as db:
            flags = {"of_seq": seq, "pending": False, "forward": forward}
            if not db.execute(statements.MARK_PENDING, flags).rowcount:
                return False
            db.execute(statements.NEW_TURN, {"seq": seq, "run": self._run, "tries": 1})
            if turn_of:
                db.execute(statements.ONE_MORE_TURN, {"of_id": turn_of, "updated_at": time.time()})
        return True

    def begin_again(self, seq: int) -> None:
        """Take over an open turn of a process that stopped."""
        mine = {"run": self._run, "tries": open_turn.c.tries + 1}
        with self._begin() as db:
            db.execute(sa.update(open_turn).where(open_turn.c.seq == seq).values(**mine))

    def end(self, seq: int) -> None:
        """The turn of a message needs no (further) reply."""
        with self._begin() as db:
            db.execute(statements.END_TURN, {"of_seq": seq})

    def interrupted(self) -> list[tuple[Entry, int]]:
        """Return the messages whose turn an earlier process began without a reply, and how often, oldest first."""
        query = (
            sa.select(message, open_turn.c.tries)
            .join(open_turn, open_turn.c.seq == message.c.seq)
            .where(open_turn.c.run != self._run, *self.share.where(message.c.conversation_id))
            .order_by(message.c.seq)
        )
        with self._begin() as db:
            return [(entry_of(row), int(row["tries"])) for row in db.execute(query).mappings()]

    def _flagged(self, flag: sa.Column[bool], *further: Any) -> list[Entry]:
        mine = self.share.where(message.c.conversation_id)
        query = sa.select(message).where(flag.is_(True), *mine, *further).order_by(message.c.seq)
        with self._begin() as db:
            return [entry_of(row) for row in db.execute(query).mappings()]

    def mark(self, seq: int, **flags: bool) -> None:
        """Set `pending` or `forward` of a message."""
        with self._begin() as db:
            db.execute(statements.MARK, {"of_seq": seq, **flags})


def _find(db: Connection, identifier: str) -> Conversation | None:
    row = db.execute(statements.CONVERSATION, {"of_id": identifier}).mappings().first()
    return conversation_of(row) if row else None
