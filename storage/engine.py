"""SQLAlchemy engines as all our stores open them."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

SCRUB_TRIES, SCRUB_PAUSE = 20, 0.25
VACUUM_BYTES = 256 * 1024 * 1024
"""A larger database is written anew for a deletion on request alone; about 1 second for 100 MB."""

log = logging.getLogger(__name__)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; a SQLite file gets a pool, WAL and a busy timeout, and its folder is made.

    SQLAlchemy 1.4 opens a SQLite file anew for each session unless it is given a pool: 3.05 ms against 0.33 ms
    for a small commit.
    """
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite") or not parsed.database:
        return sa.create_engine(url, future=True, pool_pre_ping=True, hide_parameters=True)
    Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # An error must not quote what it was about to write.
    connecting = {"check_same_thread": False, "timeout": 10}
    engine = sa.create_engine(url, future=True, poolclass=QueuePool, hide_parameters=True, connect_args=connecting)
    sa.event.listen(engine, "connect", _set_pragmas)
    return engine


def create_tables(engine: Engine, metadata: sa.MetaData) -> None:
    """Make the tables that are missing, whoever else makes them at the same moment."""
    for _ in metadata.sorted_tables:
        try:
            metadata.create_all(engine)
            return
        except sa.exc.DBAPIError:
            # Another process was first with one of them; what is there by now is passed over.
            continue
    metadata.create_all(engine)


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    # What is deleted or replaced is overwritten: SQLite alone only forgets where it was.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def scrub(engine: Engine, *, however_large: bool = True) -> None:
    """Let no byte of what was deleted stay in a SQLite file or in its log, beside whoever else uses it.

    Rebalancing leaves copies of rows in pages that are still in use, which `secure_delete` does not reach: VACUUM
    writes all pages anew. Writers wait for it, which a daily job must not make them do for long.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        pages = [int(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in ("page_count", "page_size")]
        if however_large or pages[0] * pages[1] <= VACUUM_BYTES:
            connection.exec_driver_sql("VACUUM")
        # A reader in the middle of something keeps the log from being emptied.
        for _ in range(SCRUB_TRIES):
            if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0:
                return
            time.sleep(SCRUB_PAUSE)
    log.warning("deleted bytes may remain in the log of a database until its next checkpoint")
