"""A server that stopped in the middle: after the restart every message has one answer."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.inbound import Inbound
from channels.recovery import take_up
from handoff.client import BridgeClient
from settings import Settings
from storage.guard import Guard
from storage.taken import TakenMessages
from storage.tracker_store import MaskingTrackerStore
from tests.channels.conftest import Doorway, open_doorway

ID = "a1b2c3d4e5f6" * 2 + "a1b2c3d4"


def said(text: str = "How early can I arrive?", message_id: str = ID) -> Inbound:
    return Inbound("web", "visitor-1", text, page_language="en", message_id=message_id)


@pytest.fixture
def restart(given: Settings, guard: Guard) -> Any:
    """The next server on the same stores."""
    return lambda: open_doorway(given, guard, BridgeClient("http://127.0.0.1:9", given.bridge_token))


async def crash_in_the_turn(doorway: Doorway, inbound: Inbound | None = None) -> None:
    """Stop in the middle of a turn: what is running is never heard of again."""
    doorway.rasa.seconds = 60.0
    working = asyncio.ensure_future(doorway.door.receive(inbound or said()))
    while not doorway.rasa.heard:
        await asyncio.sleep(0.005)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


def never(conversation_id: str, message_id: str) -> bool:
    return False


async def answers_after(doorway: Doorway, taken: Any = never) -> list[str]:
    await take_up(doorway.door, taken)
    known = doorway.conversations.open("web", "visitor-1", "en")
    return [entry.body["text"] for entry in doorway.conversations.messages(known.id) if entry.who != "client"]


async def test_what_was_acknowledged_and_not_begun_is_answered(doorway: Doorway, restart: Any) -> None:
    assert doorway.door.accept(said()) is not None
    after = restart()

    assert await answers_after(after) == ["an answer"]
    assert after.rasa.texts == ["How early can I arrive?"]
    assert after.conversations.pending() == []


async def test_turn_that_a_crash_ended_is_answered_once(doorway: Doorway, restart: Any) -> None:
    await crash_in_the_turn(doorway)

    assert await answers_after(restart()) == ["an answer"]
    assert await answers_after(restart()) == ["an answer"]


async def test_turn_with_a_reply_is_not_answered_again(doorway: Doorway, restart: Any) -> None:
    await doorway.door.receive(said())

    assert await answers_after(restart()) == ["an answer"]


async def test_reply_before_the_crash_is_the_answer(doorway: Doorway, restart: Any) -> None:
    async def hang() -> None:
        await doorway.rasa.heard[0].output_channel.send_response("", {"text": "the first half"})  # type: ignore[union-attr]
        await asyncio.sleep(60)

    doorway.rasa.before_reply = hang
    working = asyncio.ensure_future(doorway.door.receive(said()))
    while not doorway.delivered:
        await asyncio.sleep(0.005)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)

    assert await answers_after(restart()) == ["the first half"]


async def test_message_that_stops_the_server_twice_gets_a_kind_sentence(doorway: Doorway, restart: Any) -> None:
    await crash_in_the_turn(doorway)
    second = restart()
    second.rasa.seconds = 60.0
    working = asyncio.ensure_future(take_up(second.door, never))
    while not second.rasa.heard:
        await asyncio.sleep(0.005)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    third = restart()

    [answer] = await answers_after(third)
    assert answer.startswith("Something went wrong on our side")
    assert third.rasa.heard == []
    assert third.delivered[0].body["quick_replies"][0]["payload"] == "/ask_person"


async def test_message_that_rasa_has_taken_is_not_given_to_it_again(
    doorway: Doorway, restart: Any, given: Settings, guard: Guard
) -> None:
    await crash_in_the_turn(doorway)
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, guard=guard)
    identifier = doorway.conversations.open("web", "visitor-1", "en").id
    taken = TakenMessages(given.conversations_url)
    assert not taken(identifier, ID)
    tracker = DialogueStateTracker.from_events(identifier, [UserUttered("How early can I arrive?", message_id=ID)])
    await store.save(tracker)
    store.engine.dispose()
    after = restart()

    assert taken(identifier, ID)
    assert not taken("web-another", ID)
    [answer] = await answers_after(after, taken)
    assert answer.startswith("Something went wrong on our side")
    assert after.rasa.heard == []


def test_without_a_store_of_events_nothing_was_taken(given: Settings) -> None:
    given.var_dir.mkdir(exist_ok=True)

    assert not TakenMessages(given.conversations_url)("web-1", ID)


async def test_client_whom_a_person_has_taken_meanwhile_is_heard_by_the_person(doorway: Doorway, restart: Any) -> None:
    await crash_in_the_turn(doorway)
    identifier = doorway.conversations.open("web", "visitor-1", "en").id
    doorway.conversations.change_owner(identifier, "person", 2, "Q-TEST")
    after = restart()

    assert await answers_after(after) == []
    assert [entry.body["text"] for entry in after.conversations.waiting()] == ["How early can I arrive?"]


async def test_one_conversation_that_fails_does_not_keep_the_others_waiting(
    doorway: Doorway, restart: Any, given: Settings
) -> None:
    await crash_in_the_turn(doorway)
    doorway.door.accept(Inbound("web", "visitor-2", "And how late?", page_language="en"))
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db:
        db.execute("UPDATE conversation SET offered = 'broken' WHERE id = ?", (doorway.rasa.heard[0].sender_id,))
        db.commit()
    after = restart()
    await take_up(after.door, never)

    assert after.rasa.texts == ["And how late?"]


async def test_message_at_work_is_not_taken_up_beside_itself(doorway: Doorway) -> None:
    doorway.rasa.seconds = 0.1
    accepted = doorway.door.accept(said())
    assert accepted is not None
    await asyncio.gather(doorway.door.work_on(accepted), take_up(doorway.door, never))

    assert len(doorway.rasa.heard) == 1
