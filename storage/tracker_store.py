"""Rasa's events → masked → SQL and broker. The guarantee for every way in, also those that bypass the door."""

from __future__ import annotations

import itertools
import json
import logging
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

import settings
from storage import forgotten
from storage.engine import open_engine
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard, process_guard
from storage.own_names import domain_names
from storage.served import refuse_strange_channels

LIVE_TRACKERS = 500
"""Conversations kept in memory between turns; about 100 kB each."""

log = logging.getLogger(__name__)


class MaskingTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, with every new event masked before it is written or streamed.

    The broker gets the very rows that are stored, after the commit: stock Rasa streams first and fetches the
    tracker once more to find out what is new.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        guard: Guard | None = None,
        **kwargs: Any,
    ) -> None:
        """`host`: a SQLAlchemy URL; the default is the setting CONVERSATIONS_URL. Raises NotMasked."""
        refuse_strange_channels()
        url = host or settings.load().conversations_url
        engine: Engine = open_engine(url)
        forgotten.prepare(engine)
        self._guard = guard or process_guard()
        super().__init__(domain=domain, host=url, event_broker=event_broker, **kwargs)
        # Rasa's own engine has served to make the tables; ours is pooled.
        self.engine: Engine = engine
        self.sessionmaker = sa.orm.session.sessionmaker(bind=engine)
        self._insertion = sa.insert(self.SQLEvent.__table__)
        self._guard.trust_names(domain_names(self.domain))
        self._live: OrderedDict[str, tuple[DialogueStateTracker, int]] = OrderedDict()

    @property
    def domain(self) -> Domain:
        """Rasa's domain; it gives the model's to the store once that is loaded."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()
        self._guard.trust_names(domain_names(self._domain))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation's tracker, from memory when nothing has happened to it since it was saved.

        Reading and replaying all events makes every turn slower than the one before. A tracker that has more
        events than were saved belongs to a turn that failed, and is read anew.
        """
        tracker, saved = self._live.pop(sender_id, (None, 0))
        if tracker is not None and len(tracker.events) == saved and not self._is_forgotten(tracker):
            self._live[sender_id] = tracker, saved
            return tracker
        found: DialogueStateTracker | None = await super().retrieve(sender_id)
        if found is not None:
            self._keep(found)
        return found

    async def save(self, tracker: DialogueStateTracker) -> None:
        self._guard.conversation(tracker.sender_id)
        added = self._added(tracker)
        events = [event.as_dict() for event in added]
        masked = [self._guard.deep(event) for event in events]
        if masked and not self._insert(tracker, masked):
            self._live.pop(tracker.sender_id, None)
            log.info("turn of a deleted conversation not kept", extra={"conversation": tracker.sender_id})
            return
        # What masking changed must not live on in memory.
        if masked == events:
            self._keep(_of_its_last_session(tracker, added))
        else:
            self._live.pop(tracker.sender_id, None)
        self._publish(tracker.sender_id, masked)

    def _insert(self, tracker: DialogueStateTracker, masked: list[dict[str, Any]]) -> bool:
        """Write events; False, and nothing is written, when the conversation was deleted meanwhile."""
        with self.engine.begin() as db:
            forgotten.hold(db, [tracker.sender_id])
            db.execute(self._insertion, [_row(tracker.sender_id, event) for event in masked])
            # Held, or after the first change, which took SQLite's lock: nothing is deleted until the commit.
            if forgotten.is_forgotten(db, tracker.sender_id, tracker.events):
                db.rollback()
                return False
        return True

    def drop_forgotten(self, since: float) -> list[str]:
        """Let go of what memory holds of conversations that were deleted after `since`; return their ids."""
        senders = forgotten.marked_since(self.engine, since)
        for sender in senders:
            tracker, _ = self._live.get(sender, (None, 0))
            # The client may have begun anew since.
            if tracker is not None and self._is_forgotten(tracker):
                del self._live[sender]
        return senders

    def _is_forgotten(self, tracker: DialogueStateTracker) -> bool:
        with self.engine.connect() as db:
            return forgotten.is_forgotten(db, tracker.sender_id, tracker.events)

    def _keep(self, tracker: DialogueStateTracker) -> None:
        self._live[tracker.sender_id] = tracker, len(tracker.events)
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > LIVE_TRACKERS:
            self._live.popitem(last=False)

    def _publish(self, sender_id: str, events: Iterable[dict[str, Any]]) -> None:
        if self.event_broker is None:
            return
        of_sender = [{"sender_id": sender_id, **event} for event in events]
        if isinstance(self.event_broker, MaskingFileBroker):
            self.event_broker.publish_masked(of_sender)
            return
        for event in of_sender:
            self.event_broker.publish(event)

    def _added(self, tracker: DialogueStateTracker) -> list[Event]:
        """Return the events that are not stored yet."""
        live, saved = self._live.get(tracker.sender_id, (None, 0))
        if live is tracker:
            return list(itertools.islice(tracker.events, saved, None))
        with self.session_scope() as session:
            return list(self._additional_events(session, tracker))


def _of_its_last_session(tracker: DialogueStateTracker, added: Iterable[Event]) -> DialogueStateTracker:
    """Leave behind what came before a session that has just begun, as reading the tracker anew would."""
    begun = [event.timestamp for event in added if isinstance(event, SessionStarted)]
    if begun:
        kept = [event for event in tracker.events if event.timestamp >= max(begun)]
        tracker.events.clear()
        tracker.events.extend(kept)
    return tracker


def _row(sender_id: str, event: dict[str, Any]) -> dict[str, Any]:
    return {
        "sender_id": sender_id,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }
