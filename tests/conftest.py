"""What many tests need: one real masker, settings of a throw-away installation, the trained assistant."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from rasa.shared.core.domain import Domain

import settings
from evaluation.processes import Running, installation
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard, process_guard
from storage.tracker_store import MaskingTrackerStore
from tests.fakes.graph import FakeGraph

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

# A slow machine is no counterexample: what must be quick is measured by make bench. The same examples every time, so
# that a test fails for what was changed; `make counterexamples` looks for new ones.
hypothesis.settings.register_profile("quaid", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile("quaid")

PAGE_TOKEN = "made-up-page-token"
APP_SECRET = "made-up-app-secret"
VERIFY_TOKEN = "made-up-verify-token"

SECRETS = {
    name: f"made-up-secret-of-{name}".ljust(40, "x")
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY")
}


@pytest.fixture(scope="session")
def guard() -> Guard:
    """The process's guard on the real masker; building it takes seconds."""
    return process_guard()


@pytest.fixture
def given(tmp_path: Path) -> settings.Settings:
    """Settings of an installation under `tmp_path`."""
    return settings.load({**SECRETS, "VAR_DIR": str(tmp_path)})


@pytest.fixture
async def broker(given: settings.Settings, guard: Guard) -> AsyncIterator[MaskingFileBroker]:
    broker = MaskingFileBroker(given.events_file, guard)
    yield broker
    await broker.close()


@pytest.fixture
def store(given: settings.Settings, guard: Guard, broker: MaskingFileBroker) -> Iterator[MaskingTrackerStore]:
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, event_broker=broker, guard=guard)
    yield store
    store.engine.dispose()


@pytest.fixture(scope="session")
def graph() -> Iterator[FakeGraph]:
    """Meta's Graph API as its documentation describes it, over real HTTP."""
    with FakeGraph.serving() as fake:
        yield fake


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, graph: FakeGraph) -> Iterator[Running]:
    """The whole assistant, started once for all tests that talk to it; needs a trained model (make train)."""
    # Debug level on purpose: whatever these tests send must not be in the logs either.
    var_dir = tmp_path_factory.mktemp("installation")
    with installation(var_dir, extra=messenger_settings(graph), rasa_options="--debug") as started:
        yield started


def messenger_settings(graph: FakeGraph) -> dict[str, str]:
    """The settings with which Messenger is on, and Meta is `graph`."""
    return {
        "MESSENGER_PAGE_TOKEN": PAGE_TOKEN,
        "MESSENGER_APP_SECRET": APP_SECRET,
        "MESSENGER_VERIFY_TOKEN": VERIFY_TOKEN,
        "MESSENGER_GRAPH_URL": graph.url,
    }
