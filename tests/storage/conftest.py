"""The stores of an installation under `given`: the door's, and Rasa's with its event file."""

from collections.abc import AsyncIterator, Iterator

import pytest
from rasa.shared.core.domain import Domain

from settings import Settings
from storage.conversations import Conversations
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard
from storage.tracker_store import MaskingTrackerStore


@pytest.fixture
def door(given: Settings) -> Iterator[Conversations]:
    door = Conversations(given.door_url, given.door_key)
    yield door
    door.engine.dispose()


@pytest.fixture
async def broker(given: Settings, guard: Guard) -> AsyncIterator[MaskingFileBroker]:
    broker = MaskingFileBroker(given.events_file, guard)
    yield broker
    await broker.close()


@pytest.fixture
def store(given: Settings, guard: Guard, broker: MaskingFileBroker) -> Iterator[MaskingTrackerStore]:
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, event_broker=broker, guard=guard)
    yield store
    store.engine.dispose()
