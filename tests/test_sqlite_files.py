"""A SQLite file that several processes open at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from settings import sqlite


def test_a_connection_waits_for_who_writes_to_a_file_that_is_not_yet_written_ahead(tmp_path: Path) -> None:
    # SQLite refuses this switch at once, whatever the busy timeout.
    file = tmp_path / "new.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as second:
        first = Thread(target=_write_for_a_while, args=(file,))
        first.start()
        _until_locked(second)

        sqlite.set_up(second)
        first.join()

        assert second.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert second.execute("SELECT * FROM kept").fetchall() == [("first",)]


def test_a_file_that_stays_locked_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    file = tmp_path / "new.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as first, closing(sqlite3.connect(file)) as second:
        first.execute("BEGIN IMMEDIATE")

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            sqlite.set_up(second)


def test_what_cannot_be_a_database_fails_at_once(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    file.write_text("not a database, but long enough to be looked at " * 50)

    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite.set_up(connection)


def _write_for_a_while(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as first:
        first.execute("BEGIN IMMEDIATE")
        first.execute("CREATE TABLE kept (word TEXT)")
        first.execute("INSERT INTO kept VALUES ('first')")
        sleep(0.5)
        first.execute("COMMIT")


def _until_locked(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA busy_timeout=0")
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return
        connection.execute("ROLLBACK")
        sleep(0.001)
