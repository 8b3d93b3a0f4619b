"""Settings → here → which stores are there and can be read, without making an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from settings import Settings
from storage import event_file


def any_there(given: Settings) -> bool:
    """Return whether any store is there. A database server's is taken to be."""
    return given.events_file.exists() or any(_is_there(url) for _, url in _stores(given))


def missing(given: Settings) -> str | None:
    """Return the setting of the first store whose file is not there, or None when all are."""
    found = next((name for name, url in _stores(given) if not _is_there(url)), None)
    return found or (None if event_file.is_there(given.events_file) else "EVENTS_FILE")


def unusable(given: Settings) -> str | None:
    """Return the setting of the first store that cannot be read, or None when all can."""
    for name, url in _stores(given):
        if not _is_there(url):
            continue
        engine = sa.create_engine(url, future=True)
        try:
            sa.inspect(engine).get_table_names()
        except SQLAlchemyError:
            return name
        finally:
            engine.dispose()
    return None


def _stores(given: Settings) -> Iterator[tuple[str, str]]:
    yield "DOOR_URL", given.door_url
    yield "CONVERSATIONS_URL", given.conversations_url
    yield "TICKETS_URL", given.tickets_url


def _is_there(url: str) -> bool:
    parsed = make_url(url)
    return not parsed.drivername.startswith("sqlite") or (bool(parsed.database) and Path(str(parsed.database)).exists())
