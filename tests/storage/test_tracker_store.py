"""Rasa's tracker store and broker: masked on every way in, also those that never passed the door."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from settings import Settings
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard
from storage.tracker_store import MaskingTrackerStore

SENTENCE = "My name is Zenobia Madeup, zenobia@example.org, UCI 1234-5678, 416-555-0199"
SENDER = f"web-{'ab' * 16}"
DATA = ("Zenobia", "Madeup", "zenobia@example.org", "1234-5678", "416-555-0199")


def turn(number: int = 0) -> list[Event]:
    """One turn's events with a datum everywhere a datum can be."""
    entity = {"entity": "anything", "value": SENTENCE, "start": 0, "end": 5, "extractor": "made up"}
    parsed = {"text": SENTENCE, "intent": {"name": "affirm", "confidence": 0.9}, "entities": [entity]}
    return [
        ActionExecuted("action_listen", timestamp=number + 0.1),
        UserUttered(
            SENTENCE,
            {"name": "affirm"},
            [entity],
            parsed,
            timestamp=number + 0.2,
            input_channel="web",
            metadata={"language": "en", "note": SENTENCE},
        ),
        SlotSet("question", {"text": SENTENCE, "codes": ["050101"]}, timestamp=number + 0.3),
        BotUttered(
            SENTENCE,
            {"buttons": [{"title": SENTENCE, "payload": "/affirm"}], "custom": {"a": SENTENCE}},
            timestamp=number + 0.4,
        ),
    ]


def tracker(*events: Event, sender: str = SENDER) -> DialogueStateTracker:
    made = DialogueStateTracker(sender, [])
    for event in events:
        made.update(event)
    return made


def streamed(given: Settings) -> list[dict[str, Any]]:
    return [json.loads(line) for line in given.events_file.read_text(encoding="utf-8").splitlines()]


def leaks(given: Settings) -> list[str]:
    written = b"".join(path.read_bytes() for path in given.var_dir.rglob("*") if path.is_file()).decode("latin-1")
    return [datum for datum in DATA if datum in written]


async def test_nothing_personal_is_stored_or_streamed(store: MaskingTrackerStore, given: Settings) -> None:
    await store.save(tracker(*turn()))

    assert leaks(given) == []
    assert "<EMAIL>" in given.events_file.read_text(encoding="utf-8")


async def test_the_number_and_kinds_of_events_stay(store: MaskingTrackerStore, given: Settings) -> None:
    """Rasa finds what is new by counting what is stored: one event more or less and it repeats or forgets."""
    whole = tracker(*turn(0))
    await store.save(whole)
    for event in turn(10):
        whole.update(event)
    await store.save(whole)
    await store.save(whole)

    kinds = [event.type_name for event in whole.events]
    found = await store.retrieve(SENDER)
    assert found is not None
    assert [event.type_name for event in found.events] == kinds
    assert [event["event"] for event in streamed(given)] == kinds


async def test_what_is_read_back_is_masked_and_complete(store: MaskingTrackerStore) -> None:
    await store.save(tracker(*turn()))
    found = await store.retrieve(SENDER)

    assert found is not None
    user = next(event for event in found.events if isinstance(event, UserUttered))
    assert user.text.startswith("My name is <PERSON>, <EMAIL>")
    assert (user.intent_name, user.input_channel, user.timestamp) == ("affirm", "web", 0.2)
    assert user.metadata["language"] == "en"
    slot = next(event for event in found.events if isinstance(event, SlotSet))
    assert slot.value["codes"] == ["050101"]


async def test_the_broker_gets_what_is_stored_with_its_sender(store: MaskingTrackerStore, given: Settings) -> None:
    await store.save(tracker(*turn()))
    with closing(sqlite3.connect(given.var_dir / "conversations.db")) as db:
        stored = [json.loads(row[0]) for row in db.execute("SELECT data FROM events ORDER BY id")]

    assert [{k: v for k, v in event.items() if k != "sender_id"} for event in streamed(given)] == stored
    assert {event["sender_id"] for event in streamed(given)} == {SENDER}


async def test_the_broker_alone_masks_too(broker: MaskingFileBroker, given: Settings) -> None:
    for event in turn():
        broker.publish({"sender_id": SENDER, **event.as_dict()})

    assert leaks(given) == []
    assert len(streamed(given)) == 4


@pytest.fixture
def broken(store: MaskingTrackerStore, given: Settings) -> MaskingTrackerStore:
    """A store whose database cannot be written."""
    store.engine.dispose()
    with closing(sqlite3.connect(given.var_dir / "conversations.db")) as db:
        db.execute("DROP TABLE events")
    return store


async def test_when_the_store_fails_rasas_stand_in_streams_nothing_raw(
    broken: MaskingTrackerStore, given: Settings
) -> None:
    """Rasa then keeps conversations in memory and streams to the broker from there, past our store."""
    failures: list[Exception] = []
    wrapped = FailSafeTrackerStore(AwaitableTrackerStore(broken), on_tracker_store_error=failures.append)

    await wrapped.save(tracker(*turn()))

    assert failures
    assert [event["event"] for event in streamed(given)] == ["action", "user", "slot", "bot"]
    assert leaks(given) == []


