"""The tables of the door's store, and their rows as the rest of the door holds them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

MAX_STALE = 100

metadata = sa.MetaData()

conversation = sa.Table(
    "conversation",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("page_language", sa.String(2)),
    sa.Column("owner", sa.String(10), nullable=False, default="bot"),
    sa.Column("epoch", sa.Integer, nullable=False, default=0),
    sa.Column("ticket", sa.String(20)),
    sa.Column("offered", sa.Text, nullable=False, default="[]"),
    sa.Column("stale", sa.Text, nullable=False, default="[]"),
    sa.Column("turns", sa.Integer, nullable=False, default=0),
    sa.Column("told_unreachable", sa.Boolean, nullable=False, default=False),
    sa.Column("updated_at", sa.Float, nullable=False),
)

message = sa.Table(
    "message",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
    sa.Column("message_id", sa.String(80), nullable=False),
    sa.Column("who", sa.String(8), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("sent_at", sa.Float, nullable=False),
    # A client's message that was acknowledged but not yet worked on, one of ours that the channel has not taken
    # yet: both are taken up again, after a crash too.
    sa.Column("pending", sa.Boolean, nullable=False, default=False, index=True),
    # Messages for a person on the other side of the bridge wait here until the bridge has them.
    sa.Column("forward", sa.Boolean, nullable=False, default=False, index=True),
    sa.UniqueConstraint("conversation_id", "message_id"),
    sqlite_autoincrement=True,
)

# A turn of the bot that has begun and brought no reply yet. What a stopped process leaves here is taken up at the
# next start.
open_turn = sa.Table(
    "open_turn",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    # Which process began it: this one is still at work on its own.
    sa.Column("run", sa.String(32), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
)

# What a conversation was shown once: the notice, by version; the sentence about removed details.
shown = sa.Table(
    "shown",
    metadata,
    sa.Column("conversation_id", sa.String(64), primary_key=True),
    sa.Column("what", sa.String(20), primary_key=True),
    sa.Column("version", sa.String(20), primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
)

# Counts only: nothing leads from here to a conversation.
counted = sa.Table(
    "counted",
    metadata,
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("channel", sa.String(20), primary_key=True),
    sa.Column("what", sa.String(40), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
)


@dataclass(frozen=True)
class Conversation:
    """What the door knows of a conversation; no client words."""

    id: str
    channel: str
    language: str
    page_language: str | None = None
    owner: str = "bot"
    """bot, queue or person."""
    epoch: int = 0
    ticket: str | None = None
    offered: tuple[str, ...] = ()
    """Payloads of the newest buttons."""
    stale: tuple[str, ...] = ()
    """Payloads of earlier buttons."""
    turns: int = 0
    told_unreachable: bool = False

    @property
    def reference(self) -> str:
        """What the client sees: short, and of no use to anyone else."""
        return self.id.rsplit("-", 1)[-1][:8].upper()


@dataclass(frozen=True)
class Entry:
    """One message of the conversation as the client saw or wrote it, masked."""

    seq: int
    conversation_id: str
    message_id: str
    who: str
    """client, bot, agent or system."""
    body: dict[str, Any]
    sent_at: float


def with_offer(known: Conversation, payloads: Sequence[str]) -> Conversation:
    """Return the conversation with `payloads` as its newest buttons; the ones before become stale."""
    stale = tuple(dict.fromkeys((*known.stale, *known.offered)))[-MAX_STALE:]
    return replace(known, offered=tuple(payloads), stale=stale)


def conversation_of(row: Any) -> Conversation:
    return Conversation(
        id=row["id"],
        channel=row["channel"],
        language=row["language"],
        page_language=row["page_language"],
        owner=row["owner"],
        epoch=row["epoch"],
        ticket=row["ticket"],
        offered=tuple(json.loads(row["offered"])),
        stale=tuple(json.loads(row["stale"])),
        turns=row["turns"],
        told_unreachable=bool(row["told_unreachable"]),
    )


def entry_of(row: Any) -> Entry:
    return Entry(
        row["seq"], row["conversation_id"], row["message_id"], row["who"], json.loads(row["body"]), row["sent_at"]
    )
