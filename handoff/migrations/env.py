"""Alembic's entry point: brings the desk's database to the newest schema.

The bridge passes its own connection at start; on the command line (`alembic -c handoff/alembic.ini`)
the address comes from the settings.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection

import settings
from handoff.schema import metadata


def migrate(connection: Connection) -> None:
    # SQLite cannot alter tables in place: "batch" copies them.
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with create_engine(settings.load().tickets_url, future=True).begin() as own:
        migrate(own)
