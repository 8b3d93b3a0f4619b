"""Store → here → console. What an agent may read: the queue, a ticket with its messages, the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, desc, func, insert, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.sql import Select

from handoff.accounts import Agent
from handoff.errors import NotAllowed
from handoff.ownership import NOBODY, PERSON, QUEUE
from handoff.schema import agents, messages, outbox, reads, tickets
from handoff.store import Store

CLOSED_SHOWN = 50

# How far an agent's reply has come. Kept: until the client is back. Waiting: until the channel is.
SENT, KEPT, WAITING, DELIVERED, REFUSED = "sent", "kept", "waiting", "delivered", "refused"
KEPT_FOR = {"client_away": KEPT, "channel_down": WAITING}


@dataclass(frozen=True)
class TicketView:
    """One ticket as lists and its own page show it."""

    id: str
    reference: str
    channel: str
    language: str
    reason: str
    code: str | None
    question: str
    tried: tuple[str, ...]
    owner: str
    mine: bool
    agent: str | None
    opened_at: datetime
    waiting_since: datetime
    closed_at: datetime | None
    outcome: str | None
    rating: int | None
    unread: int
    refused: int
    """Replies that will never reach the client."""


@dataclass(frozen=True)
class MessageView:
    """One message; `number` grows, `state` is empty unless an agent wrote it, `reason` unless it was refused."""

    number: int
    who: str
    agent: str | None
    text: str
    at: datetime
    state: str
    reason: str = ""


@dataclass(frozen=True)
class QueueView:
    """The agent's own tickets, those that wait, and for supervisors those of the others."""

    mine: tuple[TicketView, ...]
    waiting: tuple[TicketView, ...]
    others: tuple[TicketView, ...]

    @property
    def unread(self) -> int:
        return sum(ticket.unread for ticket in self.mine)


class Views:
    """Reading, as one agent may."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def queue(self, agent: Agent, language: str | None = None) -> QueueView:
        """All open tickets that the agent may see; `language` narrows those that wait."""
        is_open = tickets.c.closed_at.is_(None)
        with self._store.read() as connection:
            rows = connection.execute(_listing(agent).where(is_open).order_by(tickets.c.opened_at)).all()
        found = [_ticket(row, agent) for row in rows]
        waiting = (t for t in found if t.owner == QUEUE and language in (None, t.language))
        others = (t for t in found if t.owner == PERSON and not t.mine and agent.supervisor)
        return QueueView(tuple(t for t in found if t.mine), tuple(waiting), tuple(others))

    def closed(self, agent: Agent) -> tuple[TicketView, ...]:
        """The latest closed tickets: the agent's own, or everyone's for a supervisor."""
        listing = _listing(agent).where(
            tickets.c.closed_at.is_not(None), tickets.c.conversation_id != NOBODY, _visible(agent)
        )
        latest = listing.order_by(desc(tickets.c.closed_at)).limit(CLOSED_SHOWN)
        with self._store.read() as connection:
            return tuple(_ticket(row, agent) for row in connection.execute(latest))

    def ticket(self, agent: Agent, ticket_id: str) -> TicketView:
        """Raises NotAllowed, alike for a ticket that does not exist and for one that is another's."""
        one = _listing(agent).where(tickets.c.id == ticket_id, _visible(agent))
        with self._store.read() as connection:
            row = connection.execute(one).first()
        if row is None:
            raise NotAllowed(f"ticket {ticket_id}: not agent {agent.login}'s to see, or no such ticket")
        return _ticket(row, agent)

    def messages(self, agent: Agent, ticket_id: str, after: int = 0) -> tuple[MessageView, ...]:
        """What was said after message `after`. Raises NotAllowed."""
        self.ticket(agent, ticket_id)
        lines = _lines().where(messages.c.ticket_id == ticket_id, messages.c.id > after)
        with self._store.read() as connection:
            return tuple(_message(row) for row in connection.execute(lines.order_by(messages.c.id)))

    def of_conversation(self, agent: Agent, conversation_id: str) -> tuple[TicketView, ...]:
        """The conversation's tickets that the agent may see, oldest first."""
        mine = _listing(agent).where(tickets.c.conversation_id == conversation_id, _visible(agent))
        with self._store.read() as connection:
            return tuple(_ticket(row, agent) for row in connection.execute(mine.order_by(tickets.c.opened_at)))

    def holder(self, ticket_id: str) -> str | None:
        """The name of the agent who has the ticket: no secret among agents."""
        name = select(agents.c.name).join(tickets, tickets.c.agent_id == agents.c.id)
        with self._store.read() as connection:
            row = connection.execute(name.where(tickets.c.id == ticket_id)).first()
        return str(row.name) if row is not None else None

    def mark_read(self, agent: Agent, ticket_id: str, number: int) -> None:
        """The agent has seen everything up to message `number`."""
        seen = and_(reads.c.ticket_id == ticket_id, reads.c.agent_id == agent.id)
        with self._store.write() as connection:
            row = connection.execute(select(reads.c.last_message).where(seen)).first()
            if row is None:
                new = {"ticket_id": ticket_id, "agent_id": agent.id, "last_message": number}
                connection.execute(insert(reads).values(**new))
            elif row.last_message < number:
                connection.execute(update(reads).where(seen).values(last_message=number))


