"""Expiry, rights and counts, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from handoff.client import TicketRequest
from handoff.clock import now
from handoff.intake import Intake
from handoff.retention import expire as expire_tickets
from handoff.store import Store
from privacy import shared_masker
from privacy.report import report
from retention.requests import Requests
from settings import Settings
from storage import counts, forgotten
from storage.conversations import Conversation, Conversations
from storage.event_broker import MaskingFileBroker
from storage.expiry import Expired, expire
from storage.guard import Guard
from storage.receipts import Receipt, Receipts
from storage.shown import NOTICE, Shown
from storage.tracker_store import MaskingTrackerStore

NOW = time.time()
DAY = 86_400.0
ANCIENT, RECENT = "the ancient question about a permit", "the recent question about a permit"
ADDRESS = "4715550001112223"


@pytest.fixture
def door(stores: Settings) -> Iterator[Conversations]:
    door = Conversations(stores.door_url, stores.door_key)
    yield door
    door.engine.dispose()


@pytest.fixture
def tracked(stores: Settings, guard: Guard) -> Iterator[MaskingTrackerStore]:
    broker = MaskingFileBroker(stores.events_file, guard)
    store = MaskingTrackerStore(Domain.empty(), host=stores.conversations_url, event_broker=broker, guard=guard)
    yield store
    store.engine.dispose()


def told(sender: str, text: str, days: float) -> DialogueStateTracker:
    made = DialogueStateTracker(sender, [])
    made.update(UserUttered(text, {"name": "x"}, timestamp=NOW - days * DAY, input_channel="web"))
    return made


async def say(door: Conversations, tracked: MaskingTrackerStore, address: str, text: str, days: float) -> Conversation:
    """A message and an agent's reply, `days` ago, with all that is noted beside them, in a conversation of its own."""
    known = door.open("messenger", address, "en")
    entry = door.add(known.id, f"m-{days}", "client", {"text": text})
    reply = door.add(known.id, f"r-{days}", "agent", {"text": f"{text}, answered"})
    assert entry is not None
    assert reply is not None
    Receipts(door).keep(reply.seq, Receipt("delivered"))
    Shown(door).note(known.id, NOTICE, "2026-11-22")
    with door.engine.begin() as db:
        at = {"at": NOW - days * DAY, "id": known.id}
        db.execute(sa.text("UPDATE message SET sent_at = :at WHERE conversation_id = :id"), at)
        db.execute(sa.text("UPDATE conversation SET updated_at = :at WHERE id = :id"), at)
    await tracked.save(told(known.id, text, days))
    return known


def everything(given: Settings) -> str:
    """Return every row of every table of all stores, and the event file."""
    found: list[Any] = []
    for url in (given.door_url, given.conversations_url, given.tickets_url):
        engine = sa.create_engine(url, future=True)
        with engine.connect() as db:
            for table in sa.inspect(engine).get_table_names():
                found += db.exec_driver_sql(f'SELECT * FROM "{table}"').fetchall()
        engine.dispose()
    return str(found) + (given.events_file.read_text(encoding="utf-8") if given.events_file.exists() else "")


async def test_what_is_old_goes_whole_is_counted_once_and_what_is_recent_stays(
    door: Conversations, tracked: MaskingTrackerStore, stores: Settings
) -> None:
    old = await say(door, tracked, ADDRESS, ANCIENT, days=31)
    new = await say(door, tracked, "4715550009998887", RECENT, days=29)

    found, again = expire(stores, NOW), expire(stores, NOW)

    assert (found, again) == (Expired(1, 2, 1, 1), Expired(0, 0, 0, 0))
    left = everything(stores)
    assert ANCIENT not in left
    assert RECENT in left
    assert door.get(old.id) is None
    assert door.address(new.id) == "4715550009998887"
    [row] = [row for row in report(stores).counts if row["expired"]]
    assert (row["channel"], row["expired"]) == ("messenger", {"conversations": 1, "messages": 2})


