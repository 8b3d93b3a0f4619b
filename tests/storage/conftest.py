"""The door's store of an installation under `given`; Rasa's is in tests/conftest.py."""

from collections.abc import Iterator

import pytest

from settings import Settings
from storage.conversations import Conversations


@pytest.fixture
def door(given: Settings) -> Iterator[Conversations]:
    door = Conversations(given.door_url, given.door_key)
    yield door
    door.engine.dispose()
