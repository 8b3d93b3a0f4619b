"""Tables of the desk. What text they hold passed the masker first; migrations/ creates them.

Ids that leave the bridge are random; the integer keys only order rows and stay inside.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class UtcDateTime(TypeDecorator):
    """An aware time in UTC; SQLite would forget the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=timezone.utc)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

agents = Table(
    "agents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),  # lower case
    Column("name", String(64), nullable=False),  # what clients read
    Column("password_hash", String(255), nullable=False),
    Column("supervisor", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("language", String(2), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),  # digest of what the cookie holds
    Column("agent_id", ForeignKey("agents.id"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
)

failed_logins = Table(
    "failed_logins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(64), nullable=False, index=True),
    Column("address", String(64), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("epoch", Integer, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("channel", String(32), nullable=False),
    Column("language", String(2), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("code", String(6)),
    Column("question", Text, nullable=False),
    Column("tried", JSON, nullable=False),
    Column("owner", String(8), nullable=False),  # queue, person, or bot once closed
    Column("agent_id", ForeignKey("agents.id")),  # who has it, or had it last
    Column("opened_at", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(40)),
    Column("rating", Integer),
    Index("ix_tickets_owner_waiting", "owner", "waiting_since"),
    # The database itself refuses a second open ticket, whatever two processes do at once.
    Index(
        "uq_tickets_open_conversation",
        "conversation_id",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", String(128), nullable=False),
    Column("route", String(16), nullable=False),  # owner or deliver
    Column("payload", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("taken_at", UtcDateTime),  # the door keeps it: the client is away, or the channel is down
    Column("delivered_at", UtcDateTime),
    Column("refused_at", UtcDateTime),  # it will never arrive
    Column("reason", String(20)),  # why it is kept or refused, as the door says
    Column("last_error", String(200)),
    Index(
        "ix_outbox_pending",
        "conversation_id",
        "id",
        sqlite_where=text("delivered_at IS NULL AND refused_at IS NULL"),
        postgresql_where=text("delivered_at IS NULL AND refused_at IS NULL"),
    ),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False, index=True),
    Column("message_id", String(128), nullable=False),
    Column("who", String(8), nullable=False),  # client, bot, agent
    Column("agent_id", ForeignKey("agents.id")),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("outbox_id", ForeignKey("outbox.id")),  # an agent's reply on its way
    UniqueConstraint("ticket_id", "message_id", name="uq_messages_ticket_message"),
)

reads = Table(
    "reads",
    metadata,
    Column("ticket_id", ForeignKey("tickets.id"), primary_key=True),
    Column("agent_id", ForeignKey("agents.id"), primary_key=True),
    Column("last_message", Integer, nullable=False),
)

# Append-only: the audit trail, and what analytics counts. No text ever.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),  # opened, taken, replied, returned, closed, rated
    Column("agent_id", ForeignKey("agents.id")),
    Column("epoch", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("detail", String(40)),  # reason, outcome or score
)
