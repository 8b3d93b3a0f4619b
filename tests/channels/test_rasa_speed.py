"""A new session begins with what the earlier one ended with, and no more of it the longer the conversation is."""

from __future__ import annotations

import pytest
from rasa.core.actions.action import ActionSessionStart
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

import settings
from channels import rasa_speed

SESSIONS, TURNS = 4, 10


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(settings.ROOT / "domain.yml"))


async def a_session_more(tracker: DialogueStateTracker, domain: Domain) -> list[Event]:
    """Let a conversation go on for some turns and begin a new session; return the session's first events."""
    for number in range(TURNS):
        tracker.update(SlotSet("rung", "answered" if number % 2 else "clarified"), domain)
        tracker.update(SlotSet("question", {"text": f"question {number}"}), domain)
        tracker.update(ActionExecuted("action_listen"), domain)
    begun = await ActionSessionStart().run(
        CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, domain
    )
    for event in begun:
        tracker.update(event, domain)
    return begun


async def test_a_new_session_begins_no_longer_than_the_one_before(domain: Domain) -> None:
    rasa_speed.apply()
    tracker = DialogueStateTracker("rest-0", domain.slots)

    begun = [await a_session_more(tracker, domain) for _ in range(SESSIONS)]

    assert [len(events) for events in begun] == [4] * SESSIONS
    assert isinstance(begun[0][0], SessionStarted)


async def test_slots_are_the_same_in_the_new_session(domain: Domain) -> None:
    rasa_speed.apply()
    tracker = DialogueStateTracker("rest-0", domain.slots)
    tracker.update(SlotSet("language", "fr"), domain)

    await a_session_more(tracker, domain)

    assert tracker.get_slot("language") == "fr"
    assert tracker.get_slot("rung") == "answered"
    assert tracker.get_slot("question") == {"text": f"question {TURNS - 1}"}
