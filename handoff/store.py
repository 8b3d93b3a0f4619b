"""Tickets' database: one engine, transactions that read and transactions that write.

A writer on SQLite takes the lock when it begins, so that what it has read is still true when it
writes; on PostgreSQL the conditional updates of tickets.py do that.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from handoff.errors import StoreUnusable
from settings import sqlite

MIGRATIONS = Path(__file__).parent / "migrations"

log = logging.getLogger(__name__)


class Store:
    """The database at `url`, upgraded to the newest schema."""

    def __init__(self, url: str) -> None:
        self._sqlite = make_url(url).get_backend_name() == "sqlite"
        if self._sqlite:
            _make_folder(url)
        self._engine = create_engine(url, future=True, poolclass=QueuePool, hide_parameters=True, **self._options())
        if self._sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        try:
            self._upgrade()
        except SQLAlchemyError as error:
            raise StoreUnusable(
                f"TICKETS_URL: {make_url(url)!r} cannot be opened or upgraded ({type(error).__name__}); "
                "check that it exists and can be written"
            ) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; what is written in it is rolled back."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing: commits at the end, rolls back on any error."""
        with self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def scrub(self, *, however_large: bool = True) -> None:
        """Let no byte of what was deleted stay in a SQLite file or in its log; writers wait meanwhile."""
        if not self._sqlite:
            return
        with self._engine.connect() as connection:
            if not sqlite.scrub(connection.connection.dbapi_connection, however_large=however_large):
                log.warning("deleted bytes may remain in the log of the tickets until its next checkpoint")

    def close(self) -> None:
        self._engine.dispose()

    def _options(self) -> dict[str, Any]:
        return {"connect_args": {"check_same_thread": False}} if self._sqlite else {"pool_pre_ping": True}

    def _upgrade(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin only at the first write
    sqlite.set_up(connection)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
