"""Terminal → here → store. Words of closed tickets are forgotten; what was counted stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from handoff.schema import messages, outbox, reads, tickets
from handoff.store import Store


def forget(store: Store, closed_before: datetime) -> int:
    """Erase every text of the tickets closed before then; return how many tickets had any.

    Tickets and events remain, for they hold no words. A reply that is still on its way to the door is kept.
    """
    old = tickets.c.closed_at < closed_before
    ids = select(tickets.c.id).where(old)
    arrived = outbox.c.delivered_at.is_not(None) | outbox.c.refused_at.is_not(None) | outbox.c.taken_at.is_not(None)
    on_its_way = messages.c.outbox_id.in_(select(outbox.c.id).where(~arrived))
    finished = messages.c.ticket_id.in_(ids) & (messages.c.outbox_id.is_(None) | ~on_its_way)
    still_shown = select(messages.c.outbox_id).where(messages.c.outbox_id.is_not(None))
    past = arrived & (outbox.c.created_at < closed_before) & outbox.c.id.not_in(still_shown)
    with store.write() as connection:
        connection.execute(delete(messages).where(finished))
        connection.execute(delete(outbox).where(past))
        connection.execute(delete(reads).where(reads.c.ticket_id.in_(ids)))
        wordy = old & (tickets.c.question != "")
        return int(connection.execute(update(tickets).where(wordy).values(question="")).rowcount)