async def test_rasa_makes_this_store_and_broker_from_endpoints_yml(
    given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY"):
        monkeypatch.setenv(name, "x" * 40)
    monkeypatch.setenv("VAR_DIR", str(given.var_dir))

    broker = await EventBroker.create(EndpointConfig(type="storage.event_broker.MaskingFileBroker"))
    store = TrackerStore.create(EndpointConfig(type="storage.tracker_store.MaskingTrackerStore"), event_broker=broker)

    assert isinstance(store, MaskingTrackerStore)
    assert store.event_broker is broker
    await store.save(tracker(*turn()))
    assert leaks(given) == []
    store.engine.dispose()
    await broker.close()


def quiet_turn(number: int) -> list[Event]:
    """A turn without personal data."""
    return [
        ActionExecuted("action_listen", timestamp=number + 0.1),
        UserUttered("How early can I arrive?", {"name": "x"}, timestamp=number + 0.2, input_channel="web"),
        BotUttered("There is no official limit.", timestamp=number + 0.3),
    ]


async def test_a_tracker_lives_on_between_turns_and_only_new_events_are_added(
    store: MaskingTrackerStore, given: Settings
) -> None:
    await store.save(tracker(*quiet_turn(1)))
    again = await store.retrieve(SENDER)
    assert again is not None
    for event in quiet_turn(2):
        again.update(event)
    await store.save(again)

    assert await store.retrieve(SENDER) is again
    full = await store.retrieve_full_tracker(SENDER)
    assert full is not None
    assert [event.timestamp for event in full.events] == [1.1, 1.2, 1.3, 2.1, 2.2, 2.3]


async def test_what_a_failed_turn_left_behind_is_forgotten(store: MaskingTrackerStore) -> None:
    await store.save(tracker(*quiet_turn(1)))
    failed = await store.retrieve(SENDER)
    assert failed is not None
    failed.update(UserUttered("never saved", timestamp=9.0))

    fresh = await store.retrieve(SENDER)

    assert fresh is not None
    assert fresh is not failed
    assert [event.timestamp for event in fresh.events] == [1.1, 1.2, 1.3]


async def test_a_tracker_that_masking_changed_does_not_live_on_in_memory(store: MaskingTrackerStore) -> None:
    raw = tracker(*turn())
    await store.save(raw)

    found = await store.retrieve(SENDER)

    assert found is not raw
    assert all(datum not in json.dumps([event.as_dict() for event in found.events]) for datum in DATA)  # type: ignore[union-attr]


async def test_a_new_session_leaves_the_earlier_one_behind(store: MaskingTrackerStore) -> None:
    first = tracker(*quiet_turn(1))
    await store.save(first)
    live = await store.retrieve(SENDER)
    assert live is not None
    for event in (SessionStarted(timestamp=5.0), *quiet_turn(6)):
        live.update(event)
    await store.save(live)

    found = await store.retrieve(SENDER)

    assert found is not None
    assert [event.timestamp for event in found.events] == [5.0, 6.1, 6.2, 6.3]


async def test_a_tracker_of_a_new_session_lives_on_as_if_it_was_read_anew(
    store: MaskingTrackerStore, given: Settings, guard: Guard
) -> None:
    live = DialogueStateTracker(SENDER, store.domain.slots)
    for event in (
        SlotSet("session_started_metadata", {"language": "en"}, timestamp=0.5),
        ActionExecuted("action_session_start", timestamp=1.5),
        SessionStarted(timestamp=1.0),
        ActionExecuted("action_listen", timestamp=1.6),
        *quiet_turn(2),
    ):
        live.update(event)
    await store.save(live)
    for event in (SessionStarted(timestamp=5.0), ActionExecuted("action_listen", timestamp=5.1), *quiet_turn(6)):
        live.update(event)
    await store.save(live)
    other = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, guard=guard)

    anew = await other.retrieve(SENDER)
    other.engine.dispose()

    assert await store.retrieve(SENDER) is live
    assert anew is not None
    assert [event.as_dict() for event in live.events] == [event.as_dict() for event in anew.events]
    assert live.current_state() == anew.current_state()


async def test_a_turn_s_events_are_streamed_masked_and_once(store: MaskingTrackerStore, given: Settings) -> None:
    raw = tracker(*turn())
    await store.save(raw)
    for event in quiet_turn(2):
        raw.update(event)
    await store.save(raw)

    assert [event["event"] for event in streamed(given)] == ["action", "user", "slot", "bot", "action", "user", "bot"]
    assert leaks(given) == []


async def test_another_broker_gets_every_event_by_itself(given: Settings, guard: Guard) -> None:
    class Listening(EventBroker):
        def __init__(self) -> None:
            self.heard: list[dict[str, Any]] = []

        def publish(self, event: dict[str, Any]) -> None:
            self.heard.append(event)

    broker = Listening()
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, event_broker=broker, guard=guard)

    await store.save(tracker(*quiet_turn(1)))
    store.engine.dispose()

    assert [(event["sender_id"], event["event"]) for event in broker.heard] == [
        (SENDER, "action"),
        (SENDER, "user"),
        (SENDER, "bot"),
    ]
