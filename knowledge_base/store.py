"""Checked responses → one SQL table. A reader sees the old knowledge base or the new one, never half.

The store is derived: when the sources, their schema or the tables have changed it is written anew in
one transaction. SQLite embedded, PostgreSQL by URL.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import JSON, Boolean, Column, Date, MetaData, String, Table, create_engine, event, inspect
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from knowledge_base.entries import as_entry
from knowledge_base.loader import RESPONSES, load_sources
from knowledge_base.located_yaml import yaml_files
from knowledge_base.problems import KnowledgeUnwritable
from knowledge_base.response import Response
from knowledge_base.taxonomy import TAXONOMY
from settings import sqlite

SCHEMA = "1"
"""Raise it whenever the tables or what is written into them change: every store is then rebuilt."""

# Without it SQLAlchemy 1.4 opens a SQLite file anew for each question: three times the cost of asking.
_POOLED = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
_BUILD_LOCK = 0x51A1D  # any number; only builders of this store ask PostgreSQL for it

tables = MetaData()
responses_table = Table(
    "knowledge_responses",
    tables,
    Column("code", String(6), primary_key=True),
    Column("intent", String(100), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("line", String(100), nullable=False),
    Column("subtopic", String(100), nullable=False),
    Column("owner", String(100), nullable=False),
    Column("reviewed_on", Date, nullable=False),
    Column("review_by", Date, nullable=False),
    Column("volatile", Boolean, nullable=False),
    Column("as_of", Date),
    Column("approved_by", String(200)),
    Column("approved_on", Date),
    Column("replaced_by", String(6)),
    Column("question", JSON, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    Column("related", JSON, nullable=False),
)
state_table = Table(
    "knowledge_state",
    tables,
    Column("schema", String(20), primary_key=True),
    Column("digest", String(64), nullable=False),
)


def build(url: str, source: Path | Iterable[Response] = RESPONSES) -> None:
    """Write `source` (the folder of YAML files, or responses already loaded) in place of what is there.

    Raises KnowledgeInvalid when the folder has problems, KnowledgeUnwritable when the database has;
    the store is then left as it was.
    """
    with _failing_by_name():
        if isinstance(source, Path):
            _write(url, load_sources(source), sources_digest(source))
        else:
            _write(url, list(source), "")


def ensure(url: str, directory: Path = RESPONSES) -> bool:
    """Build the store if it is missing or older than `directory`; return whether it was built.

    Raises as `build` does.
    """
    digest = sources_digest(directory)
    with _failing_by_name():
        if stored_digest(url) == digest:
            return False
        _write(url, load_sources(directory), digest)
    return True


def sources_digest(directory: Path, taxonomy: Path = TAXONOMY) -> str:
    """Return what changes when any source file is added, removed, renamed or edited."""
    digest = hashlib.sha256(SCHEMA.encode())
    for path in [taxonomy, *yaml_files(directory)]:
        name = path.relative_to(directory) if path.is_relative_to(directory) else Path(path.name)
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name.as_posix()}\n{content}\n".encode())
    return digest.hexdigest()


def stored_digest(url: str) -> str | None:
    """Return the digest of what the store at `url` was built from; None when there is no usable one."""
    file = _sqlite_file(url)
    if file is not None and not file.exists():
        return None  # connecting would create it
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            return _digest(connection)
    finally:
        engine.dispose()


def engine_for(url: str, begin: str = "BEGIN") -> Engine:
    """Return an engine for `url`; on SQLite its transactions are opened by the statement `begin`."""
    engine = create_engine(url, future=True, **({} if _sqlite_file(url) is None else _POOLED))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _sqlite_file(url: str) -> Path | None:
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # pysqlite would open transactions late and never for DDL; SQLAlchemy's "begin" does it instead.
    connection.isolation_level = None
    sqlite.set_up(connection)


def _digest(connection: Connection) -> str | None:
    if not inspect(connection).has_table(state_table.name):
        return None
    row = connection.execute(state_table.select()).first()
    return str(row.digest) if row is not None and row.schema == SCHEMA else None


@contextmanager
def _failing_by_name() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        mend = "is the database of KNOWLEDGE_URL running? A damaged SQLite file can be deleted: it is built anew"
        raise KnowledgeUnwritable(f"knowledge base: store not written ({type(error).__name__}); {mend}") from error


def _write(url: str, responses: Iterable[Response], digest: str) -> None:
    with _writing(url) as connection:
        if _digest(connection) is None:
            # Tables of another schema version (or none): new ones, in the same transaction.
            tables.drop_all(connection)
            tables.create_all(connection)
        connection.execute(responses_table.delete())
        rows = [_row(response) for response in responses]
        if rows:
            connection.execute(responses_table.insert(), rows)
        connection.execute(state_table.delete())
        connection.execute(state_table.insert(), {"schema": SCHEMA, "digest": digest})


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    """Give the one transaction that may write; a second builder waits for the first."""
    file = _sqlite_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = engine_for(url, begin="BEGIN IMMEDIATE")
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_BUILD_LOCK})")
            yield connection
    finally:
        engine.dispose()


def _row(response: Response) -> dict[str, object]:
    entry = as_entry(response)
    return {
        **{column.name: getattr(response, column.name) for column in responses_table.columns},
        "question": entry["question"],
        "answer": entry["answer"],
        "links": entry["links"],
        "related": entry["related"],
    }