async def test_a_deletion_empties_every_store_gives_a_receipt_and_leaves_others_alone(
    door: Conversations, tracked: MaskingTrackerStore, stores: Settings
) -> None:
    mine = await say(door, tracked, ADDRESS, ANCIENT, days=1)
    theirs = await say(door, tracked, "4715550009998887", RECENT, days=1)
    store = Store(stores.tickets_url)
    asked = TicketRequest(mine.id, "messenger", "en", "asked", ANCIENT)
    ticket = Intake(store, shared_masker(), now, lambda: None).open_ticket(asked).reference
    store.close()
    requests = Requests(stores)
    exported = requests.export(ticket)

    receipt = requests.delete(mine.reference)

    assert exported["door"]["messages"][0]["body"]["text"] == exported["rasa_events"][0]["text"] == ANCIENT
    assert exported["tickets"][0]["question"] == ANCIENT
    assert ADDRESS not in str(exported)
    assert set(receipt.left.values()) == {0}
    assert receipt.found["door.db: messages"] == 2
    assert receipt.found["conversations.db: events"] == receipt.found["tickets.db: tickets"] == 1
    left = everything(stores)
    assert ANCIENT not in left
    assert RECENT in left
    assert requests.export(theirs.id)["rasa_events"][0]["text"] == RECENT
    requests.close()


async def test_an_address_is_in_no_row(door: Conversations, tracked: MaskingTrackerStore, stores: Settings) -> None:
    await say(door, tracked, ADDRESS, RECENT, days=1)

    assert ADDRESS not in everything(stores)


async def test_a_turn_that_is_written_while_the_conversation_is_deleted_does_not_bring_it_back(
    door: Conversations, tracked: MaskingTrackerStore, stores: Settings
) -> None:
    known = await say(door, tracked, ADDRESS, ANCIENT, days=1)
    late = told(known.id, f"{ANCIENT} again", 0)
    requests, receipts = Requests(stores), []
    deleting = threading.Thread(target=lambda: receipts.append(requests.delete(known.id)))
    with tracked.engine.begin() as db:
        forgotten.hold(db, [known.id])
        row = {"sender": known.id, "at": late.events[0].timestamp, "data": f'{{"text": "{ANCIENT} again"}}'}
        insertion = "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (:sender, 'user', :at, :data)"
        db.execute(sa.text(insertion), row)
        deleting.start()
        deleting.join(1.0)
        waiting = deleting.is_alive()
    deleting.join()
    requests.close()

    assert waiting
    assert ANCIENT not in everything(stores)
    assert set(receipts[0].left.values()) == {0}


async def test_events_from_before_a_deletion_are_not_written_after_it(
    door: Conversations, tracked: MaskingTrackerStore, stores: Settings
) -> None:
    known = await say(door, tracked, ADDRESS, ANCIENT, days=1)
    requests = Requests(stores)
    requests.delete(known.id)
    requests.close()

    await tracked.save(told(known.id, ANCIENT, days=0.5))

    assert ANCIENT not in everything(stores)


def test_an_old_ticket_becomes_a_count_and_a_recent_one_stays(stores: Settings) -> None:
    store = Store(stores.tickets_url)
    intake = Intake(store, shared_masker(), now, lambda: None)
    intake.open_ticket(TicketRequest("web-" + "0" * 32, "web", "en", "asked", ANCIENT))

    before = expire_tickets(store, now() - timedelta(days=1), now())
    after = expire_tickets(store, now() + timedelta(days=1), now())
    store.close()

    assert (before, after) == (0, 1)
    assert ANCIENT not in everything(stores)


def test_two_first_messages_of_a_day_at_once_are_both_counted(door: Conversations, stores: Settings) -> None:
    """The transaction of the second waits for the first, and must not fail on it: it holds a client's message."""
    with door.engine.begin() as db:
        counts.message(db, "web", ["UCI"])
        other = threading.Thread(target=lambda: _count_in_its_own_transaction(door))
        other.start()
        other.join(0.5)
    other.join()

    assert [row["messages"] for row in report(stores).counts] == [2]


def _count_in_its_own_transaction(door: Conversations) -> None:
    with door.engine.begin() as db:
        counts.message(db, "web", ["UCI"])


def test_masked_kinds_are_reported_by_channel_and_day(door: Conversations, stores: Settings) -> None:
    with door.engine.begin() as db:
        counts.message(db, "web", ["UCI"])

    [row] = report(stores).counts

    assert (row["channel"], row["messages"], row["masked"]) == ("web", 1, {"UCI": 1})
