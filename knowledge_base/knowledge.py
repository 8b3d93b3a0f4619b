"""The store → one response at a time. This is what actions, console and analytics hold."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Engine, Row
from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.problems import KnowledgeMissing
from knowledge_base.response import LANGUAGES, SERVED, Link, Response
from knowledge_base.store import engine_for, responses_table, state_table, stored_digest

_MOST_REPLACEMENTS = 20
LOOK_AGAIN_SECONDS = 1.0
"""A turn asks for a dozen responses: what was read is held so long before the store is asked whether it changed."""


@dataclass(frozen=True)
class _Read:
    """What the store held when it was read: responses by intent and by code, replaced ones under both their names."""

    digest: str | None
    by_intent: Mapping[str, Response]
    by_code: Mapping[str, Response]


class Knowledge:
    """Reads the built store. A rebuild is seen within a second, without a restart.

    Only reviewed and approved responses come out; a retired one gives the one that replaced it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read = _Read(None, {}, {})
        self._look_again_at = 0.0

    @classmethod
    def open(cls, url: str) -> Knowledge:
        """Raises KnowledgeMissing when nothing usable was built at `url`."""
        mend = "run python -m knowledge_base build"
        try:
            digest = stored_digest(url)
        except SQLAlchemyError as error:
            raise KnowledgeMissing(f"knowledge base: cannot be read ({type(error).__name__}); {mend}") from error
        if digest is None:
            raise KnowledgeMissing(f"knowledge base: no store of this version at KNOWLEDGE_URL; {mend}")
        return cls(engine_for(url))

    def by_intent(self, intent: str) -> Response | None:
        """Return the served response for `intent`."""
        return self._current().by_intent.get(intent)

    def by_code(self, code: str) -> Response | None:
        """Return the served response with `code`, or the one that replaced it."""
        return self._current().by_code.get(code)

    def served(self) -> list[Response]:
        """Return everything clients may read, by code."""
        wanted = responses_table.c.status.in_(SERVED)
        query = select(responses_table).where(wanted).order_by(responses_table.c.code)
        with self._engine.connect() as connection:
            return [_response(row) for row in connection.execute(query)]

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _current(self) -> _Read:
        if time.monotonic() < self._look_again_at:
            return self._read
        with self._engine.connect() as connection:
            # Before the rows: what is built between the two is seen the next time.
            digest = connection.execute(select(state_table.c.digest)).scalar()
            # Responses that were handed over, not loaded from a folder, leave no digest to know them by.
            if not digest or digest != self._read.digest:
                self._read = _read(digest, connection.execute(select(responses_table)).all())
        if digest:
            self._look_again_at = time.monotonic() + LOOK_AGAIN_SECONDS
        return self._read


def _read(digest: str | None, rows: list[Row]) -> _Read:
    by_code = {row.code: row for row in rows}
    responses = {row.code: _response(row) for row in rows if row.status in SERVED}
    found = [(row, responses[last]) for row in rows if (last := _last(row, by_code)) in responses]
    return _Read(
        digest,
        by_intent={row.intent: response for row, response in found},
        by_code={row.code: response for row, response in found},
    )


def _last(row: Row | None, by_code: Mapping[str, Row]) -> str | None:
    """Return the code of the response that stands in for a retired one at last, or the row's own."""
    for _ in range(_MOST_REPLACEMENTS):
        if row is None or row.status != "retired":
            break
        row = by_code.get(row.replaced_by)
    return row.code if row is not None else None


def _response(row: Row) -> Response:
    values = dict(row._mapping)
    links = {language: tuple(Link(**pair[language]) for pair in row.links) for language in LANGUAGES}
    return Response(**{**values, "links": links, "related": tuple(row.related)})
