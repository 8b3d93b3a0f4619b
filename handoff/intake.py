"""API → here → store. What the client's side does to a ticket: open it, write in it, leave, rate.

Text passes the masker before the transaction begins; the door masked it already, and this is the
guarantee for every other caller.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import desc, func, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from handoff import events, ownership
from handoff.client import TicketRequest
from handoff.clock import Clock
from handoff.errors import NoOpenTicket
from handoff.ownership import BOT, QUEUE
from handoff.references import new_id, new_reference
from handoff.schema import messages, tickets
from handoff.store import Store

if TYPE_CHECKING:
    from privacy import Masker

log = logging.getLogger(__name__)

# Two callers at once, or a reference drawn twice: the loser looks again.
TRIES = 3

LEFT = "client_left"


@dataclass(frozen=True)
class Opened:
    """An open ticket as its opener needs it; position 0 means that an agent has it."""

    reference: str
    epoch: int
    position: int


class Intake:
    """The client's side of the desk."""

    def __init__(self, store: Store, masker: Masker, clock: Clock, wake: Callable[[], None]) -> None:
        self._store = store
        self._masker = masker
        self._clock = clock
        self._wake = wake

    def open_ticket(self, request: TicketRequest) -> Opened:
        """Open a ticket, or return the one that is open, unchanged."""
        found = self._find_open(request.conversation_id)
        if found is not None:
            return found
        masked = self._masked(request)
        for _ in range(TRIES - 1):
            try:
                return self._open(masked)
            except IntegrityError:
                continue
        return self._open(masked)

    def ticket_of(self, conversation_id: str) -> Opened:
        """The open ticket. Raises NoOpenTicket."""
        with self._store.read() as connection:
            return _opened(connection, _open_ticket(connection, conversation_id))

    def add_message(self, conversation_id: str, message_id: str, text: str, who: str) -> None:
        """Add what the client, or the bot while the client waits, has said. Raises NoOpenTicket."""
        with self._store.read() as connection:
            language = _open_ticket(connection, conversation_id).language
        masked = self._masker.mask(text, language).text
        try:
            with self._store.write() as connection:
                ticket = _open_ticket(connection, conversation_id)
                if not _has(connection, ticket.id, message_id):
                    _add(connection, ticket.id, message_id, who, masked, self._clock())
        except IntegrityError:
            log.info("message came twice at once; kept once", extra={"conversation": conversation_id})

    def close(self, conversation_id: str) -> None:
        """The client no longer wants a person. Raises NoOpenTicket."""
        now = self._clock()
        with self._store.write() as connection:
            ticket = _open_ticket(connection, conversation_id)
            epoch = ownership.hand_over(connection, ticket, BOT, now)
            changes = {"owner": BOT, "closed_at": now, "outcome": LEFT}
            connection.execute(update(tickets).where(tickets.c.id == ticket.id).values(**changes))
            events.record(connection, ticket.id, events.CLOSED, epoch, now, detail=LEFT)
        self._wake()

    def rate(self, conversation_id: str, score: int) -> None:
        """Keep the rating with the conversation's latest ticket. Raises NoOpenTicket if it has none."""
        latest = (
            select(tickets.c.id).where(tickets.c.conversation_id == conversation_id).order_by(desc(tickets.c.opened_at))
        )
        with self._store.write() as connection:
            ticket = connection.execute(latest).first()
            if ticket is None:
                raise NoOpenTicket(f"conversation {conversation_id}: no ticket to rate")
            connection.execute(update(tickets).where(tickets.c.id == ticket.id).values(rating=score))
            epoch = ownership.epoch_of(connection, conversation_id)
            events.record(connection, ticket.id, events.RATED, epoch, self._clock(), detail=str(score))

    def _find_open(self, conversation_id: str) -> Opened | None:
        try:
            return self.ticket_of(conversation_id)
        except NoOpenTicket:
            return None

    def _open(self, request: TicketRequest) -> Opened:
        now, ticket_id = self._clock(), new_id()
        with self._store.write() as connection:
            ownership.ensure(connection, request.conversation_id)
            try:
                return _opened(connection, _open_ticket(connection, request.conversation_id))
            except NoOpenTicket:
                connection.execute(insert(tickets).values(**_row(request, ticket_id, now)))
            for number, line in enumerate(request.transcript, start=1):
                # What lies ahead would never grow old.
                _add(connection, ticket_id, f"before-{number}", line.who, line.text, min(line.at, now))
            ticket = _open_ticket(connection, request.conversation_id)
            epoch = ownership.hand_over(connection, ticket, QUEUE, now)
            events.record(connection, ticket_id, events.OPENED, epoch, now, detail=request.reason)
            opened = _opened(connection, ticket)
        self._wake()
        log.info("ticket opened", extra={"ticket": ticket_id, "reference": opened.reference})
        return opened

    def _masked(self, request: TicketRequest) -> TicketRequest:
        mask, language = self._masker.mask, request.language
        lines = tuple(replace(line, text=mask(line.text, language).text) for line in request.transcript)
        return replace(request, question=mask(request.question, language).text, transcript=lines)


def _row(request: TicketRequest, ticket_id: str, now: datetime) -> dict[str, object]:
    return {
        "id": ticket_id,
        "reference": new_reference(),
        "conversation_id": request.conversation_id,
        "channel": request.channel,
        "language": request.language,
        "reason": request.reason,
        "code": request.code,
        "question": request.question,
        "tried": list(request.tried),
        "owner": QUEUE,
        "opened_at": now,
        "waiting_since": now,
    }


def _open_ticket(connection: Connection, conversation_id: str) -> Row:
    is_open = (tickets.c.conversation_id == conversation_id) & tickets.c.closed_at.is_(None)
    # The lock is PostgreSQL's; a writer on SQLite is alone already.
    ticket = connection.execute(select(tickets).where(is_open).with_for_update()).first()
    if ticket is None:
        raise NoOpenTicket(f"conversation {conversation_id}: no open ticket")
    return ticket


def _opened(connection: Connection, ticket: Row) -> Opened:
    ahead = select(func.count()).where(tickets.c.owner == QUEUE, tickets.c.opened_at <= ticket.opened_at)
    position = int(connection.execute(ahead).scalar_one()) if ticket.owner == QUEUE else 0
    return Opened(ticket.reference, ownership.epoch_of(connection, ticket.conversation_id), position)


def _has(connection: Connection, ticket_id: str, message_id: str) -> bool:
    same = (messages.c.ticket_id == ticket_id) & (messages.c.message_id == message_id)
    return connection.execute(select(messages.c.id).where(same)).first() is not None


def _add(connection: Connection, ticket_id: str, message_id: str, who: str, text: str, at: datetime) -> None:
    row = {"ticket_id": ticket_id, "message_id": message_id, "who": who, "text": text, "at": at}
    connection.execute(insert(messages).values(**row))
