"""The people of a system test: a caller of the REST channel, a browser, someone on Messenger, an agent."""

from __future__ import annotations

import hmac
import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import socketio

from evaluation.processes import Running
from handoff.accounts import Accounts
from handoff.clock import now
from handoff.store import Store
from storage.conversations import Conversations
from tests.fakes.graph import FakeGraph, Sent

# For names of accounts, which hold no long number.
LETTERS = str.maketrans("0123456789", "ghijklmnop")

Found = TypeVar("Found")
PASSWORD = "a made-up password"


def eventually(look: Callable[[], Found], seconds: float = 10.0) -> Found:
    """Return what `look` finds as soon as it finds something; fail when it never does."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found or time.monotonic() > end:
            assert found, f"not within {seconds} s"
            return found
        time.sleep(0.05)


@dataclass
class Rest:
    """A service that speaks for one client."""

    running: Running
    conversation_id: str = field(default_factory=lambda: f"caller-{uuid.uuid4().hex[:12]}")

    def __post_init__(self) -> None:
        self.url = f"{self.running.settings.rasa_url}/webhooks/quaid/messages"
        self.headers = {"Authorization": f"Bearer {self.running.settings.rest_token}"}

    def post(self, **body: Any) -> httpx.Response:
        return httpx.post(self.url, headers=self.headers, json=body, timeout=30, trust_env=False)

    def say(self, text: str, **more: Any) -> list[dict[str, Any]]:
        response = self.post(conversation_id=self.conversation_id, text=text, **more)
        assert response.status_code == 200, response.text
        found: list[dict[str, Any]] = response.json()["messages"]
        return found

    def later(self, after: int = 0) -> list[dict[str, Any]]:
        query = {"conversation_id": self.conversation_id, "after": str(after)}
        response = httpx.get(self.url, headers=self.headers, params=query, timeout=30, trust_env=False)
        assert response.status_code == 200, response.text
        found: list[dict[str, Any]] = response.json()["messages"]
        return found


@dataclass
class Browser:
    """One open page: Socket.IO over a websocket, as web/js/connection.js speaks it."""

    running: Running
    language: str = "en"
    token: str | None = None
    after: int | None = 0
    """None: a client that does not say how far it has read, as Rasa's stock ones."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    owners: list[dict[str, Any]] = field(default_factory=list)
    confirmations: list[dict[str, Any]] = field(default_factory=list)

    def connect(self, origin: str | None = None, **options: Any) -> Browser:
        extra = {"origin": origin} if origin else {"suppress_origin": True}
        self.socket = socketio.Client(reconnection=False, websocket_extra_options=extra)
        self.socket.on("session_confirm", self.confirmations.append)
        self.socket.on("bot_uttered", self.messages.append)
        self.socket.on("owner_changed", self.owners.append)
        options = {"transports": ["websocket"], **options}
        self.socket.connect(self.running.settings.rasa_url, socketio_path="/socket.io", wait_timeout=20, **options)
        return self

    def join(self, **more: Any) -> dict[str, Any]:
        """Ask for the session and return the confirmation."""
        known = len(self.confirmations)
        body: dict[str, Any] = {"session_id": self.token, "metadata": {"language": self.language}}
        if self.after is not None:
            body["after"] = self.after
        self.socket.emit("session_request", {**body, **more})
        eventually(lambda: self.confirmations[known:])
        self.token = self.confirmations[-1]["session_id"]
        return self.confirmations[-1]

    def open(self) -> Browser:
        self.connect().join()
        return self

    def send(self, text: Any, **more: Any) -> Any:
        """Send and return the acknowledgement."""
        body = {"message": text, "session_id": self.token, "message_id": str(uuid.uuid4())}
        return self.socket.call("user_uttered", {**body, "metadata": {"language": self.language}, **more}, timeout=20)

    def say(self, text: str, count: int = 1, **more: Any) -> list[dict[str, Any]]:
        """Send and return the next `count` messages or more."""
        known = len(self.messages)
        assert self.send(text, **more)["ok"]
        return self.wait(known + count)[known:]

    def wait(self, count: int, seconds: float = 15.0) -> list[dict[str, Any]]:
        eventually(lambda: len(self.messages) >= count, seconds)
        return self.messages

    def close(self) -> None:
        self.socket.disconnect()


