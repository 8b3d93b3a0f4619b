"""What an action is sent: its own turn; the whole session only where endpoints.yml says that it reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import settings
from actions.handoff_actions import request_of
from actions.turn import Turn
from channels import action_calls
from channels.action_calls import SELECTIVE_EVENTS

DOMAIN = Domain.empty()


@pytest.fixture(autouse=True)
def applied() -> None:
    action_calls.apply()


@pytest.fixture
def endpoint() -> EndpointConfig:
    """The action endpoint as it is shipped."""
    found = read_endpoint_config(str(settings.ROOT / "endpoints.yml"), "action_endpoint")
    assert found is not None
    return found


def conversation(turns: int) -> DialogueStateTracker:
    """Return a tracker in the middle of its last turn: the client has written, an action is to answer."""
    tracker = DialogueStateTracker.from_events("rest-0", [])
    for number in range(1, turns + 1):
        tracker.update(ActionExecuted("action_listen"))
        tracker.update(UserUttered(f"question {number:03}", input_channel="rest"))
        tracker.update(SlotSet("language", "en"))
        if number < turns:
            tracker.update(ActionExecuted("action_answer"))
            tracker.update(BotUttered(f"answer {number:03}"))
    return tracker


def sent(action: str, turns: int, endpoint: EndpointConfig) -> dict[str, Any]:
    """Return what the action server gets."""
    return RemoteAction(action, endpoint)._action_call_format(conversation(turns), DOMAIN)


def sizes(action: str, endpoint: EndpointConfig) -> list[int]:
    return [len(json.dumps(sent(action, turns, endpoint)["tracker"]["events"])) for turns in (2, 300)]


def test_a_call_is_as_small_at_the_end_of_a_conversation_as_at_its_beginning(endpoint: EndpointConfig) -> None:
    first, last = sizes("action_answer", endpoint)

    assert last <= first + 20


def test_the_client_s_message_is_in_the_call_and_the_channel_it_came_by(endpoint: EndpointConfig) -> None:
    tracker = Tracker.from_dict(sent("action_answer", 3, endpoint)["tracker"])

    assert [event["event"] for event in tracker.events] == ["user", "slot"]
    assert tracker.latest_message["text"] == "question 003"
    assert tracker.get_latest_input_channel() == "rest"


def test_all_but_the_events_is_as_stock_rasa_sends_it(endpoint: EndpointConfig) -> None:
    stock_endpoint = EndpointConfig(endpoint.url, enable_selective_domain=True)
    ours, stock = (sent("action_answer", 3, one) for one in (endpoint, stock_endpoint))

    for call in (ours, stock):
        call["tracker"].pop("events")
        call["tracker"].pop("latest_event_time")
    assert ours == stock


def test_the_agent_reads_the_whole_session(endpoint: EndpointConfig) -> None:
    tracker = Tracker.from_dict(sent("action_handoff", 20, endpoint)["tracker"])

    request = request_of(Turn(tracker, CollectingDispatcher()))

    assert request.transcript[0].text == "question 001"
    assert len(request.transcript) == 39


def test_actions_that_read_the_session_are_actions_of_the_domain(endpoint: EndpointConfig) -> None:
    named = set(endpoint.kwargs[SELECTIVE_EVENTS])

    assert named <= set(Domain.load(str(settings.ROOT / "domain.yml")).action_names_or_texts)


def test_without_the_setting_every_action_gets_everything() -> None:
    first, last = sizes("action_answer", EndpointConfig("http://localhost:5055/webhook"))

    assert last > 50 * first
