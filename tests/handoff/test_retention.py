from __future__ import annotations

import time
from datetime import timedelta

from sqlalchemy import select

from handoff.retention import forget
from handoff.schema import messages, outbox, tickets
from tests.handoff.bridge import C1, C2, Bridge
from tests.handoff.door import Door


def kept(bridge: Bridge) -> str:
    """Everything in the tables that may hold words."""
    with bridge.services.store.read() as connection:
        return str([connection.execute(select(table)).all() for table in (tickets, messages, outbox)])


def closed_ticket(bridge: Bridge, conversation_id: str, words: str) -> None:
    agent = bridge.agent(f"Agent {conversation_id[:6]}")
    bridge.open(conversation_id, question=f"{words} question")
    ticket_id = agent.take()
    bridge.say(f"{words} message", conversation_id=conversation_id)
    agent.reply(ticket_id, f"{words} reply")
    agent.post(f"/tickets/{ticket_id}/close", outcome="answered")


def test_words_of_old_tickets_go_and_what_was_counted_stays(bridge: Bridge, door: Door) -> None:
    closed_ticket(bridge, C1, "Ancient")
    door.wait_for(4)
    time.sleep(0.3)
    journal = bridge.get("/api/events").json()
    bridge.clock.advance(days=91)
    closed_ticket(bridge, C2, "Recent")
    assert "Ancient" in kept(bridge)

    assert forget(bridge.services.store, bridge.clock() - timedelta(days=90)) == 1

    assert "Ancient" not in kept(bridge)
    assert kept(bridge).count("Recent") >= 3
    assert bridge.get("/api/events").json()[: len(journal)] == journal
    assert forget(bridge.services.store, bridge.clock() - timedelta(days=90)) == 0


def test_reply_that_is_still_on_its_way_is_not_forgotten(quiet_bridge: Bridge) -> None:
    closed_ticket(quiet_bridge, C1, "Ancient")
    quiet_bridge.clock.advance(days=91)

    forget(quiet_bridge.services.store, quiet_bridge.clock() - timedelta(days=90))

    assert "Ancient reply" in kept(quiet_bridge)
    assert "Ancient question" not in kept(quiet_bridge)
    assert "Ancient message" not in kept(quiet_bridge)
