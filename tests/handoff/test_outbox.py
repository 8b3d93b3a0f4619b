from __future__ import annotations

import json
import logging
import re
import shutil
import time
from pathlib import Path

import pytest

from privacy import Masker
from tests.handoff.bridge import C1, C2, R1, R2, Bridge, Console, settings_for
from tests.handoff.door import Door, running_door

UNCHECKED = "it could not be checked for personal details"


def marks(agent: Console, ticket_id: str) -> list[str]:
    live = agent.get(f"/tickets/{ticket_id}/live").json()
    return [live["delivery"][number] for number in sorted(live["delivery"], key=int)]


def wait_until(agent: Console, ticket_id: str, wanted: list[str]) -> None:
    end = time.monotonic() + 5
    while marks(agent, ticket_id) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    assert marks(agent, ticket_id) == wanted


def test_agents_reply_reaches_the_door_and_is_marked_delivered(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    bridge.open(C1)
    ticket_id = agent.take()

    agent.reply(ticket_id, "Good morning.", R1)

    path, body = door.wait_for(3)[-1]
    assert path == "/webhooks/door/deliver"
    assert body == {
        "conversation_id": C1,
        "message_id": R1,
        "text": "Good morning.",
        "epoch": 2,
        "agent": "Robin",
    }
    wait_until(agent, ticket_id, ["delivered"])


def test_reply_sent_twice_is_delivered_once(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    bridge.open(C1)
    ticket_id = agent.take()

    for _ in range(3):
        agent.reply(ticket_id, "Good morning.", R1)
    agent.reply(ticket_id, "How can I help?", R2)

    texts = [body["text"] for path, body in door.wait_for(4) if path.endswith("deliver")]
    assert texts == ["Good morning.", "How can I help?"]


def test_failed_push_is_tried_again_and_holds_back_what_follows(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    bridge.open(C1)
    door.wait_for(1)
    door.statuses = [500, 503, 404, 401]
    ticket_id = agent.take()
    for number in range(3):
        agent.reply(ticket_id, f"reply {number}", f"a{number}" * 16)
    assert marks(agent, ticket_id)[0] == "sent, not delivered yet"

    for _ in range(20):
        bridge.clock.advance(seconds=15)
        bridge.services.courier.wake()
        time.sleep(0.05)

    assert [(body.get("owner"), body.get("text")) for body in door.of(C1)] == [
        ("queue", None),
        ("person", None),
        (None, "reply 0"),
        (None, "reply 1"),
        (None, "reply 2"),
    ]
    wait_until(agent, ticket_id, ["delivered"] * 3)


def test_conversation_that_waits_for_the_door_holds_up_no_other(bridge: Bridge, door: Door) -> None:
    door.statuses = [500]
    bridge.open(C1)
    time.sleep(0.3)
    bridge.open(C2)

    assert door.wait_for(1)[0][1]["conversation_id"] == C2
    bridge.clock.advance(seconds=2)
    assert door.wait_for(2)[1][1]["conversation_id"] == C1


def test_push_that_the_door_will_never_take_is_shown_and_lets_the_next_pass(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    bridge.open(C1)
    ticket_id = agent.take()
    door.wait_for(2)
    door.statuses = [422]

    agent.reply(ticket_id, "first", R1)
    agent.reply(ticket_id, "second", R2)

    assert door.wait_for(3)[-1][1]["text"] == "second"
    wait_until(agent, ticket_id, [f"could not be delivered: {UNCHECKED}", "delivered"])


def test_nothing_is_lost_when_the_door_is_down_and_the_bridge_restarts(
    tmp_path: Path, upgraded: Path, masker: Masker
) -> None:
    shutil.copy(upgraded, tmp_path / "tickets.db")
    with running_door() as once:
        address = once.url
    settings = settings_for(tmp_path, RASA_URL=address)

    before = Bridge(settings, masker)
    with before.http:
        agent = before.agent("Robin")
        before.open(C1)
        agent.reply(agent.take(), "Good morning.")
        time.sleep(0.3)
        assert before.get("/health").json()["undelivered"] == 3

    with running_door(port=int(address.rsplit(":", 1)[1])) as door:
        after = Bridge(settings, masker)
        after.clock.advance(minutes=1)
        with after.http:
            door.wait_for(3)
            time.sleep(0.2)
            assert after.get("/health").json()["undelivered"] == 0

    assert [body.get("owner") or body["text"] for body in door.of(C1)] == ["queue", "person", "Good morning."]


def test_log_names_pushes_and_never_their_words(bridge: Bridge, door: Door, caplog: pytest.LogCaptureFixture) -> None:
    agent = bridge.agent("Robin")
    with caplog.at_level(logging.DEBUG):
        bridge.open(C1, question="Unmistakable question")
        ticket_id = agent.take()
        bridge.say("Unmistakable message")
        door.wait_for(2)
        door.statuses = [500, 422]
        agent.reply(ticket_id, "Unmistakable reply")
        time.sleep(0.3)
        bridge.clock.advance(seconds=20)
        bridge.services.courier.wake()
        wait_until(agent, ticket_id, [f"could not be delivered: {UNCHECKED}"])

    logged = "\n".join(json.dumps(record.__dict__, default=str) for record in caplog.records)
    assert re.search(r"door did not take push \d+: status 500", logged)
    assert "Unmistakable" not in logged
