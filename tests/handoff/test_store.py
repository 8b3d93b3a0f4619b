from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from handoff.errors import StoreUnusable
from handoff.schema import agents, events, metadata, tickets
from handoff.store import Store
from tests.handoff.bridge import C1, C2, TUESDAY_MORNING, Bridge


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/new/folder/tickets.db")


def test_migrations_make_exactly_the_tables_that_the_code_uses(store: Store) -> None:
    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_database_is_written_ahead_and_checks_references(store: Store) -> None:
    with store.read() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                 ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")}  # fmt: skip

    assert found == {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 10000, "foreign_keys": 1}


def test_what_is_written_while_reading_is_not_kept(store: Store) -> None:
    row = {"id": "a", "login": "a", "name": "a", "password_hash": "a", "supervisor": False, "active": True,
           "language": "en", "created_at": TUESDAY_MORNING}  # fmt: skip
    with store.read() as connection:
        connection.execute(insert(agents).values(**row))
    with store.read() as connection:
        assert connection.execute(select(agents)).all() == []


def test_writing_that_fails_leaves_nothing(store: Store) -> None:
    row = {"id": "a", "login": "a", "name": "a", "password_hash": "a", "supervisor": False, "active": True,
           "language": "en", "created_at": TUESDAY_MORNING}  # fmt: skip

    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(insert(agents), [row, row])

    with store.read() as connection:
        assert connection.execute(select(agents)).all() == []


def test_time_comes_back_with_its_zone(quiet_bridge: Bridge) -> None:
    quiet_bridge.open(C1)

    with quiet_bridge.services.store.read() as connection:
        assert connection.execute(select(tickets.c.opened_at)).scalar_one() == TUESDAY_MORNING


def test_database_itself_refuses_a_second_open_ticket(quiet_bridge: Bridge) -> None:
    quiet_bridge.open(C1)
    store = quiet_bridge.services.store
    with store.read() as connection:
        row = dict(connection.execute(select(tickets)).one()._mapping)

    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(insert(tickets).values(**{**row, "id": "another", "reference": "Q-AAAA-00"}))


def test_words_that_are_none_of_the_contract_go_when_the_database_is_upgraded(quiet_bridge: Bridge) -> None:
    for conversation in (C1, C2):
        quiet_bridge.open(conversation)
    store = quiet_bridge.services.store
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
        connection.exec_driver_sql(
            f"UPDATE tickets SET reason = 'nadia_bensalem', channel = 'nadia' WHERE conversation_id = '{C1}'"
        )
        connection.exec_driver_sql("UPDATE events SET detail = 'nadia_bensalem' WHERE id = 1")

    upgraded = Store(quiet_bridge.settings.tickets_url)

    with upgraded.read() as connection:
        assert connection.execute(
            select(tickets.c.reason, tickets.c.channel).order_by(tickets.c.conversation_id)
        ).all() == [
            ("other", ""),
            ("asked", "web"),
        ]
        assert list(connection.execute(select(events.c.detail)).scalars()) == ["other", "asked"]
    upgraded.close()


def test_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "tickets.db").write_text("not a database, but long enough to be read as one" * 50)

    with pytest.raises(StoreUnusable, match="TICKETS_URL"):
        Store(f"sqlite:///{tmp_path}/tickets.db")
