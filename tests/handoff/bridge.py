"""The real bridge in process: application, database, courier; with what tests do to it again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient

import settings
from handoff.accounts import Accounts
from handoff.app import create_app
from handoff.wiring import Services
from privacy import Masker

PASSWORD = "a long enough password"
C1, C2, C3 = (f"web-{digits * 16}" for digits in ("c1", "c2", "c3"))
"""Conversations, as the door names them."""
R1, R2 = "a1" * 16, "a2" * 16
"""Replies, as the page names them."""
TUESDAY_MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=timezone.utc)  # 10:00 in Toronto


def settings_for(folder: Any, **changes: str) -> settings.Settings:
    keys = ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY")
    secrets = {key: f"{key.lower()}-{'x' * 32}" for key in keys}
    return settings.load({**secrets, "VAR_DIR": str(folder), **changes})


@dataclass
class Clock:
    """A time that moves when told to."""

    now: datetime = TUESDAY_MORNING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Bridge:
    """The application on one database; `agent()` opens a browser on its console."""

    settings: settings.Settings
    masker: Masker
    clock: Clock = field(default_factory=Clock)
    address: str = ""
    """Of the console, while the application listens on a port."""

    def __post_init__(self) -> None:
        self.app = create_app(self.settings, self.masker, self.clock)
        self.http = TestClient(self.app)
        self.token = {"Authorization": f"Bearer {self.settings.bridge_token}"}

    @property
    def services(self) -> Services:
        found: Services = self.app.state.services
        return found

    def post(self, path: str, body: dict[str, Any]) -> Response:
        return self.http.post(path, json=body, headers=self.token)

    def get(self, path: str) -> Response:
        return self.http.get(path, headers=self.token)

    def open(self, conversation_id: str = C1, **changes: Any) -> dict[str, Any]:
        response = self.post("/api/tickets", ticket_body(conversation_id, **changes))
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def say(self, text: str, message_id: str = "m1", conversation_id: str = C1) -> Response:
        path = f"/api/conversations/{conversation_id}/messages"
        return self.post(path, {"message_id": message_id, "text": text})

    def agent(self, name: str, **account: Any) -> Console:
        """A browser that is logged in. Its password's hash is cheap: the login's own tests use dear ones."""
        accounts = Accounts(self.services.store, self.clock, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        agent = accounts.add(name, PASSWORD, **account)
        console = Console(self, name)
        console.http.cookies.set("quaid_session", self.services.sessions.begin(agent))
        return console


@dataclass
class Console:
    """One agent's browser."""

    bridge: Bridge
    name: str

    def __post_init__(self) -> None:
        self.http = TestClient(self.bridge.app, follow_redirects=False)

    def log_in(self, password: str = PASSWORD) -> Response:
        page = self.http.get("/console/login")
        form = {"csrf": csrf_of(page), "name": self.name, "password": password}
        return self.http.post("/console/login", data=form)

    def get(self, path: str) -> Response:
        return self.http.get(f"/console{path}")

    def post(self, path: str, **fields: str) -> Response:
        """Send a form as the page would, with its token unless `csrf` is given."""
        form = {"csrf": csrf_of(self.get("/account")), **fields}
        return self.http.post(f"/console{path}", data=form)

    def ids(self) -> list[str]:
        """The tickets on the queue page, in its order."""
        return list(dict.fromkeys(re.findall(r'href="/console/tickets/(\w+)"', self.get("/queue").text)))

    def take(self) -> str:
        """Take the first ticket of the queue; return its id."""
        ticket_id = self.ids()[0]
        assert self.post(f"/tickets/{ticket_id}/take").status_code == 303
        return ticket_id

    def reply(self, ticket_id: str, text: str, message_id: str = R1) -> Response:
        return self.post(f"/tickets/{ticket_id}/reply", text=text, message_id=message_id)


def opened(bridge: Bridge, agent: Console, conversation_id: str = C1, **changes: object) -> str:
    """A ticket that `agent` has taken."""
    bridge.open(conversation_id, **changes)
    return agent.take()


def csrf_of(page: Response) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', page.text)
    return found[1] if found else ""


def ticket_body(conversation_id: str, /, **changes: Any) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "channel": "web",
        "language": "en",
        "reason": "asked",
        "code": "050101",
        "question": "Do I need a permit for a short course?",
        "transcript": [
            {"who": "client", "text": "Hello", "at": "2026-11-24T14:58:00+00:00"},
            {"who": "bot", "text": "Hello. What is your question?", "at": "2026-11-24T14:58:01+00:00"},
        ],
        "tried": ["answered"],
        **changes,
    }
