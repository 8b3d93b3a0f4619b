"""Log-in → here → every console page. A session lives in the store; the cookie names it, signed."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, insert, select, update

from handoff.accounts import Agent, agent_of
from handoff.clock import Clock
from handoff.schema import agents, failed_logins, sessions
from handoff.store import Store

# A working day; a shared computer left open forgets its agent overnight.
LIFETIME = timedelta(hours=10)

# Presence is written at most this often.
SEEN_EVERY = timedelta(seconds=30)

# Failed log-ins allowed in the window: from one place for one name, for one name, from one place.
WINDOW = timedelta(minutes=15)
PER_PLACE_AND_NAME, PER_NAME, PER_PLACE = 5, 20, 30


@dataclass(frozen=True)
class Session:
    """Who a request comes from; `token` is secret and known to the browser alone."""

    agent: Agent
    token: str


class Signer:
    """Marks with the console's key what only this bridge can have said."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def sign(self, purpose: str, value: str) -> str:
        return hmac.new(self._key, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    def holds(self, purpose: str, value: str, signature: str) -> bool:
        return hmac.compare_digest(self.sign(purpose, value).encode(), signature.encode())

    def sealed(self, purpose: str, value: str) -> str:
        """`value` with its signature, for a cookie."""
        return f"{value}.{self.sign(purpose, value)}"

    def unsealed(self, purpose: str, cookie: str) -> str | None:
        value, _, signature = cookie.partition(".")
        return value if self.holds(purpose, value, signature) else None


class Sessions:
    """Begins, finds and ends sessions."""

    def __init__(self, store: Store, signer: Signer, clock: Clock) -> None:
        self._store = store
        self._signer = signer
        self._clock = clock

    def begin(self, agent: Agent) -> str:
        """Start a session; return what the cookie holds."""
        token, now = secrets.token_urlsafe(32), self._clock()
        row = {"id": _digest(token), "agent_id": agent.id, "expires_at": now + LIFETIME}
        with self._store.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
            connection.execute(insert(sessions).values(**row))
        return self._signer.sealed("session", token)

    def find(self, cookie: str) -> Session | None:
        """The living session of an active agent, whose presence is noted."""
        token = self._signer.unsealed("session", cookie)
        if token is None:
            return None
        now = self._clock()
        alive = (
            select(agents)
            .join(sessions, sessions.c.agent_id == agents.c.id)
            .where(sessions.c.id == _digest(token), sessions.c.expires_at > now, agents.c.active)
        )
        with self._store.read() as connection:
            row = connection.execute(alive).first()
        if row is None:
            return None
        if row.seen_at is None or row.seen_at < now - SEEN_EVERY:
            with self._store.write() as connection:
                connection.execute(update(agents).where(agents.c.id == row.id).values(seen_at=now))
        return Session(agent_of(row), token)

    def end(self, session: Session) -> None:
        """Forget the session; without another one its agent is no longer present."""
        mine = agents.c.id == session.agent.id
        with self._store.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == _digest(session.token)))
            others = select(sessions.c.id).where(sessions.c.agent_id == session.agent.id)
            if connection.execute(others).first() is None:
                connection.execute(update(agents).where(mine).values(seen_at=None))


class LoginLimit:
    """Slows down whoever guesses passwords, without letting a stranger lock an agent out for long."""

    def __init__(self, store: Store, signer: Signer, clock: Clock) -> None:
        self._store = store
        self._signer = signer
        self._clock = clock

    def allows(self, login: str, address: str) -> bool:
        login, address = self._hidden(login, address)
        same_name, same_place = failed_logins.c.login == login, failed_logins.c.address == address
        recent = failed_logins.c.at > self._clock() - WINDOW
        limits = (
            (same_name & same_place, PER_PLACE_AND_NAME),
            (same_name, PER_NAME),
            (same_place, PER_PLACE),
        )
        with self._store.read() as connection:
            for which, most in limits:
                failures = select(func.count()).select_from(failed_logins).where(which, recent)
                if connection.execute(failures).scalar_one() >= most:
                    return False
        return True

    def failed(self, login: str, address: str) -> None:
        login, address = self._hidden(login, address)
        now = self._clock()
        with self._store.write() as connection:
            connection.execute(delete(failed_logins).where(failed_logins.c.at <= now - WINDOW))
            connection.execute(insert(failed_logins).values(login=login, address=address, at=now))

    def succeeded(self, login: str, address: str) -> None:
        """Forget this place's failures with this name."""
        login, address = self._hidden(login, address)
        same = (failed_logins.c.login == login) & (failed_logins.c.address == address)
        with self._store.write() as connection:
            connection.execute(delete(failed_logins).where(same))

    def _hidden(self, login: str, address: str) -> tuple[str, str]:
        """Anything may be typed where a name belongs: what is kept can be compared and not read."""
        return self._signer.sign("failed-login", login), self._signer.sign("failed-place", address)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
