"""The same installation on either database: what ends on SQLite ends on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from settings import Settings
from tests.knowledge_base.conftest import postgres as postgres

STORES = ("door", "conversations", "tickets")


@pytest.fixture(params=["sqlite", "postgresql"])
def stores(request: pytest.FixtureRequest, given: Settings) -> Settings:
    """Settings whose three stores are files, or databases of a PostgreSQL of our own."""
    if request.param == "sqlite":
        return given
    server = str(request.getfixturevalue("postgres"))
    engine = sa.create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        for name in STORES:
            db.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            db.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    door, conversations, tickets = (server.replace("/postgres?", f"/{name}?") for name in STORES)
    return replace(given, door_url=door, conversations_url=conversations, tickets_url=tickets)
