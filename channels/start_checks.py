"""What must hold before the first message: Rasa replaces what it cannot load by something unsafe, in silence."""

from __future__ import annotations

import asyncio

from rasa.core.agent import Agent
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, TrackerStore
from sanic import Sanic

from knowledge_base import RESPONSES, load_sources
from settings import BRAINS, brain_of
from storage.event_broker import MaskingFileBroker
from storage.tracker_store import MaskingTrackerStore

SERVED = ("reviewed", "approved")


class UnsafeStart(Exception):
    """The server must not start. The message says what is wrong and how to mend it."""


async def refuse_unsafe_start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Raise UnsafeStart when store, broker or model are not the ones that config and data name."""
    check(app.ctx.agent)


def check(agent: Agent) -> None:
    """Raise UnsafeStart for a store or broker without masking, a missing model, or one older than the data."""
    store = unwrapped(agent.tracker_store)
    if not isinstance(store, MaskingTrackerStore):
        found = type(store).__name__
        raise UnsafeStart(f"the tracker store is {found}, which does not mask; check tracker_store in endpoints.yml")
    if not isinstance(store.event_broker, MaskingFileBroker):
        found = type(store.event_broker).__name__
        raise UnsafeStart(f"the event broker is {found}, which does not mask; check event_broker in endpoints.yml")
    if agent.processor is None:
        raise UnsafeStart("no model could be loaded; run 'make train'")
    known = set(agent.processor.domain.intents)
    served = {response.intent for response in load_sources(RESPONSES) if response.status in SERVED}
    if served - known:
        missing = ", ".join(sorted(served - known)[:5])
        count = len(served - known)
        raise UnsafeStart(f"the model does not know {count} served intents ({missing} …); run 'make train'")


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


def unwrapped(store: TrackerStore) -> TrackerStore:
    """Return the tracker store inside Rasa's wrappers, which fail over to memory and make it awaitable."""
    while isinstance(store, (FailSafeTrackerStore, AwaitableTrackerStore)):
        store = store._tracker_store
    return store
