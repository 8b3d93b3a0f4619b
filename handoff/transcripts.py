"""Rasa's tracker store → here → console. Every conversation, those the bot solved alone too; read only.

What rests there is masked already. Only the columns of Rasa's SQL tracker store are relied on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, case, create_engine, desc, func, select
from sqlalchemy.engine import Row, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Select

from handoff.views import MessageView

log = logging.getLogger(__name__)

SHOWN = 50

# How far back "the latest" looks: the store knows no order but its own, and may hold millions of events.
RECENT_EVENTS = 20_000

events = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String),
    Column("type_name", String),
    Column("timestamp", Float),
    Column("data", Text),
)

# Types of events with words, and whose they are.
SAID_BY = {"user": "client", "bot": "bot"}
SIGNALS = ("/session_start", "/handoff_closed")
SAID = events.c.type_name.in_(tuple(SAID_BY))


@dataclass(frozen=True)
class ConversationView:
    """One conversation of the bot's."""

    id: str
    last_at: datetime
    messages: int
    """Of the client's."""
    step: str
    """How its latest turn ended: answer, clarify, search, handoff, refuse or other."""
    code: str
    question: str
    """What the client wrote first, of what is still in sight; masked."""

    @property
    def reference(self) -> str:
        """As the client sees it on the page."""
        return self.id.rsplit("-", 1)[-1][:8].upper()

    @property
    def channel(self) -> str:
        return self.id.rsplit("-", 1)[0]


class Transcripts:
    """Reads the tracker store at `url`; an installation whose store does not exist yet has none."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(_read_only(url), future=True)

    def latest(self, reference: str = "") -> tuple[ConversationView, ...]:
        """The latest conversations, or those with the reference that a client names."""
        found = self._rows(_latest(reference))
        ends = self._rows(select(events.c.id, events.c.data).where(events.c.id.in_([row.last for row in found])))
        metadata = {row.id: json.loads(row.data).get("metadata") or {} for row in ends}
        asked = self._asked([row.sender_id for row in found])
        return tuple(_conversation(row, metadata[row.last], asked.get(row.sender_id, "")) for row in found)

    def _asked(self, senders: list[str]) -> dict[str, str]:
        """What each client typed first."""
        typed = select(events.c.sender_id, events.c.data).where(
            events.c.type_name == "user", events.c.sender_id.in_(senders)
        )
        found: dict[str, str] = {}
        for row in self._rows(typed.order_by(events.c.id)):
            text = str(json.loads(row.data).get("text") or "")
            if text and not text.startswith("/"):
                found.setdefault(row.sender_id, text)
        return found

    def messages(self, conversation_id: str) -> tuple[MessageView, ...]:
        """What was said, oldest first; nothing for a conversation that does not exist."""
        said = select(events).where(SAID, events.c.sender_id == conversation_id).order_by(events.c.id)
        titles: dict[str, str] = {}
        lines = [_message(row, titles) for row in self._rows(said)]
        return tuple(line for line in lines if line.text)

    def _rows(self, query: Select) -> list[Row]:
        try:
            with self._engine.connect() as connection:
                return list(connection.execute(query))
        except SQLAlchemyError as error:
            log.warning("the tracker store cannot be read (%s); has Rasa run yet?", type(error).__name__)
            return []


def _latest(reference: str) -> Select:
    recent = select(events).order_by(desc(events.c.id))
    if reference:
        # Nothing but hexadecimal digits comes here, so no wildcard does.
        recent = recent.where(events.c.sender_id.like(f"%-{reference.lower()}%"))
    recent = recent.limit(RECENT_EVENTS).subquery()
    clients = func.sum(case((recent.c.type_name == "user", 1), else_=0))
    return (
        select(
            recent.c.sender_id,
            func.max(recent.c.timestamp).label("at"),
            func.max(recent.c.id).label("last"),
            clients.label("messages"),
        )
        .where(recent.c.type_name.in_(tuple(SAID_BY)))
        .group_by(recent.c.sender_id)
        .order_by(desc("last"))
        .limit(SHOWN)
    )


def _conversation(row: Row, metadata: Mapping[str, Any], question: str) -> ConversationView:
    step, code = str(metadata.get("step") or "other"), str(metadata.get("code") or "")
    return ConversationView(row.sender_id, _time(row.at), row.messages, step, code, question)


def _message(row: Row, titles: dict[str, str]) -> MessageView:
    """One message; `titles` are those of the buttons offered so far, and grow."""
    who, data = SAID_BY[row.type_name], json.loads(row.data)
    text = str(data.get("text") or "")
    for button in (data.get("data") or {}).get("buttons") or ():
        titles[button["payload"]] = button["title"]
    if who == "client" and text.startswith("/"):
        payload = text.split("{", 1)[0]
        # Of a button its title; without one, its intent says more than its payload. Signals of the door are no words.
        text = "" if payload in SIGNALS else titles.get(payload, payload.lstrip("/").replace("_", " "))
    return MessageView(row.id, who, None, text, _time(row.timestamp), "")


def _time(seconds: float | None) -> datetime:
    return datetime.fromtimestamp(seconds or 0, timezone.utc)


def _read_only(url: str) -> str:
    """A SQLite file is opened so that nothing can be written, nor an empty one made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return url
    return f"sqlite:///file:{parsed.database}?mode=ro&uri=true"
