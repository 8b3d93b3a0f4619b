"""What must hold before the first message: Rasa replaces what it cannot load by something unsafe, in silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

import sentry_sdk
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, TrackerStore
from sanic import Sanic
from sqlalchemy.engine import make_url

from channels import logs, wiring
from knowledge_base import RESPONSES, load_sources
from settings import BRAINS, Settings, brain_of
from storage.event_broker import MaskingFileBroker
from storage.fallback_store import MaskingFallbackStore
from storage.guard import process_guard
from storage.tracker_store import MaskingTrackerStore

log = logging.getLogger(__name__)

DOOR = "channels.door_routes.DoorRoutes"
SERVED = ("reviewed", "approved")


class UnsafeStart(Exception):
    """The server must not start. The message says what is wrong and how to mend it."""


async def refuse_unsafe_start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Raise UnsafeStart when something of this server would keep, send or log what nobody masked."""
    check(app.ctx.agent)
    check_places(app.ctx.agent, wiring.process_settings())
    check_channels(app.ctx.input_channels)
    check_reports()
    if wiring.conversations().kept_under_another_key():
        log.error(
            "DOOR_KEY is not the one that earlier conversations were kept under: their clients begin anew, and held"
            " replies cannot be delivered; put the former key back unless it was changed on purpose"
        )


def check(agent: Agent) -> None:
    """Raise UnsafeStart for a store or broker without masking, a missing model, or one older than the data."""
    store = unwrapped(agent.tracker_store)
    if not isinstance(store, MaskingTrackerStore):
        found = type(store).__name__
        raise UnsafeStart(f"the tracker store is {found}, which does not mask; check tracker_store in endpoints.yml")
    if not isinstance(store.event_broker, MaskingFileBroker):
        found = type(store.event_broker).__name__
        raise UnsafeStart(f"the event broker is {found}, which does not mask; check event_broker in endpoints.yml")
    _secure_fail_over(agent.tracker_store, store)
    if not isinstance(agent.nlg, TemplatedNaturalLanguageGenerator):
        raise UnsafeStart("replies would be made by another server, which gets whole conversations; remove nlg")
    if agent.http_interpreter is not None:
        raise UnsafeStart("another server would read what clients write; remove nlu from endpoints.yml")
    if agent.model_server is not None:
        raise UnsafeStart("models would come from another server; remove models from endpoints.yml")
    if agent.processor is None:
        raise UnsafeStart("no model could be loaded; run 'make train'")
    known = set(agent.processor.domain.intents)
    served = {response.intent for response in load_sources(RESPONSES) if response.status in SERVED}
    if served - known:
        missing = ", ".join(sorted(served - known)[:5])
        count = len(served - known)
        raise UnsafeStart(f"the model does not know {count} served intents ({missing} …); run 'make train'")


def check_places(agent: Agent, given: Settings) -> None:
    """Raise UnsafeStart when events are kept elsewhere than the settings say: they would never expire."""
    store = unwrapped(agent.tracker_store)
    if store.engine.url != make_url(given.conversations_url):
        raise UnsafeStart("tracker_store in endpoints.yml has a url of its own; remove it and set CONVERSATIONS_URL")
    if store.event_broker.path.resolve() != given.events_file.resolve():
        raise UnsafeStart("event_broker in endpoints.yml has a path of its own; remove it and set EVENTS_FILE")


def check_brain(agent: Agent, channels: frozenset[str] | None) -> None:
    """Raise UnsafeStart unless the model is the one of the brain that serves these channels (None: all of them)."""
    model = agent.processor.model_path
    folder = model.name if model.is_dir() else model.parent.name
    if channels is None:
        if folder in BRAINS:
            raise UnsafeStart(
                f"the model is the {folder} brain's, and BRAINS=one; give --model models, or set BRAINS=two"
            )
        return
    brains = {brain_of(channel) for channel in channels}
    if len(brains) != 1:
        found = ", ".join(sorted(channels)) or "none"
        mend = "give --credentials brains/web/credentials.yml, or that of brains/messenger"
        raise UnsafeStart(f"BRAINS=two, and the channels ({found}) are not those of one brain; {mend}")
    (brain,) = brains
    if folder != brain:
        raise UnsafeStart(f"the model is not the {brain} brain's; run 'make train' and give --model models/{brain}")


def _secure_fail_over(store: TrackerStore, primary: MaskingTrackerStore) -> None:
    """Let Rasa fail over to memory that is masked; raises UnsafeStart when it would to another store."""
    while isinstance(store, (FailSafeTrackerStore, AwaitableTrackerStore)):
        if isinstance(store, FailSafeTrackerStore):
            second = store._fallback_tracker_store
            if second is not None and not isinstance(second, MaskingFallbackStore):
                raise UnsafeStart(
                    f"the store would fail over to {type(second).__name__}, which does not mask; remove it"
                )
            store._fallback_tracker_store = second or MaskingFallbackStore(primary, process_guard())
        store = store._tracker_store


def check_channels(channels: Iterable[InputChannel]) -> None:
    """Raise UnsafeStart for a channel that is not the door's: it would hand on what nobody masked. Or without DOOR."""
    channels = list(channels)
    if DOOR not in {f"{type(one).__module__}.{type(one).__name__}" for one in channels}:
        raise UnsafeStart(f"{DOOR} is missing in credentials.yml; put it back, nothing works without it")
    strange = sorted(type(one).__name__ for one in channels if not type(one).__module__.startswith("channels."))
    if strange:
        raise UnsafeStart(
            f"{', '.join(strange)}: no channel of ours, so it does not mask; remove it from credentials.yml"
        )


def check_reports() -> None:
    """Raise UnsafeStart when a log handler writes unmasked or errors are reported to somebody else."""
    unguarded = logs.unguarded()
    if unguarded:
        raise UnsafeStart(f"logged without masking: {', '.join(unguarded)}; remove the handler")
    if sentry_sdk.Hub.current.client is not None:
        raise UnsafeStart("errors would be reported to Sentry with client words; set RASA_TELEMETRY_ENABLED=false")


def unwrapped(store: TrackerStore) -> TrackerStore:
    """Return the tracker store inside Rasa's wrappers, which fail over to memory and make it awaitable."""
    while isinstance(store, (FailSafeTrackerStore, AwaitableTrackerStore)):
        store = store._tracker_store
    return store
