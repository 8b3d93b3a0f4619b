"""The table in which Rasa's SQL tracker store keeps its events, as far as we read it or delete from it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

events = sa.table(
    "events",
    sa.column("id", sa.Integer),
    sa.column("sender_id", sa.String),
    sa.column("type_name", sa.String),
    sa.column("timestamp", sa.Float),
    sa.column("data", sa.Text),
)


def has_events(engine: Engine) -> bool:
    """Tell whether Rasa has made its table yet."""
    return bool(sa.inspect(engine).has_table("events"))
