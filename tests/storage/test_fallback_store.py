"""While the real store is down nothing unmasked is kept either, and the broker is told all the same."""

import json
from typing import Any

from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from settings import Settings
from storage.event_broker import MaskingFileBroker
from storage.fallback_store import KEPT, MaskingFallbackStore
from storage.guard import Guard

SENTENCE = "My name is Zenobia Madeup, zenobia@example.org, UCI 1234-5678"
DATA = ("Zenobia", "zenobia@example.org", "1234-5678")


class Down(TrackerStore):
    """A store that is out of order."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        raise OSError("disk full")

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        raise OSError("disk full")


def said(sender: str) -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender, [])
    tracker.update(UserUttered(SENTENCE, metadata={"name": "Zenobia Madeup"}))
    return tracker


async def test_nothing_personal_is_in_its_memory_or_in_the_stream(given: Settings, guard: Guard) -> None:
    broker = MaskingFileBroker(given.events_file, guard)
    primary = Down(Domain.empty(), event_broker=broker)
    second = MaskingFallbackStore(primary, guard)
    await FailSafeTrackerStore(AwaitableTrackerStore(primary), fallback_tracker_store=second).save(said("a" * 32))
    await broker.close()

    kept, streamed = second.store["a" * 32], given.events_file.read_text(encoding="utf-8")
    for written in (kept, streamed):
        assert "<UCI>" in written
        assert [datum for datum in DATA if datum in written] == []
    assert json.loads(kept)["events"][0]["event"] == "user"
    found = await second.retrieve("a" * 32)
    assert found is not None
    assert found.latest_message is not None


async def test_a_turn_is_kept_though_no_event_can_be_streamed(given: Settings, guard: Guard) -> None:
    class Full(MaskingFileBroker):
        def publish(self, event: dict[str, Any]) -> None:
            raise OSError("disk full")

    second = MaskingFallbackStore(Down(Domain.empty(), event_broker=Full(given.events_file, guard)), guard)
    await second.save(said("a" * 32))

    assert "<UCI>" in second.store["a" * 32]


async def test_its_memory_has_an_end(guard: Guard) -> None:
    second = MaskingFallbackStore(Down(Domain.empty()), guard)
    for number in range(KEPT + 3):
        await second.save(said(f"a{number:031x}"))

    assert len(second.store) == KEPT
    assert f"a{0:031x}" not in second.store
