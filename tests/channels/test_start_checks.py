"""A server that would keep conversations unmasked, or that knows no answers, does not start."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.rest import RestInput
from rasa.core.http_interpreter import RasaNLUHttpInterpreter
from rasa.core.nlg import CallbackNaturalLanguageGenerator, TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from channels.door_routes import DoorRoutes
from channels.rest import RestChannel
from channels.start_checks import (
    SERVED,
    UnsafeStart,
    check,
    check_brain,
    check_channels,
    check_places,
    check_reports,
)
from knowledge_base import RESPONSES, load_sources
from privacy import shared_masker
from privacy.process_guard import guard_process
from settings import Settings
from storage.event_broker import MaskingFileBroker
from storage.fallback_store import MaskingFallbackStore
from storage.guard import Guard
from storage.tracker_store import MaskingTrackerStore
from tests.guarded import guard_taken_away

KNOWN = frozenset(response.intent for response in load_sources(RESPONSES) if response.status in SERVED)


@dataclass
class Server:
    """What Rasa's agent shows of itself at start."""

    tracker_store: TrackerStore
    intents: frozenset[str] = KNOWN
    processor: Any = field(init=False)
    nlg: Any = field(default_factory=lambda: TemplatedNaturalLanguageGenerator({}))
    http_interpreter: Any = None
    model_server: Any = None

    def __post_init__(self) -> None:
        self.processor = SimpleNamespace(domain=SimpleNamespace(intents=sorted(self.intents)))


def test_the_right_store_broker_and_model_may_start(store: MaskingTrackerStore) -> None:
    check(Server(store))  # type: ignore[arg-type]  # the parts of an agent that are checked


def test_rasas_own_wrappers_around_the_store_are_seen_through(store: MaskingTrackerStore) -> None:
    check(Server(FailSafeTrackerStore(AwaitableTrackerStore(store))))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["storage.tracker_store.MaskingTrakerStore", "storage.traker_store.X", "SQL", ""])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_wrong_class_name_of_the_store_is_refused(name: str, broker: MaskingFileBroker, given: Settings) -> None:
    """Rasa takes its in-memory store for a name it cannot import, and says so in one warning."""
    endpoint = EndpointConfig(type=name, db=str(given.var_dir / "stock.db")) if name else None
    found = TrackerStore.create(endpoint, event_broker=broker)
    assert isinstance(found, (InMemoryTrackerStore, SQLTrackerStore))

    with pytest.raises(UnsafeStart, match=r"tracker_store in endpoints\.yml"):
        check(Server(found))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["storage.event_broker.MaskingFileBrokr", "file", ""])
@pytest.mark.filterwarnings("ignore::UserWarning")
async def test_a_wrong_class_name_of_the_broker_is_refused(name: str, given: Settings, guard: Guard) -> None:
    endpoint = EndpointConfig(type=name, path=str(given.var_dir / "stock.log")) if name else None
    broker = await EventBroker.create(endpoint)
    store = MaskingTrackerStore(Domain.empty(), host=given.conversations_url, event_broker=broker, guard=guard)

    with pytest.raises(UnsafeStart, match=r"event_broker in endpoints\.yml"):
        check(Server(store))  # type: ignore[arg-type]
    store.engine.dispose()
    if broker is not None:
        await broker.close()


def test_no_model_is_refused(store: MaskingTrackerStore) -> None:
    server = Server(store)
    server.processor = None

    with pytest.raises(UnsafeStart, match="make train"):
        check(server)  # type: ignore[arg-type]


def test_a_model_that_misses_a_served_answer_is_refused_by_its_name(store: MaskingTrackerStore) -> None:
    missing = sorted(KNOWN)[0]

    with pytest.raises(UnsafeStart, match=rf"1 served intents \({missing} "):
        check(Server(store, KNOWN - {missing}))  # type: ignore[arg-type]


