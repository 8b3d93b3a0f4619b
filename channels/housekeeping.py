"""Beside the server, as long as it runs: once a day what is old expires; every minute memory lets go of what went."""

from __future__ import annotations

import asyncio
import logging
import time

from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore

from channels.start_checks import unwrapped
from settings import Settings
from storage.expiry import expire
from storage.tracker_store import MaskingTrackerStore

log = logging.getLogger(__name__)

FIRST_AFTER, EVERY = 300.0, 24 * 3600.0
"""Seconds: not while clients wait for a server that has just started."""
SWEEP = 60.0


async def run(
    store: TrackerStore,
    given: Settings,
    *,
    expires: bool = True,
    first_after: float = FIRST_AFTER,
    sweep: float = SWEEP,
) -> None:
    """Keep house until cancelled; `expires=False` where another server on the same stores lets what is old expire."""
    next_expiry = time.monotonic() + first_after
    swept = time.time()
    while True:
        await asyncio.sleep(sweep)
        try:
            if expires and time.monotonic() >= next_expiry:
                next_expiry = time.monotonic() + EVERY
                log.info("expired: %s", await asyncio.to_thread(expire, given))
            # A little further back than the last time: another process's clock is not ours.
            since, swept = swept - sweep, time.time()
            drop(store, since)
        except Exception as error:
            # Whatever it was, it is tried again. Only the type: the message of a store's error may quote a row.
            log.error("expiry stumbled, tried again: %s", type(error).__name__)


def drop(store: TrackerStore, since: float) -> None:
    """Let memory go of conversations that were deleted after `since`, also what Rasa kept while its store was down."""
    found = unwrapped(store)
    if not isinstance(found, MaskingTrackerStore):
        return
    gone = found.drop_forgotten(since)
    fallback = _fallback_of(store)
    for sender in gone:
        fallback.pop(sender, None)


def _fallback_of(store: TrackerStore) -> dict[str, str]:
    while not isinstance(store, FailSafeTrackerStore):
        inner = getattr(store, "_tracker_store", None)
        if inner is None:
            return {}
        store = inner
    kept: dict[str, str] = getattr(store._fallback_tracker_store, "store", {})
    return kept
