"""retention/ → here → store. The tickets of one conversation: found by a reference, handed out, deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Row

from handoff import outbox as outbox_rows
from handoff.anonymous import anonymise
from handoff.clock import Clock, now
from handoff.identifiers import conversation_name
from handoff.ownership import NOBODY
from handoff.schema import conversations, messages, outbox, tickets
from handoff.store import Store

Counts = dict[str, int]
A_MOMENT = timedelta(seconds=1)


class StoredTickets:
    """What the bridge holds of single conversations."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        self._store = store
        self._clock = clock

    def ids(self, reference: str) -> set[str]:
        """Return the conversations of a ticket's reference, of an id, or of an id's short form on the page."""
        wanted = reference.lower()
        with self._store.read() as connection:
            by_ticket = select(tickets.c.conversation_id).where(func.lower(tickets.c.reference) == wanted)
            found = set(connection.execute(by_ticket).scalars())
            alike = select(conversations.c.id).where(conversations.c.id.like(f"%{wanted}%"))
            named = connection.execute(alike).scalars()
            found |= {one for one in named if wanted in (one.lower(), one.rsplit("-", 1)[-1][:8].lower())}
        return found - {NOBODY}

    def knows(self, identifier: str) -> bool:
        """Tell whether the conversation with exactly that id has been here."""
        with self._store.read() as connection:
            named = select(conversations.c.id).where(conversations.c.id.in_(_names(identifier)))
            return connection.execute(named).first() is not None

    def export(self, conversation_id: str) -> list[dict[str, Any]]:
        """Return the tickets as they are stored, masked, without saying which agent."""
        mine = tickets.c.conversation_id.in_(_names(conversation_id))
        of_it = select(tickets).where(mine).order_by(tickets.c.opened_at)
        with self._store.read() as connection:
            found = connection.execute(of_it).all()
            lines = {
                ticket.id: connection.execute(
                    select(messages.c.who, messages.c.text, messages.c.at)
                    .where(messages.c.ticket_id == ticket.id)
                    .order_by(messages.c.id)
                ).all()
                for ticket in found
            }
        return [{**_ticket(ticket), "messages": [dict(line._mapping) for line in lines[ticket.id]]} for ticket in found]

    def delete(self, conversation_id: str) -> Counts:
        """Delete what the tickets say and whose they are; return how much was found. Open ones leave the queue."""
        names = _names(conversation_id)
        with self._store.write() as connection:
            of_it = select(tickets.c.id).where(tickets.c.conversation_id.in_(names))
            ids = list(connection.execute(of_it).scalars())
            pushes = select(func.count()).select_from(outbox).where(outbox.c.conversation_id.in_(names))
            waiting = int(connection.execute(pushes).scalar_one())
            said = anonymise(connection, ids, self._clock())
            # The door has nothing of the conversation any more, so nothing is left to tell it.
            for name in names:
                outbox_rows.empty(connection, name, NOBODY, self._clock() + A_MOMENT)
        return {"tickets.db: tickets": len(ids), "tickets.db: messages": said, "tickets.db: outbox": waiting}

    def scrub(self) -> None:
        """Let no byte of what was deleted stay in the file."""
        self._store.scrub()


def _names(conversation_id: str) -> set[str]:
    """Return under what the conversation may be stored; as it is too, from before other ids became digests."""
    return {conversation_id, conversation_name(conversation_id)} - {NOBODY}


def _ticket(row: Row) -> dict[str, Any]:
    shown = ("reference", "channel", "language", "reason", "code", "question", "tried", "owner", "opened_at")
    return {name: getattr(row, name) for name in (*shown, "closed_at", "outcome", "rating")}
