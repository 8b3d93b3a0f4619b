"""Agents' accounts: made on the terminal, never by the network; passwords kept as Argon2 hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, Row

from handoff import outbox as outbox_rows
from handoff.clock import Clock
from handoff.errors import AgentInvalid
from handoff.ownership import PERSON
from handoff.plain_text import plain
from handoff.references import new_id
from handoff.schema import agents, failed_logins, sessions, tickets
from handoff.store import Store

LANGUAGES = ("en", "fr")
# Clients read it, so it holds no number that could be somebody's; the door shows none that does.
NAME = re.compile(r"^(?!.*(?:\d[ .'’-]?){7})\w[\w .'’-]{0,63}$")
ERASED = "—"
"""What stands where the name of an erased agent stood: the same in both languages, and no name an account can have."""
MIN_PASSWORD, MAX_PASSWORD = 12, 256

# A console that was open this recently counts as an agent at work.
PRESENT = timedelta(minutes=2)


@dataclass(frozen=True)
class Agent:
    """Who is logged in."""

    id: str
    login: str
    name: str
    supervisor: bool
    language: str


class Accounts:
    """The agents of one desk."""

    def __init__(self, store: Store, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher if hasher is not None else PasswordHasher()

    def add(self, name: str, password: str, *, supervisor: bool = False, language: str = "en") -> Agent:
        """Make an account whose login is the name in lower case. Raises AgentInvalid."""
        check_name(name)
        login = login_of(name)
        row = {
            "id": new_id(),
            "login": login,
            "name": name,
            "password_hash": self._hash(password),
            "supervisor": supervisor,
            "active": True,
            "language": language,
            "created_at": self._clock(),
        }
        with self._store.write() as connection:
            if connection.execute(select(agents.c.id).where(agents.c.login == login)).first():
                raise AgentInvalid(f"agent {login!r} exists; change it with set-password or enable-agent")
            connection.execute(insert(agents).values(**row))
        return Agent(str(row["id"]), login, name, supervisor, language)

    def authenticate(self, name: str, password: str) -> Agent | None:
        """The agent, if active and the password is right; as slow for a name that does not exist."""
        with self._store.read() as connection:
            row = connection.execute(select(agents).where(agents.c.login == login_of(name))).first()
        known = row is not None and row.active
        if not self._matches(row.password_hash if known else _nobodys_hash(), password) or not known:
            return None
        return agent_of(row)

    def set_password(self, name: str, password: str) -> None:
        """Replace the password and end every session. Raises AgentInvalid."""
        self._change(name, password_hash=self._hash(password))

    def set_active(self, name: str, active: bool) -> None:
        """Open or close the account and end every session. Raises AgentInvalid."""
        self._change(name, active=active)

    def erase(self, name: str) -> None:
        """Take the person out of the account for good; what they did stays counted, by nobody.

        Raises AgentInvalid, also while they have open tickets.
        """
        with self._store.write() as connection:
            agent_id, shown = _known(connection, name)
            theirs = select(func.count()).where(tickets.c.agent_id == agent_id, tickets.c.owner == PERSON)
            if waiting := connection.execute(theirs).scalar_one():
                raise AgentInvalid(f"agent {name!r} has {waiting} open tickets; close them or give them back first")
            nobody = {
                "login": f"erased {agent_id}",
                "name": ERASED,
                "password_hash": "",
                "active": False,
                "seen_at": None,
            }
            connection.execute(update(agents).where(agents.c.id == agent_id).values(**nobody))
            connection.execute(delete(sessions).where(sessions.c.agent_id == agent_id))
            outbox_rows.rename(connection, shown, ERASED)
            connection.execute(delete(failed_logins).where(failed_logins.c.login == login_of(name)))
        self._store.scrub()

    def set_language(self, agent: Agent, language: str) -> None:
        if language in LANGUAGES:
            with self._store.write() as connection:
                connection.execute(update(agents).where(agents.c.id == agent.id).values(language=language))

    def present(self) -> bool:
        """Whether an agent has the console open now."""
        recent = select(func.count()).where(agents.c.active, agents.c.seen_at >= self._clock() - PRESENT)
        with self._store.read() as connection:
            return bool(connection.execute(recent).scalar_one())

    def _change(self, name: str, **changes: object) -> None:
        with self._store.write() as connection:
            agent_id, _ = _known(connection, name)
            connection.execute(update(agents).where(agents.c.id == agent_id).values(**changes))
            connection.execute(delete(sessions).where(sessions.c.agent_id == agent_id))

    def _hash(self, password: str) -> str:
        if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
            raise AgentInvalid(f"the password has {len(password)} characters; use {MIN_PASSWORD} or more")
        return self._hasher.hash(password)

    def _matches(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password) and len(password) <= MAX_PASSWORD
        except (VerificationError, InvalidHashError):
            return False


def check_name(name: str) -> None:
    """Raise AgentInvalid when no account can have this name."""
    if not NAME.match(name):
        raise AgentInvalid(f"agent name {name!r}: use 1 to 64 letters, spaces, . ' - and at most six digits")


def _known(connection: Connection, name: str) -> tuple[str, str]:
    """Return id and name of the account. Raises AgentInvalid."""
    row = connection.execute(select(agents.c.id, agents.c.name).where(agents.c.login == login_of(name))).first()
    if row is None:
        raise AgentInvalid(f"agent {name!r} does not exist; is the name spelt as add-agent got it?")
    return str(row.id), str(row.name)


def login_of(name: str) -> str:
    return plain(name).strip().casefold()[:64]


def agent_of(row: Row) -> Agent:
    return Agent(row.id, row.login, row.name, row.supervisor, row.language)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return PasswordHasher().hash(new_id())
