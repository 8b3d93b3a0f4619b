from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from privacy import Masker
from storage.guard import Guard
from storage.tracker_store import MaskingTrackerStore
from tests.handoff.bridge import Bridge

ONE, TWO = "web-a0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3", "messenger-ffeeddccbbaa99887766554433221100"


@pytest.fixture
def past(quiet_bridge: Bridge, masker: Masker) -> Bridge:
    """Two conversations in Rasa's own store, as Rasa writes them."""
    store = MaskingTrackerStore(Domain.empty(), host=quiet_bridge.settings.conversations_url, guard=Guard(masker))
    answer = {"code": "050101", "step": "answer"}
    said = {
        ONE: [UserUttered("Is a <b>short</b> course free?"), BotUttered("Not quite.", metadata=answer)],
        TWO: [
            ActionExecuted("action_listen"),
            UserUttered('/deny{"language": "en"}'),
            BotUttered("What is it then?", metadata={"code": "900200", "step": "clarify"}),
            SlotSet("rung", "clarified"),
        ],
    }
    for sender, events in said.items():
        asyncio.run(store.save(DialogueStateTracker.from_events(sender, events)))
    return quiet_bridge


def test_supervisor_sees_the_conversations_that_the_bot_solved(past: Bridge) -> None:
    boss = past.agent("Robin", supervisor=True)

    page = boss.get("/conversations").text

    assert page.index("FFEEDDCC") < page.index("A0B1C2D3")
    assert "Do I need a permit for a short course?" in page
    assert "Answered" in page
    assert "Asked to choose" in page


def test_what_was_said_is_shown_and_never_becomes_markup(past: Bridge) -> None:
    boss = past.agent("Robin", supervisor=True)

    page = boss.get(f"/conversations/{ONE}").text

    assert "Is a &lt;b&gt;short&lt;/b&gt; course free?" in page
    assert "Not quite." in page
    assert "deny" in boss.get(f"/conversations/{TWO}").text


def test_conversation_is_headed_by_what_the_client_wrote(past: Bridge) -> None:
    page = past.agent("Robin", supervisor=True).get("/conversations").text

    assert "Is a &lt;b&gt;short&lt;/b&gt; course free?</h2>" in page
    assert "No question written yet</h2>" in page


def test_buttons_are_read_by_their_titles_and_the_doors_signals_not_at_all(past: Bridge, masker: Masker) -> None:
    store = MaskingTrackerStore(Domain.empty(), host=past.settings.conversations_url, guard=Guard(masker))
    said = [
        UserUttered('/session_start{"language": "fr"}'),
        BotUttered("Est-ce utile?", data={"buttons": [{"title": "Non merci", "payload": "/deny"}]}),
        UserUttered('/deny{"language": "fr"}'),
    ]
    asyncio.run(store.save(DialogueStateTracker.from_events("web-0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a01", said)))
    lines = past.services.transcripts.messages("web-0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a01")

    assert [(line.who, line.text) for line in lines] == [("bot", "Est-ce utile?"), ("client", "Non merci")]


def test_conversation_is_found_by_the_reference_that_the_client_reads(past: Bridge) -> None:
    boss = past.agent("Robin", supervisor=True)

    page = boss.get("/conversations?reference=a0b1c2d3").text

    assert f"/console/conversations/{ONE}" in page
    assert TWO not in page


def test_conversation_names_its_tickets(past: Bridge) -> None:
    boss = past.agent("Robin", supervisor=True)
    reference = past.open(ONE)["reference"]

    assert reference in boss.get(f"/conversations/{ONE}").text
    assert reference not in boss.get(f"/conversations/{TWO}").text


@pytest.mark.parametrize("path", ["/conversations", f"/conversations/{ONE}"])
def test_agent_who_is_no_supervisor_sees_none_of_it(past: Bridge, path: str) -> None:
    agent = past.agent("Robin")

    assert agent.get(path).status_code == 404
    assert "/console/conversations" not in agent.get("/queue").text


@pytest.mark.parametrize("reference", ["%25", "a0b1' OR 1=1", "_" * 8, "a0b1c2d3e"])
def test_reference_that_is_none_is_refused(past: Bridge, reference: str) -> None:
    boss = past.agent("Robin", supervisor=True)

    assert boss.http.get("/console/conversations", params={"reference": reference}).status_code == 422


def test_store_that_rasa_has_not_made_yet_is_empty_and_stays_unmade(quiet_bridge: Bridge) -> None:
    boss = quiet_bridge.agent("Robin", supervisor=True)
    path = Path(quiet_bridge.settings.conversations_url.removeprefix("sqlite:///"))

    assert "No conversation found." in boss.get("/conversations").text
    assert boss.get(f"/conversations/{ONE}").status_code == 404
    assert not path.exists()


def test_bridge_cannot_write_into_rasas_store(past: Bridge) -> None:
    path = past.settings.conversations_url.removeprefix("sqlite:///")
    engine = past.services.transcripts._engine

    with pytest.raises(Exception, match="readonly"), engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM events")

    assert sqlite3.connect(path).execute("SELECT count(*) FROM events").fetchone()[0] > 0


def test_a_conversation_that_is_none_of_the_doors_leads_to_its_ticket_too(past: Bridge, masker: Masker) -> None:
    store = MaskingTrackerStore(Domain.empty(), host=past.settings.conversations_url, guard=Guard(masker))
    asyncio.run(store.save(DialogueStateTracker.from_events("5d1c6f7e" * 4, [UserUttered("A person, please")])))
    reference = past.open("5d1c6f7e" * 4)["reference"]

    assert reference in past.agent("Robin", supervisor=True).get(f"/conversations/{'5d1c6f7e' * 4}").text
