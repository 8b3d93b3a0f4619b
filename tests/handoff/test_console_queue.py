"""The queue: what it shows, how it is narrowed, who comes first."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from tests.handoff.bridge import C1, C2, Bridge


def test_queue_shows_what_helps_to_choose(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    reference = quiet_bridge.open(C1, language="fr", question="Et pour deux mois?", reason="not_helpful")["reference"]
    quiet_bridge.clock.advance(minutes=7)

    page = agent.get("/queue").text

    for shown in (
        reference,
        "French",
        "Web page",
        "Answers did not help",
        "7 min",
        "Do I need a permit for a short course?",
        "Et pour deux mois?",
    ):
        assert shown in page


def test_queue_can_be_narrowed_to_one_language(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    english = quiet_bridge.open(C1, language="en")["reference"]
    french = quiet_bridge.open(C2, language="fr")["reference"]

    page = agent.get("/queue?language=fr").text

    assert french in page
    assert english not in page


@pytest.mark.parametrize("filter", ["fr' OR '1'='1", "'; DROP TABLE tickets; --", "fr%", "\x00"])
def test_filter_that_is_sql_is_no_filter(quiet_bridge: Bridge, filter: str) -> None:
    agent = quiet_bridge.agent("Robin")
    reference = quiet_bridge.open(C1)["reference"]
    ticket_id = agent.ids()[0]

    answers = [
        agent.http.get("/console/queue", params={"language": filter}),
        agent.http.get("/console/queue/live", params={"language": filter}),
        agent.http.get(f"/console/tickets/{ticket_id}", params={"search": filter}),
        agent.http.get(f"/console/tickets/{ticket_id}/responses", params={"search": filter}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert reference in answers[0].text
    assert agent.get(f"/tickets/{quote(filter)}").status_code == 422
    assert agent.http.get(f"/console/tickets/{ticket_id}/live", params={"after": filter}).status_code == 422
    assert reference in agent.get("/queue").text


def test_queue_announces_what_waits(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    assert agent.get("/queue/live").json()["waiting"] == []

    quiet_bridge.open(C1)

    live = agent.get("/queue/live").json()
    assert live["waiting"] == agent.ids()
    assert live["news"]["queue"] == "New ticket. Waiting: 1."


def test_agent_who_comes_second_is_told_who_was_first(quiet_bridge: Bridge) -> None:
    first, second = quiet_bridge.agent("Robin"), quiet_bridge.agent("Kim")
    quiet_bridge.open(C1)
    ticket_id = second.ids()[0]
    first.post(f"/tickets/{ticket_id}/take")

    response = second.post(f"/tickets/{ticket_id}/take")

    assert response.status_code == 409
    assert "Robin has it now." in response.text
    assert quiet_bridge.get("/api/owners").json()[0]["epoch"] == 2


def test_names_of_tickets_say_nothing_of_each_other(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    for number in range(3):
        quiet_bridge.open(f"c{number}")

    ids = agent.ids()

    assert all(re.fullmatch(r"[0-9a-f]{32}", ticket_id) for ticket_id in ids)
    assert len({ticket_id[:8] for ticket_id in ids}) == 3
    assert agent.get("/tickets/1").status_code == 422
