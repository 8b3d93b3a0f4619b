from __future__ import annotations

import threading

from handoff.accounts import Agent
from handoff.errors import TicketMoved
from tests.handoff.bridge import C1, C2, PASSWORD, Bridge
from tests.handoff.door import Door


def test_every_change_of_owner_is_pushed_with_the_next_epoch(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    reference = bridge.open(C1)["reference"]
    ticket_id = agent.take()
    agent.post(f"/tickets/{ticket_id}/return")
    agent.post(f"/tickets/{ticket_id}/take")
    agent.post(f"/tickets/{ticket_id}/close", outcome="answered")

    calls = door.wait_for(5)

    assert {path for path, _ in calls} == {"/webhooks/door/owner"}
    assert [(body["owner"], body["epoch"], body["closed"]) for _, body in calls] == [
        ("queue", 1, False),
        ("person", 2, False),
        ("queue", 3, False),
        ("person", 4, False),
        ("bot", 5, True),
    ]
    assert [body["agent"] for _, body in calls] == [None, "Robin", None, "Robin", None]
    assert {(body["conversation_id"], body["reference"]) for _, body in calls} == {(C1, reference)}
    assert door.tokens == {f"Bearer {bridge.settings.internal_token}"}


def test_client_who_leaves_gets_the_bot_back(bridge: Bridge, door: Door) -> None:
    bridge.open(C1)
    response = bridge.post(f"/api/conversations/{C1}/close", {})

    assert response.status_code == 204
    assert door.wait_for(2)[-1][1]["owner"] == "bot"
    assert bridge.get("/api/owners").json() == []


def test_opening_twice_pushes_once(bridge: Bridge, door: Door) -> None:
    bridge.open(C1)
    bridge.open(C1)
    bridge.open(C2)

    assert [body["conversation_id"] for _, body in door.wait_for(2)] == [C1, C2]
    assert len(door.calls) == 2


def test_of_many_agents_who_take_at_once_exactly_one_wins(quiet_bridge: Bridge) -> None:
    desk, accounts = quiet_bridge.services.desk, quiet_bridge.services.accounts
    agents = [accounts.add(f"Agent {number}", PASSWORD) for number in range(6)]
    watcher = quiet_bridge.agent("Watcher")
    quiet_bridge.open(C1)
    ticket_id = watcher.ids()[0]
    won, lost, together = [], [], threading.Barrier(len(agents))

    def take(agent: Agent) -> None:
        together.wait()
        try:
            desk.take(agent, ticket_id)
            won.append(agent)
        except TicketMoved:
            lost.append(agent)

    threads = [threading.Thread(target=take, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(lost)) == (1, 5)
    assert quiet_bridge.get("/api/owners").json()[0]["epoch"] == 2
    assert quiet_bridge.services.views.holder(ticket_id) == won[0].name


def test_of_many_requests_for_one_conversation_at_once_one_ticket_comes(quiet_bridge: Bridge) -> None:
    references, together = [], threading.Barrier(6)

    def open_ticket() -> None:
        together.wait()
        references.append(quiet_bridge.open(C1)["reference"])

    threads = [threading.Thread(target=open_ticket) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(references) == 6
    assert len(set(references)) == 1
    assert quiet_bridge.get("/api/owners").json()[0]["epoch"] == 1


def test_ticket_returned_to_the_queue_keeps_its_place(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    first = quiet_bridge.open(C1)
    quiet_bridge.clock.advance(minutes=5)
    quiet_bridge.open(C2)
    ticket_id = agent.take()
    quiet_bridge.clock.advance(minutes=5)
    agent.post(f"/tickets/{ticket_id}/return")

    assert agent.ids()[0] == ticket_id
    assert quiet_bridge.open(C1)["position"] == first["position"] == 1
    assert quiet_bridge.open(C2)["position"] == 2


def test_ticket_of_an_agent_who_has_gone_returns_to_the_queue(quiet_bridge: Bridge) -> None:
    gone, there = quiet_bridge.agent("Gone"), quiet_bridge.agent("There")
    quiet_bridge.open(C1)
    quiet_bridge.open(C2)
    gone.take()
    there.take()

    quiet_bridge.clock.advance(minutes=11)
    there.get("/queue")

    assert quiet_bridge.services.desk.take_back_abandoned() == 1
    assert [(row["conversation_id"], row["owner"]) for row in quiet_bridge.get("/api/owners").json()] == [
        (C1, "queue"),
        (C2, "person"),
    ]
    assert quiet_bridge.services.desk.take_back_abandoned() == 0