def _visible(agent: Agent) -> object:
    """A waiting ticket is every agent's to see; a taken or closed one its agent's and supervisors'."""
    if agent.supervisor:
        return tickets.c.id.is_not(None)
    return or_(tickets.c.owner == QUEUE, tickets.c.agent_id == agent.id)


def _listing(agent: Agent) -> Select:
    seen = (
        select(func.coalesce(func.max(reads.c.last_message), 0))
        .where(reads.c.ticket_id == tickets.c.id, reads.c.agent_id == agent.id)
        .scalar_subquery()
    )
    unread = (
        select(func.count())
        .where(messages.c.ticket_id == tickets.c.id, messages.c.who == "client", messages.c.id > seen)
        .scalar_subquery()
    )
    refused = (
        select(func.count())
        .select_from(messages.join(outbox, outbox.c.id == messages.c.outbox_id))
        .where(messages.c.ticket_id == tickets.c.id, outbox.c.refused_at.is_not(None))
        .scalar_subquery()
    )
    columns = (agents.c.name.label("agent_name"), unread.label("unread"), refused.label("refused"))
    return select(tickets, *columns).join(agents, agents.c.id == tickets.c.agent_id, isouter=True)


def _lines() -> Select:
    return (
        select(
            messages,
            agents.c.name.label("agent_name"),
            outbox.c.taken_at,
            outbox.c.delivered_at,
            outbox.c.refused_at,
            outbox.c.reason,
        )
        .join(agents, agents.c.id == messages.c.agent_id, isouter=True)
        .join(outbox, outbox.c.id == messages.c.outbox_id, isouter=True)
    )


def _ticket(row: Row, agent: Agent) -> TicketView:
    return TicketView(
        id=row.id,
        reference=row.reference,
        channel=row.channel,
        language=row.language,
        reason=row.reason,
        code=row.code,
        question=row.question,
        tried=tuple(row.tried),
        owner=row.owner,
        mine=row.owner == PERSON and row.agent_id == agent.id,
        agent=row.agent_name,
        opened_at=row.opened_at,
        waiting_since=row.waiting_since,
        closed_at=row.closed_at,
        outcome=row.outcome,
        rating=row.rating,
        unread=row.unread,
        refused=row.refused,
    )


def _message(row: Row) -> MessageView:
    state, reason = _state(row), row.reason or ""
    return MessageView(row.id, row.who, row.agent_name, row.text, row.at, state, reason if state == REFUSED else "")


def _state(row: Row) -> str:
    if row.outbox_id is None:
        return ""
    if row.delivered_at is not None:
        return DELIVERED
    if row.refused_at is not None:
        return REFUSED
    return KEPT_FOR.get(row.reason, SENT) if row.taken_at is not None else SENT
