"""Where Rasa keeps a conversation while its store is down: in memory, masked, and not without end."""

from __future__ import annotations

import json
import logging

from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from storage.guard import Guard

log = logging.getLogger(__name__)

KEPT = 500
"""Conversations; Rasa's own fail-over store forgets none before the process ends."""


class MaskingFallbackStore(InMemoryTrackerStore):
    """Takes what the real store could not. The broker gets the events from here, and masks them itself."""

    def __init__(self, primary: TrackerStore, guard: Guard) -> None:
        super().__init__(primary.domain, primary.event_broker)
        self._guard = guard

    async def save(self, tracker: DialogueStateTracker) -> None:
        self._guard.conversation(tracker.sender_id)
        try:
            await self.stream_events(tracker)
        except OSError as error:
            # A disk that is full ends both: the client shall have an answer though nobody counts it.
            log.error("events not streamed: %s", type(error).__name__)
        dialogue = tracker.as_dialogue().as_dict()
        masked = {**dialogue, "events": [self._guard.deep(event) for event in dialogue["events"]]}
        self.store.pop(tracker.sender_id, None)
        self.store[tracker.sender_id] = json.dumps(masked)
        while len(self.store) > KEPT:
            self.store.pop(next(iter(self.store)))
