"""A conversation on real services, for tests of single turns."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from settings import load
from storage.guard import Guard
from tests.actions.stage import Stage
from tests.conftest import SECRETS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, guard: Guard) -> Callable[[], Stage]:
    """A new conversation on an installation of its own; the index is made once."""
    folder = tmp_path_factory.mktemp("stage")
    index = {"SEARCH_INDEX_DIR": str(folder / "index"), "KNOWLEDGE_URL": f"sqlite:///{folder}/knowledge.db"}

    def build() -> Stage:
        own = Path(tempfile.mkdtemp(dir=folder))
        return Stage.build(load({**SECRETS, "VAR_DIR": str(own), **index}), guard)

    return build


@pytest.fixture
def stage(built: Callable[[], Stage]) -> Stage:
    return built()