@dataclass
class Person:
    """Someone on Messenger, and Meta's webhook that carries what they do."""

    running: Running
    graph: FakeGraph
    newcomer: bool = False
    """Else they wrote earlier today, and have had the notice that begins a conversation."""
    psid: str = field(default_factory=lambda: str(uuid.uuid4().int)[:16])

    def __post_init__(self) -> None:
        if not self.newcomer:
            with door_store(self.running) as store:
                known = store.open("messenger", self.psid, "en")
                store.add(known.id, "earlier-notice", "system", {"text": "an earlier notice"})

    @property
    def url(self) -> str:
        return f"{self.running.settings.server_of('messenger-')}/webhooks/messenger/webhook"

    def event(self, **content: Any) -> dict[str, Any]:
        return {
            "sender": {"id": self.psid},
            "recipient": {"id": "1000"},
            "timestamp": time.time_ns() // 10**6,
            **content,
        }

    def text(self, text: str, mid: str | None = None, **more: Any) -> dict[str, Any]:
        return self.event(message={"mid": mid or f"m_{uuid.uuid4().hex}", "text": text, **more})

    def webhook(self, *entries: list[dict[str, Any]], **headers: str) -> httpx.Response:
        """Send one webhook with one entry for each list of events."""
        body = {"object": "page", "entry": [{"id": "1000", "time": 1, "messaging": events} for events in entries]}
        return self.post(json.dumps(body).encode(), **headers)

    def post(self, raw: bytes, **headers: str) -> httpx.Response:
        signed = {"X-Hub-Signature-256": f"sha256={self.signature(raw)}", "Content-Type": "application/json"}
        headers = {name.replace("_", "-"): value for name, value in headers.items()} or signed
        return httpx.post(self.url, content=raw, headers=headers, timeout=30, trust_env=False)

    def signature(self, raw: bytes, algorithm: str = "sha256") -> str:
        return hmac.new(self.graph.app_secret.encode(), raw, algorithm).hexdigest()

    def say(self, text: str, count: int = 1, **more: Any) -> list[Sent]:
        """Send one message and return the next `count` replies or more."""
        known = len(self.graph.to(self.psid))
        assert self.webhook([self.text(text, **more)]).status_code == 200
        return self.graph.wait_for(self.psid, known + count)[known:]

    def press(self, payload: str, title: str = "") -> None:
        assert self.webhook([self.text(title or payload, quick_reply={"payload": payload})]).status_code == 200


@dataclass
class Agent:
    """Someone at the console, logged in with an account of their own."""

    running: Running
    name: str = field(default_factory=lambda: f"Robin {uuid.uuid4().hex.translate(LETTERS)[:8]}")

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.running.settings.bridge_url, timeout=30, trust_env=False)

    @classmethod
    @contextmanager
    def at_work(cls, running: Running) -> Iterator[Agent]:
        """Make an account, log in, and shut the browser in the end."""
        one = cls(running)
        store = Store(running.settings.tickets_url)
        Accounts(store, now).add(one.name, PASSWORD)
        store.close()
        with one.http:
            yield one.log_in()

    def log_in(self) -> Agent:
        page = self.http.get("/console/login").text
        form = {"csrf": _csrf(page), "name": self.name, "password": PASSWORD}
        assert self.http.post("/console/login", data=form).status_code == 303
        return self

    def post(self, path: str, **fields: str) -> httpx.Response:
        form = {"csrf": _csrf(self.http.get("/console/account").text), **fields}
        return self.http.post(f"/console{path}", data=form)

    def find(self, reference: str) -> str:
        """Return the id of the waiting ticket with that reference."""
        page = eventually(lambda: (text := self.http.get("/console/queue").text) and reference in text and text)
        found = re.search(r"/console/tickets/(\w+)", page[page.index(reference) :])
        assert found, page
        return found[1]

    def take(self, reference: str) -> str:
        ticket = self.find(reference)
        assert self.post(f"/tickets/{ticket}/take").status_code == 303
        return ticket

    def reply(self, ticket: str, text: str) -> None:
        """Send `text`; when the console shows first what masking takes out, agree."""
        message_id = uuid.uuid4().hex
        answer = self.post(f"/tickets/{ticket}/reply", text=text, message_id=message_id)
        if agreed := re.search(r'name="agreed" value="(\w+)"', answer.text):
            answer = self.post(f"/tickets/{ticket}/reply", text=text, message_id=message_id, agreed=agreed[1])
        assert answer.status_code == 303, answer.text

    def close(self, ticket: str) -> None:
        assert self.post(f"/tickets/{ticket}/close", outcome="answered").status_code == 303

    def sees(self, ticket: str, words: str, seconds: float = 10.0) -> None:
        """Pass once the ticket's page shows `words`."""
        eventually(lambda: words in self.http.get(f"/console/tickets/{ticket}").text, seconds)


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', page)
    assert found, page[:300]
    return found[1]


def conversation_of(running: Running, channel: str, address: str) -> str:
    """Return the conversation's id, which the door alone can tell from an address."""
    with door_store(running) as store:
        return store.id_of(channel, address)


@contextmanager
def door_store(running: Running) -> Iterator[Conversations]:
    """Open the store of the running door beside it."""
    store = Conversations(running.settings.door_url, running.settings.door_key)
    try:
        yield store
    finally:
        store.engine.dispose()
