"""The server keeps house: what is old goes by itself, and memory lets go of what was deleted."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels import housekeeping, wiring
from settings import Settings
from storage.conversations import Conversations
from storage.guard import Guard
from storage.rights import StoredConversations
from storage.share import Share
from storage.tracker_store import MaskingTrackerStore

MINE = "web-" + "a1" * 16


def said(text: str) -> DialogueStateTracker:
    tracker = DialogueStateTracker(MINE, [])
    tracker.update(UserUttered(text, {"name": "x"}))
    return tracker


async def until(found: Any) -> None:
    for _ in range(200):
        if found():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("not within 10 seconds")


async def test_old_conversations_go_by_themselves_beside_the_running_server(given: Settings, guard: Guard) -> None:
    door = Conversations(given.door_url, given.door_key)
    door.add(door.open("web", "visitor-1", "en").id, "m1", "client", {"text": "ancient"})
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db, db:
        db.execute("UPDATE message SET sent_at = 0")
        db.execute("UPDATE conversation SET updated_at = 0")
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, guard=guard)

    task = asyncio.create_task(housekeeping.run(store, given, first_after=0.0, sweep=0.05))
    await until(lambda: door.get(door.id_of("web", "visitor-1")) is None)
    task.cancel()


async def test_memory_and_rasas_stand_in_let_go_of_a_conversation_deleted_by_another_process(
    given: Settings, guard: Guard
) -> None:
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, guard=guard)
    stand_in = InMemoryTrackerStore(Domain.empty())
    wrapped = AwaitableTrackerStore(FailSafeTrackerStore(store, fallback_tracker_store=stand_in))
    await store.save(said("my old question"))
    await stand_in.save(said("my old question"))
    assert await store.retrieve(MINE)

    task = asyncio.create_task(housekeeping.run(wrapped, given, first_after=3600.0, sweep=0.05))
    StoredConversations(given).delete(MINE)
    await until(lambda: not store._live and not stand_in.store)
    task.cancel()


async def test_a_job_that_stumbles_is_tried_again(
    given: Settings, guard: Guard, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, guard=guard)
    calls: list[float] = []

    def stumble(found: object, since: float) -> None:
        calls.append(since)
        raise RuntimeError("words of a client")

    monkeypatch.setattr(housekeeping, "drop", stumble)
    task = asyncio.create_task(housekeeping.run(store, given, first_after=3600.0, sweep=0.01))
    await until(lambda: len(calls) > 2)
    task.cancel()

    assert "expiry stumbled, tried again: RuntimeError" in caplog.text
    assert "words of a client" not in caplog.text


async def test_a_server_beside_another_leaves_what_is_old_to_that_one(given: Settings, guard: Guard) -> None:
    door = Conversations(given.door_url, given.door_key)
    door.add(door.open("web", "visitor-1", "en").id, "m1", "client", {"text": "ancient"})
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db, db:
        db.execute("UPDATE message SET sent_at = 0")
        db.execute("UPDATE conversation SET updated_at = 0")
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, guard=guard)

    task = asyncio.create_task(housekeeping.run(store, given, expires=False, first_after=0.0, sweep=0.01))
    await asyncio.sleep(0.5)
    task.cancel()

    assert door.get(door.id_of("web", "visitor-1")) is not None


@pytest.mark.parametrize(
    ("channels", "expires"), [(None, True), ({"web", "rest"}, True), ({"rest"}, True), ({"messenger"}, False)]
)
def test_of_two_servers_the_webs_lets_what_is_old_expire(
    given: Settings, monkeypatch: pytest.MonkeyPatch, channels: set[str] | None, expires: bool
) -> None:
    share = Share(everything=channels is None)
    for channel in channels or ():
        share.take(channel)
    door = Conversations(given.door_url, given.door_key, share)
    monkeypatch.setattr(wiring, "conversations", lambda: door)

    assert wiring.lets_expire() is expires
