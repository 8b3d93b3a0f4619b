from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge_base
from handoff.store import Store
from privacy import Masker
from tests.handoff.answers import ANSWERS
from tests.handoff.bridge import Bridge, settings_for
from tests.handoff.door import Door, running_door


@pytest.fixture(scope="session")
def masker() -> Masker:
    return Masker.build()


@pytest.fixture(scope="session")
def knowledge_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('knowledge')}/knowledge.db"
    knowledge_base.build(url, ANSWERS)
    return url


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that Alembic has brought to the newest schema, to start every test from."""
    path = tmp_path_factory.mktemp("tickets") / "tickets.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def door() -> Iterator[Door]:
    with running_door() as door:
        yield door


@pytest.fixture
def quiet_bridge(tmp_path: Path, upgraded: Path, masker: Masker, knowledge_url: str) -> Iterator[Bridge]:
    """The bridge without its courier: nothing leaves it, as while the door is down."""
    shutil.copy(upgraded, tmp_path / "tickets.db")
    bridge = Bridge(settings_for(tmp_path, KNOWLEDGE_URL=knowledge_url), masker)
    yield bridge
    bridge.services.store.close()


@pytest.fixture
def bridge(tmp_path: Path, upgraded: Path, masker: Masker, knowledge_url: str, door: Door) -> Iterator[Bridge]:
    """The bridge as it runs, its courier bound to a door that answers."""
    shutil.copy(upgraded, tmp_path / "tickets.db")
    bridge = Bridge(settings_for(tmp_path, KNOWLEDGE_URL=knowledge_url, RASA_URL=door.url), masker)
    with bridge.http:
        yield bridge
