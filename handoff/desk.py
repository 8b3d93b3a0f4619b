"""Console → here → store. What agents do to a ticket: take it, answer, return it, close it.

Each change happens only if the ticket still is as the agent's page showed it, so that of two
agents one wins and the other is told who.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from handoff import events, outbox, ownership
from handoff.accounts import PRESENT, Agent
from handoff.clock import Clock
from handoff.errors import NotAllowed, ReplyUnnamed, TicketMoved
from handoff.ownership import BOT, PERSON, QUEUE
from handoff.references import is_id
from handoff.schema import agents, messages, tickets
from handoff.store import Store

if TYPE_CHECKING:
    from privacy import Masked, Masker

log = logging.getLogger(__name__)

# Also the keys of their names in console/words.yml; client_left is the intake's.
OUTCOMES = ("answered", "referred", "unanswerable", "unresponsive", "abusive")


class Desk:
    """The agents' side of the tickets."""

    def __init__(self, store: Store, masker: Masker, clock: Clock, wake: Callable[[], None]) -> None:
        self._store = store
        self._masker = masker
        self._clock = clock
        self._wake = wake

    def take(self, agent: Agent, ticket_id: str) -> None:
        """Make the ticket the agent's. Raises TicketMoved if it no longer waits, unless it is theirs."""
        with self._store.write() as connection:
            ticket = _locked(connection, ticket_id)
            if ticket.owner == PERSON and ticket.agent_id == agent.id:
                return
            if ticket.owner != QUEUE:
                raise TicketMoved(f"ticket {ticket.reference}: no longer waiting")
            self._change(connection, ticket, PERSON, events.TAKEN, agent, {"agent_id": agent.id})
        self._wake()

    def masked(self, agent: Agent, ticket_id: str, text: str) -> Masked:
        """What would be sent of the agent's text. Raises NotAllowed, TicketMoved."""
        with self._store.read() as connection:
            language = _answerable(connection, agent, ticket_id).language
        return self._masker.mask(text, language)

    def reply(self, agent: Agent, ticket_id: str, message_id: str, text: str) -> None:
        """Send the client what the agent wrote, masked.

        The same message id twice is one reply. Raises NotAllowed, ReplyUnnamed, TicketMoved.
        """
        masked = self.masked(agent, ticket_id, text)
        # It is stored as it is, here and at the door.
        if not is_id(message_id):
            raise ReplyUnnamed(f"ticket {ticket_id}: a reply without the id that its page was given")
        now = self._clock()
        with self._store.write() as connection:
            ticket = _answerable(connection, agent, ticket_id)
            same = (messages.c.ticket_id == ticket.id) & (messages.c.message_id == message_id)
            if connection.execute(select(messages.c.id).where(same)).first() is None:
                self._send(connection, ticket, agent, message_id, masked.text, now)
        self._wake()

    def give_back(self, agent: Agent, ticket_id: str) -> None:
        """Return the ticket to the queue, where it keeps its place. Raises NotAllowed, TicketMoved."""
        with self._store.write() as connection:
            ticket = _held(connection, agent, ticket_id)
            if ticket.owner != PERSON:
                raise TicketMoved(f"ticket {ticket.reference}: already waiting")
            self._give_back(connection, ticket, agent)
        self._wake()

    def close(self, agent: Agent, ticket_id: str, outcome: str) -> None:
        """Close the ticket: the bot takes over and asks for a rating. Raises NotAllowed, TicketMoved."""
        if outcome not in OUTCOMES:
            raise NotAllowed(f"outcome {outcome!r}: not one of {', '.join(OUTCOMES)}")
        with self._store.write() as connection:
            ticket = _held(connection, agent, ticket_id)
            changes = {"closed_at": self._clock(), "outcome": outcome}
            self._change(connection, ticket, BOT, events.CLOSED, agent, changes, detail=outcome)
        self._wake()

    def take_back_abandoned(self, after: int = 5) -> int:
        """Return to the queue what belongs to agents whose console has long been shut; return how many.

        Long is `after` times what still counts as present.
        """
        gone = agents.c.seen_at.is_(None) | (agents.c.seen_at < self._clock() - after * PRESENT)
        abandoned = (
            select(tickets).join(agents, agents.c.id == tickets.c.agent_id).where(tickets.c.owner == PERSON, gone)
        )
        with self._store.write() as connection:
            found = connection.execute(abandoned).all()
            for ticket in found:
                self._give_back(connection, ticket, None)
        if found:
            self._wake()
        return len(found)

    def _give_back(self, connection: Connection, ticket: Row, agent: Agent | None) -> None:
        changes = {"agent_id": None, "waiting_since": self._clock()}
        self._change(connection, ticket, QUEUE, events.RETURNED, agent, changes)

    def _change(
        self,
        connection: Connection,
        ticket: Row,
        owner: str,
        kind: str,
        agent: Agent | None,
        changes: Mapping[str, Any],
        detail: str | None = None,
    ) -> None:
        now = self._clock()
        connection.execute(update(tickets).where(tickets.c.id == ticket.id).values(owner=owner, **changes))
        epoch = ownership.hand_over(connection, ticket, owner, now, agent.name if agent is not None else None)
        who = agent.id if agent is not None else None
        events.record(connection, ticket.id, kind, epoch, now, agent_id=who, detail=detail)
        log.info("ticket %s", kind, extra={"ticket": ticket.id, "agent": who, "epoch": epoch})

    def _send(
        self, connection: Connection, ticket: Row, agent: Agent, message_id: str, text: str, now: datetime
    ) -> None:
        epoch = ownership.epoch_of(connection, ticket.conversation_id)
        payload = {
            "conversation_id": ticket.conversation_id,
            "message_id": message_id,
            "text": text,
            "epoch": epoch,
            "agent": agent.name,
        }
        push = outbox.put(connection, ticket.conversation_id, outbox.DELIVER, payload, now)
        row = {"ticket_id": ticket.id, "message_id": message_id, "who": "agent", "text": text, "at": now}
        connection.execute(insert(messages).values(**row, agent_id=agent.id, outbox_id=push))
        events.record(connection, ticket.id, events.REPLIED, epoch, now, agent_id=agent.id)


def _locked(connection: Connection, ticket_id: str) -> Row:
    ticket = connection.execute(select(tickets).where(tickets.c.id == ticket_id).with_for_update()).first()
    if ticket is None:
        raise NotAllowed(f"ticket {ticket_id}: no such ticket")
    return ticket


def _answerable(connection: Connection, agent: Agent, ticket_id: str) -> Row:
    ticket = _locked(connection, ticket_id)
    if ticket.agent_id != agent.id:
        raise NotAllowed(f"ticket {ticket.reference}: not agent {agent.login}'s to answer")
    if ticket.owner != PERSON:
        raise TicketMoved(f"ticket {ticket.reference}: closed since")
    return ticket


def _held(connection: Connection, agent: Agent, ticket_id: str) -> Row:
    """The open ticket, if the agent may return or close it: its owner, or a supervisor."""
    ticket = _locked(connection, ticket_id)
    if ticket.agent_id != agent.id and not agent.supervisor:
        raise NotAllowed(f"ticket {ticket.reference}: not agent {agent.login}'s")
    if ticket.closed_at is not None:
        raise TicketMoved(f"ticket {ticket.reference}: closed already")
    return ticket
