"""Rasa's events → masked → SQL and broker. The guarantee for every way in, also those that bypass the door."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

import settings
from storage.engine import open_engine
from storage.guard import Guard, process_guard

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
        """`host`: a SQLAlchemy URL; the default is the setting CONVERSATIONS_URL."""
        url = host or settings.load().conversations_url
        engine: Engine = open_engine(url)
        super().__init__(domain=domain, host=url, event_broker=event_broker, **kwargs)
        # Rasa's own engine has served to make the tables; ours is pooled.
        self.engine: Engine = engine
        self.sessionmaker = sa.orm.session.sessionmaker(bind=engine)
        self._guard = guard or process_guard()

    async def save(self, tracker: DialogueStateTracker) -> None:
        with self.session_scope() as session:
            new = [self._guard.deep(event.as_dict()) for event in self._additional_events(session, tracker)]
            if new:
                session.execute(sa.insert(self.SQLEvent.__table__), [_row(tracker.sender_id, e) for e in new])
                session.commit()
        self._publish(tracker.sender_id, new)

    def _publish(self, sender_id: str, events: Iterable[dict[str, Any]]) -> None:
        if self.event_broker is None:
            return
        for event in events:
            self.event_broker.publish({"sender_id": sender_id, **event})

    def _additional_events(self, session: sa.orm.Session, tracker: DialogueStateTracker) -> Iterable[Event]:
        found: Iterable[Event] = super()._additional_events(session, tracker)
        return found


def _row(sender_id: str, event: dict[str, Any]) -> dict[str, Any]:
    return {
        "sender_id": sender_id,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }
