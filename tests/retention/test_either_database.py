"""Expiry, rights and counts, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
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
from storage.expiry import Expired, expire
from storage.tracker_store import MaskingTrackerStore
from tests.storage.said import ANCIENT, DAY, NOW, OTHER_PSID, PSID, RECENT, say, tracker

STORES = ("door", "conversations", "tickets")


@pytest.fixture(params=["sqlite", "postgresql"])
def given(request: pytest.FixtureRequest, given: Settings) -> Settings:
    """Settings whose three stores are files, or databases of a PostgreSQL of our own."""
    if request.param == "sqlite":
        return given
    server = str(request.getfixturevalue("postgres"))
    engine = sa.create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        for name in STORES:
            db.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            db.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    door, conversations, tickets = (server.replace("/postgres?", f"/{name}?") for name in STORES)
    return replace(given, door_url=door, conversations_url=conversations, tickets_url=tickets)


def told(sender: str, text: str, days: float) -> DialogueStateTracker:
    return tracker(sender, UserUttered(text, {"name": "x"}, timestamp=NOW - days * DAY, input_channel="web"))


async def talk(door: Conversations, store: MaskingTrackerStore, address: str, text: str, days: float) -> Conversation:
    """A conversation at the door, `days` ago, and Rasa's part of it."""
    known = say(door, address, text, days)
    await store.save(told(known.id, text, days))
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
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    old = await talk(door, store, PSID, ANCIENT, days=31)
    new = await talk(door, store, OTHER_PSID, RECENT, days=29)

    found, again = expire(given, NOW), expire(given, NOW)

    assert (found, again) == (Expired(1, 2, 1, 1), Expired(0, 0, 0, 0))
    left = everything(given)
    assert ANCIENT not in left
    assert RECENT in left
    assert door.get(old.id) is None
    assert door.address(new.id) == OTHER_PSID
    [row] = [row for row in report(given).counts if row["expired"]]
    assert (row["channel"], row["expired"]) == ("messenger", {"conversations": 1, "messages": 2})


async def test_a_deletion_empties_every_store_gives_a_receipt_and_leaves_others_alone(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    mine = await talk(door, store, PSID, ANCIENT, days=1)
    theirs = await talk(door, store, OTHER_PSID, RECENT, days=1)
    tickets = Store(given.tickets_url)
    asked = TicketRequest(mine.id, "messenger", "en", "asked", ANCIENT)
    ticket = Intake(tickets, shared_masker(), now, lambda: None).open_ticket(asked).reference
    tickets.close()
    requests = Requests(given)
    exported = requests.export(ticket)

    receipt = requests.delete(mine.reference)

    assert exported["door"]["messages"][0]["body"]["text"] == exported["rasa_events"][0]["text"] == ANCIENT
    assert exported["tickets"][0]["question"] == ANCIENT
    assert PSID not in str(exported)
    assert set(receipt.left.values()) == {0}
    assert receipt.found["door.db: messages"] == 2
    assert receipt.found["conversations.db: events"] == receipt.found["tickets.db: tickets"] == 1
    left = everything(given)
    assert ANCIENT not in left
    assert RECENT in left
    assert requests.export(theirs.id)["rasa_events"][0]["text"] == RECENT
    requests.close()


async def test_an_address_is_in_no_row(door: Conversations, store: MaskingTrackerStore, given: Settings) -> None:
    await talk(door, store, PSID, RECENT, days=1)

    assert PSID not in everything(given)


async def test_a_turn_that_is_written_while_the_conversation_is_deleted_does_not_bring_it_back(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    known = await talk(door, store, PSID, ANCIENT, days=1)
    late = told(known.id, f"{ANCIENT} again", 0)
    requests, receipts = Requests(given), []
    deleting = threading.Thread(target=lambda: receipts.append(requests.delete(known.id)))
    with store.engine.begin() as db:
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
    assert ANCIENT not in everything(given)
    assert set(receipts[0].left.values()) == {0}


async def test_events_from_before_a_deletion_are_not_written_after_it(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    known = await talk(door, store, PSID, ANCIENT, days=1)
    requests = Requests(given)
    requests.delete(known.id)
    requests.close()

    await store.save(told(known.id, ANCIENT, days=0.5))

    assert ANCIENT not in everything(given)


def test_an_old_ticket_becomes_a_count_and_a_recent_one_stays(given: Settings) -> None:
    tickets = Store(given.tickets_url)
    intake = Intake(tickets, shared_masker(), now, lambda: None)
    intake.open_ticket(TicketRequest("web-" + "0" * 32, "web", "en", "asked", ANCIENT))

    before = expire_tickets(tickets, now() - timedelta(days=1), now())
    after = expire_tickets(tickets, now() + timedelta(days=1), now())
    tickets.close()

    assert (before, after) == (0, 1)
    assert ANCIENT not in everything(given)


def test_two_first_messages_of_a_day_at_once_are_both_counted(door: Conversations, given: Settings) -> None:
    """The transaction of the second waits for the first, and must not fail on it: it holds a client's message."""
    with door.engine.begin() as db:
        counts.message(db, "web", ["UCI"])
        other = threading.Thread(target=lambda: _count_in_its_own_transaction(door))
        other.start()
        other.join(0.5)
    other.join()

    assert [row["messages"] for row in report(given).counts] == [2]


def _count_in_its_own_transaction(door: Conversations) -> None:
    with door.engine.begin() as db:
        counts.message(db, "web", ["UCI"])


def test_masked_kinds_are_reported_by_channel_and_day(door: Conversations, given: Settings) -> None:
    with door.engine.begin() as db:
        counts.message(db, "web", ["UCI"])

    [row] = report(given).counts

    assert (row["channel"], row["messages"], row["masked"]) == ("web", 1, {"UCI": 1})
