"""Terminal, and once a day the bridge → here → store. Old tickets are forgotten; what was counted stays."""

from __future__ import annotations

import time
from datetime import datetime

from sqlalchemy import delete, select, update

from handoff.anonymous import anonymise
from handoff.outbox import LAST_QUESTION, UNSETTLED, empty_old
from handoff.ownership import NOBODY
from handoff.schema import messages, outbox, reads, tickets
from handoff.store import Store

BATCH = 50
PAUSE = 0.05
"""Seconds between two batches, in which others may write."""


def expire(store: Store, before: datetime, now: datetime) -> int:
    """Anonymise tickets that were closed, or opened and then left alone, before then; return how many.

    Each batch is whole, so it may be stopped anywhere. A reply that may still reach its client is waited for.
    """
    later = select(messages.c.id).where(messages.c.ticket_id == tickets.c.id, messages.c.at >= before)
    left_alone = tickets.c.closed_at.is_(None) & (tickets.c.waiting_since < before) & ~later.exists()
    under_way = (
        select(messages.c.id)
        .join(outbox, outbox.c.id == messages.c.outbox_id)
        .where(messages.c.ticket_id == tickets.c.id, UNSETTLED, outbox.c.created_at > now - LAST_QUESTION)
    )
    at_rest = ((tickets.c.closed_at < before) | left_alone) & ~under_way.exists()
    old = select(tickets.c.id).where(tickets.c.conversation_id != NOBODY, at_rest)
    gone = 0
    while True:
        with store.write() as connection:
            ids = list(connection.execute(old.limit(BATCH)).scalars())
            anonymise(connection, ids, now)
        if not ids:
            break
        gone += len(ids)
        time.sleep(PAUSE)
    with store.write() as connection:
        empty_old(connection, NOBODY, before)
    store.scrub(however_large=False)
    return gone


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
