"""Settings, and what the door counted → here → a privacy officer: what is in force, and how often what was masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url

from privacy import shared_masker
from privacy.errors import PrivacyError
from privacy.kinds import KINDS
from privacy.recognizers import RECOGNIZERS
from settings import NOTICE_VERSION, Settings

# As the door makes it (storage/door_tables.py); read only.
counted = sa.table("counted", sa.column("day"), sa.column("channel"), sa.column("what"), sa.column("number"))

MASKED = "masked:"


class ReportImpossible(PrivacyError):
    """The counts cannot be read."""


@dataclass(frozen=True)
class Report:
    """What is in force, and counts by day and channel. No identifiers, no words."""

    settings: dict[str, Any]
    kinds: tuple[str, ...]
    recognizers: tuple[str, ...]
    counted_in: str
    """The store they were read from; without user and password."""
    counts: tuple[dict[str, Any], ...]
    """`{day, channel, messages, masked: {kind: messages with it}, expired: {what: number}}`."""

    def lines(self) -> list[str]:
        """Return the report for a reader."""
        rows = [f"  {name}: {value}" for name, value in self.settings.items()]
        shown = [_line(row) for row in self.counts] or [f"  nothing counted yet in {self.counted_in}"]
        return [
            "In force",
            *rows,
            f"  masked kinds ({len(self.kinds)}): {', '.join(self.kinds)}",
            f"  recognizers on ({len(self.recognizers)}): {', '.join(self.recognizers)}",
            "Messages with a masked kind, by day (UTC) and channel",
            *shown,
        ]


def report(given: Settings) -> Report:
    """Read settings and counts, after the masker has passed its probe. Raises ReportImpossible, MaskerUnusable."""
    shared_masker()
    in_force = {
        "notice version": NOTICE_VERSION,
        "conversations kept (days)": given.keep_conversations_days,
        "tickets kept after closing (days)": given.keep_tickets_days,
        "unanswered messages listed (days)": given.keep_unanswered_days,
        "counts kept (days)": given.keep_counts_days,
        "longest message (characters)": given.max_message_length,
        "Messenger": "on" if given.messenger_page_token else "off",
    }
    names = sorted(recognizer.__name__.removesuffix("Recognizer") for recognizer in RECOGNIZERS)
    counts = tuple(_by_day_and_channel(_rows(given.door_url)))
    return Report(in_force, KINDS, tuple(names), _place(given.door_url), counts)


def _place(url: str) -> str:
    parsed = make_url(url)
    if not _is_file(parsed):
        # Without user and query: either may hold the password.
        return str(URL.create(parsed.drivername, host=parsed.host, port=parsed.port, database=parsed.database))
    there = Path(str(parsed.database)).exists()
    return str(parsed.database) if there else f"{parsed.database}: no such file yet; is VAR_DIR the right one?"


def _rows(url: str) -> list[tuple[str, str, str, int]]:
    parsed = make_url(url)
    is_file = _is_file(parsed)
    if is_file and not Path(str(parsed.database)).exists():
        return []
    # A file is opened so that nothing can be written, nor an empty one made.
    engine: Engine = sa.create_engine(f"sqlite:///file:{parsed.database}?mode=ro&uri=true" if is_file else url)
    try:
        with engine.connect() as db:
            if not sa.inspect(db).has_table("counted"):
                return []
            return [tuple(row) for row in db.execute(sa.select(counted).order_by(counted.c.day, counted.c.channel))]
    except sa.exc.SQLAlchemyError as error:
        problem = type(error).__name__
    finally:
        engine.dispose()
    raise ReportImpossible(f"privacy: DOOR_URL cannot be read ({problem}); check the setting and the file's rights")


def _is_file(url: URL) -> bool:
    return url.drivername.startswith("sqlite") and bool(url.database)


def _by_day_and_channel(rows: Iterable[tuple[str, str, str, int]]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for day, channel, what, number in rows:
        empty = {"day": day, "channel": channel, "messages": 0, "masked": {}, "expired": {}}
        row = found.setdefault((day, channel), empty)
        group, _, name = what.partition(":")
        if name:
            row[group][name] = number
        else:
            row[what] = number
    return list(found.values())


def _line(row: dict[str, Any]) -> str:
    parts = [f"{kind} {number}" for kind, number in sorted(row["masked"].items())]
    gone = [f"{number} {what} expired" for what, number in sorted(row["expired"].items())]
    said = f"  {row['day']} {row['channel']}: {row['messages']} messages; {', '.join(parts) or 'nothing masked'}"
    return "; ".join([said, *gone])
