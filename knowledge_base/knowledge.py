"""The store → one response at a time. This is what actions, console and analytics hold."""

from __future__ import annotations

from sqlalchemy import Column, select
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.problems import KnowledgeMissing
from knowledge_base.response import LANGUAGES, SERVED, Link, Response
from knowledge_base.store import engine_for, responses_table, stored_digest

_MOST_REPLACEMENTS = 20


class Knowledge:
    """Reads the built store. Every call asks the store, so a rebuild is seen without a restart.

    Only reviewed and approved responses come out; a retired one gives the one that replaced it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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
        return self._find(responses_table.c.intent, intent)

    def by_code(self, code: str) -> Response | None:
        """Return the served response with `code`, or the one that replaced it."""
        return self._find(responses_table.c.code, code)

    def served(self) -> list[Response]:
        """Return everything clients may read, by code."""
        wanted = responses_table.c.status.in_(SERVED)
        query = select(responses_table).where(wanted).order_by(responses_table.c.code)
        with self._engine.connect() as connection:
            return [_response(row) for row in connection.execute(query)]

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _find(self, column: Column[str], key: str) -> Response | None:
        with self._engine.connect() as connection:
            row = _one(connection, column, key)
            for _ in range(_MOST_REPLACEMENTS):
                if row is None or row.status != "retired":
                    break
                row = _one(connection, responses_table.c.code, row.replaced_by)
        return _response(row) if row is not None and row.status in SERVED else None


def _one(connection: Connection, column: Column[str], key: str) -> Row | None:
    return connection.execute(select(responses_table).where(column == key)).first()


def _response(row: Row) -> Response:
    values = dict(row._mapping)
    links = {language: tuple(Link(**pair[language]) for pair in row.links) for language in LANGUAGES}
    return Response(**{**values, "links": links, "related": tuple(row.related)})
