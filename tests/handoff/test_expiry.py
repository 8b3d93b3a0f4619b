"""Old tickets become counts, one conversation's can be handed out or deleted, and nothing of them stays in the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from handoff.retention import expire
from handoff.rights import StoredTickets
from handoff.schema import outbox, tickets
from handoff.store import Store
from tests.handoff.bridge import Bridge
from tests.handoff.door import Door
from tests.handoff.test_retention import closed_ticket, kept

ONE, OTHER = "web-" + "a1" * 16, "web-" + "b2" * 16
PASTS = ("Ancient question", "Ancient message", "Ancient reply")


def bytes_of(bridge: Bridge) -> bytes:
    folder: Path = bridge.settings.var_dir
    return b"".join(path.read_bytes() for path in folder.glob("tickets.db*"))


def expire_now(bridge: Bridge, days: int = 365) -> int:
    return expire(bridge.services.store, bridge.clock() - timedelta(days=days), bridge.clock())


def test_an_old_ticket_becomes_a_count_and_nothing_of_it_stays_in_the_file(bridge: Bridge, door: Door) -> None:
    closed_ticket(bridge, ONE, "Ancient")
    door.wait_for(4)
    bridge.clock.advance(days=366)
    closed_ticket(bridge, OTHER, "Recent")
    journal = [(line["kind"], line["at"], line["detail"], line["code"]) for line in bridge.get("/api/events").json()]
    assert b"Ancient" in bytes_of(bridge)

    assert expire_now(bridge) == 1

    left = bytes_of(bridge)
    assert not [trace for trace in PASTS if trace.encode() in left]
    assert ONE not in kept(bridge)
    assert kept(bridge).count("Recent") >= 3
    after = [(line["kind"], line["at"], line["detail"], line["code"]) for line in bridge.get("/api/events").json()]
    assert after == journal
    assert expire_now(bridge) == 0


def test_a_ticket_that_nobody_closed_expires_too_and_the_door_learns_of_it(bridge: Bridge, door: Door) -> None:
    bridge.open(ONE, question="Ancient question")
    door.wait_for(1)
    bridge.clock.advance(days=366)

    assert expire_now(bridge) == 1

    _, told = door.wait_for(2)[-1]
    assert "Ancient" not in kept(bridge)
    assert (told["conversation_id"], told["owner"], told["epoch"]) == (ONE, "bot", 2)
    assert bridge.get("/api/owners").json() == []


def test_a_ticket_in_which_something_was_said_lately_stays(quiet_bridge: Bridge) -> None:
    quiet_bridge.open(ONE, question="Ancient question")
    quiet_bridge.clock.advance(days=366)
    quiet_bridge.say("I am still here", conversation_id=ONE)

    assert expire_now(quiet_bridge) == 0
    assert "Ancient question" in kept(quiet_bridge)


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "2040-01-01T00:00:00"])
def test_a_line_dated_ahead_keeps_no_ticket_from_expiring(quiet_bridge: Bridge, at: str) -> None:
    line = {"who": "client", "text": "Ancient message", "at": at}
    quiet_bridge.open(ONE, question="Ancient question", transcript=[line])
    quiet_bridge.clock.advance(days=366)

    assert expire_now(quiet_bridge) == 1
    assert "Ancient" not in kept(quiet_bridge)


def test_a_reply_that_may_still_reach_its_client_is_waited_for(quiet_bridge: Bridge) -> None:
    closed_ticket(quiet_bridge, ONE, "Ancient")
    quiet_bridge.clock.advance(days=3)
    assert expire_now(quiet_bridge, days=1) == 0

    quiet_bridge.clock.advance(days=6)
    assert expire_now(quiet_bridge, days=1) == 1
    assert "Ancient" not in kept(quiet_bridge)


def test_a_conversation_that_comes_again_begins_above_where_the_door_saw_it(quiet_bridge: Bridge) -> None:
    closed_ticket(quiet_bridge, ONE, "Ancient")
    seen = quiet_bridge.open(ONE)["epoch"]
    quiet_bridge.clock.advance(days=366)
    assert expire_now(quiet_bridge) == 2

    assert quiet_bridge.open(ONE)["epoch"] > seen


def test_numbers_of_journal_and_outbox_are_never_given_again(quiet_bridge: Bridge) -> None:
    """Whoever reads the journal after a number, and a push on its way, would take the new for the old."""
    closed_ticket(quiet_bridge, ONE, "Ancient")
    with quiet_bridge.services.store.read() as connection:
        highest = max(connection.execute(select(outbox.c.id)).scalars())
    lines = quiet_bridge.get("/api/events").json()
    StoredTickets(quiet_bridge.services.store, quiet_bridge.clock).delete(ONE)

    quiet_bridge.open(OTHER)

    with quiet_bridge.services.store.read() as connection:
        assert max(connection.execute(select(outbox.c.id)).scalars()) > highest
    assert quiet_bridge.get(f"/api/events?after={lines[-1]['id']}").json()[-1]["conversation_id"] == OTHER


def test_deletion_takes_one_conversations_tickets_open_ones_too_from_every_list(quiet_bridge: Bridge) -> None:
    closed_ticket(quiet_bridge, ONE, "Ancient")
    quiet_bridge.open(ONE, question="Ancient second question")
    quiet_bridge.open(OTHER, question="Somebody else's question")
    rights = StoredTickets(quiet_bridge.services.store, quiet_bridge.clock)

    found = rights.delete(ONE)
    rights.scrub()

    assert (found["tickets.db: tickets"], found["tickets.db: outbox"] > 3) == (2, True)
    assert found["tickets.db: messages"] >= 2
    left = bytes_of(quiet_bridge)
    assert not [trace for trace in ("Ancient", "ancient") if trace.encode() in left]
    assert ONE not in kept(quiet_bridge)
    assert b"Somebody else's question" in left
    assert [owner["conversation_id"] for owner in quiet_bridge.get("/api/owners").json()] == [OTHER]
    page = quiet_bridge.agent("Sam Roy", supervisor=True).get("/console").text
    assert "X-" not in page
    assert set(rights.delete(ONE).values()) == {0}


def test_tickets_are_found_by_their_reference_and_handed_out_without_the_agent(quiet_bridge: Bridge) -> None:
    closed_ticket(quiet_bridge, "web-abcdef01234567890123456789abcdef", "Ancient")
    rights = StoredTickets(quiet_bridge.services.store, quiet_bridge.clock)
    with quiet_bridge.services.store.read() as connection:
        reference = str(connection.execute(select(tickets.c.reference)).scalar_one())

    assert rights.ids(reference) == rights.ids(reference.lower()) == {"web-abcdef01234567890123456789abcdef"}
    assert rights.ids("ABCDEF01") == {"web-abcdef01234567890123456789abcdef"}
    assert rights.ids("Q-NONE-00") == set()

    (found,) = rights.export("web-abcdef01234567890123456789abcdef")
    assert found["question"] == "Ancient question"
    assert [line["text"] for line in found["messages"]][-2:] == ["Ancient message", "Ancient reply"]
    assert "Agent" not in str(found)


def test_deleting_needs_no_running_bridge(tmp_path: Path) -> None:
    rights = StoredTickets(Store(f"sqlite:///{tmp_path}/tickets.db"))

    assert set(rights.delete("web-unknown").values()) == {0}


@pytest.mark.parametrize("batch", [1, 2])
def test_expiry_goes_in_batches(quiet_bridge: Bridge, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handoff.retention.BATCH", batch)
    for number in range(3):
        closed_ticket(quiet_bridge, f"c{number}", "Ancient")
    quiet_bridge.clock.advance(days=366)

    assert expire_now(quiet_bridge) == 3
    assert "Ancient" not in kept(quiet_bridge)
