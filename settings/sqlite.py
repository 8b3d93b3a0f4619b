"""How every SQLite file of ours is opened, and how what was deleted from one is made to leave no byte."""

from __future__ import annotations

import sqlite3
import time

BUSY_SECONDS = 10.0
SWITCH_PAUSE = 0.01
SCRUB_TRIES, SCRUB_PAUSE = 20, 0.25
VACUUM_BYTES = 256 * 1024 * 1024
"""A larger database is written anew for a deletion on request alone; about 1 second for 100 MB."""


def set_up(connection: sqlite3.Connection) -> None:
    """Make `connection` wait for other writers, write ahead, check references and overwrite what is deleted.

    Raises sqlite3.OperationalError when the file stays locked for BUSY_SECONDS.
    """
    connection.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    # SQLite alone only forgets where it was.
    connection.execute("PRAGMA secure_delete=ON")


def scrub(connection: sqlite3.Connection, *, however_large: bool) -> bool:
    """Write the file anew and empty its log, beside whoever else uses it; return whether the log was emptied.

    Rebalancing leaves copies of rows in pages that are still in use, which `secure_delete` does not reach: VACUUM
    writes all pages anew. Writers wait for it, which a daily job must not make them do for long.
    """
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if however_large or pages * size <= VACUUM_BYTES:
        connection.execute("VACUUM")
    # A reader in the middle of something keeps the log from being emptied.
    for _ in range(SCRUB_TRIES):
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
            return True
        time.sleep(SCRUB_PAUSE)
    return False


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Two connections that switch the same new file would wait for each other: SQLite refuses one of them at once,
    # whatever its busy timeout.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(SWITCH_PAUSE)