def with_model(path: Path) -> Any:
    """What Rasa's agent shows of the model it was started with: a file, or the folder of the newest one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix:
        path.touch()
    else:
        path.mkdir()
    return SimpleNamespace(processor=SimpleNamespace(model_path=path))


@pytest.mark.parametrize(
    ("model", "channels"),
    [
        ("models/web", {"web", "rest"}),
        ("models/web/20261122.gz", {"web"}),
        ("models/messenger", {"messenger"}),
        ("models/20261122.gz", None),
        ("models", None),
    ],
)
def test_the_brain_of_the_channels_may_start(tmp_path: Path, model: str, channels: set[str] | None) -> None:
    check_brain(with_model(tmp_path / model), None if channels is None else frozenset(channels))


@pytest.mark.parametrize(
    ("model", "channels", "said"),
    [
        ("models/messenger", {"web", "rest"}, "not the web brain's"),
        ("models", {"messenger"}, "not the messenger brain's"),
        ("models/web", {"web", "messenger"}, r"the channels \(messenger, web\) are not those of one brain"),
        ("models/web", set(), r"the channels \(none\)"),
        ("models/web", None, "the model is the web brain's, and BRAINS=one"),
    ],
)
def test_another_brain_than_the_channels_is_refused(
    tmp_path: Path, model: str, channels: set[str] | None, said: str
) -> None:
    """Rasa takes models/ when the folder it is given does not exist, and says nothing."""
    with pytest.raises(UnsafeStart, match=said):
        check_brain(with_model(tmp_path / model), None if channels is None else frozenset(channels))


def test_a_store_that_fails_over_does_so_to_a_masked_memory(store: MaskingTrackerStore) -> None:
    found = FailSafeTrackerStore(AwaitableTrackerStore(store))
    check(Server(found))  # type: ignore[arg-type]

    assert isinstance(found.fallback_tracker_store, MaskingFallbackStore)
    assert found.fallback_tracker_store.event_broker is store.event_broker


def test_a_fail_over_to_another_store_is_refused(store: MaskingTrackerStore) -> None:
    found = FailSafeTrackerStore(store, fallback_tracker_store=InMemoryTrackerStore(Domain.empty()))

    with pytest.raises(UnsafeStart, match="fail over to InMemoryTrackerStore"):
        check(Server(found))  # type: ignore[arg-type]


def test_replies_made_by_another_server_are_refused(store: MaskingTrackerStore) -> None:
    elsewhere = CallbackNaturalLanguageGenerator(EndpointConfig("http://localhost:5056/nlg"))

    with pytest.raises(UnsafeStart, match="remove nlg"):
        check(Server(store, nlg=elsewhere))  # type: ignore[arg-type]


def test_a_channel_that_is_not_ours_is_refused(given: Settings) -> None:
    ours = [object.__new__(RestChannel), object.__new__(DoorRoutes)]
    check_channels(ours)

    with pytest.raises(UnsafeStart, match=r"RestInput: .*credentials\.yml"):
        check_channels([*ours, RestInput()])


def test_the_doors_own_routes_must_be_among_the_channels() -> None:
    with pytest.raises(UnsafeStart, match=r"DoorRoutes is missing in credentials\.yml"):
        check_channels([object.__new__(RestChannel)])


def test_messages_read_or_models_made_elsewhere_are_refused(store: MaskingTrackerStore) -> None:
    elsewhere = EndpointConfig(url="http://localhost:1/x")

    with pytest.raises(UnsafeStart, match=r"remove nlu from endpoints\.yml"):
        check(Server(store, http_interpreter=RasaNLUHttpInterpreter(elsewhere)))  # type: ignore[arg-type]
    with pytest.raises(UnsafeStart, match=r"remove models from endpoints\.yml"):
        check(Server(store, model_server=elsewhere))  # type: ignore[arg-type]


def test_events_kept_elsewhere_than_the_settings_say_are_refused(
    store: MaskingTrackerStore, given: Settings, tmp_path: Path
) -> None:
    """Nothing would expire there, and a deletion would say that nothing is left."""
    server: Any = Server(AwaitableTrackerStore(store))
    check_places(server, given)

    with pytest.raises(UnsafeStart, match="CONVERSATIONS_URL"):
        check_places(server, replace(given, conversations_url=f"sqlite:///{tmp_path}/else.db"))
    with pytest.raises(UnsafeStart, match="EVENTS_FILE"):
        check_places(server, replace(given, events_file=tmp_path / "else.jsonl"))


@pytest.fixture
def guarded() -> Iterator[None]:
    """The guard of a process, taken away again from the one that runs the tests."""
    with guard_taken_away():
        guard_process(shared_masker())
        yield


def test_a_log_handler_without_the_masker_is_refused(guarded: None) -> None:
    check_reports()
    logger, handler = logging.getLogger("some.library"), logging.StreamHandler()
    logger.addHandler(handler)
    try:
        with pytest.raises(UnsafeStart, match=r"StreamHandler of logger 'some\.library'"):
            check_reports()
    finally:
        logger.removeHandler(handler)


def test_a_process_that_logs_unmasked_is_refused() -> None:
    with pytest.raises(UnsafeStart, match="every log record"):
        check_reports()
