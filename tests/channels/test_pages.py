"""The privacy notice as the server serves it, beside the other files; and the version that a page says it showed."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import httpx
import pytest
from sanic import Sanic

from channels import start_gate, wiring
from channels.web import WebChannel, WebSockets
from settings import NOTICE_VERSION, Settings
from tests.channels.conftest import Doorway


class Sockets:
    """As much of Socket.IO's server as a session needs; what it sends is kept."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.sessions: dict[str, dict[str, Any]] = {"s1": {"address": "192.0.2.7"}}

    def on(self, name: str, handler: object) -> None:
        pass

    async def get_session(self, sid: str) -> dict[str, Any]:
        return self.sessions[sid]

    async def save_session(self, sid: str, session: dict[str, Any]) -> None:
        self.sessions[sid] = session

    async def enter_room(self, sid: str, room: str) -> None:
        pass

    async def emit(self, name: str, body: Any, **to: str) -> None:
        self.sent.append((name, body))


def shown(given: Settings) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db:
        return db.execute("SELECT what, version FROM shown ORDER BY version").fetchall()


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        (NOTICE_VERSION, [("notice", NOTICE_VERSION)]),
        ("2025-01-31", [("notice", "2025-01-31")]),
        ("My name is Zenobia", []),
        (None, []),
        (20261122, []),
    ],
    ids=["this one", "of a page that a browser kept", "words", "nothing", "a number"],
)
async def test_the_version_that_a_page_showed_is_kept_once(
    doorway: Doorway, given: Settings, says: object, kept: list[tuple[str, str]]
) -> None:
    sockets = WebSockets(Sockets(), doorway.door, given)  # type: ignore[arg-type]
    for _ in range(2):
        sio: Any = sockets._sio
        token = next((body["session_id"] for name, body in sio.sent if name == "session_confirm"), None)
        await sockets.session_request("s1", {"session_id": token, "after": 0, "notice": says})

    assert shown(given) == kept


async def test_the_served_notice_promises_what_is_set_and_the_other_pages_are_served_as_they_are(
    doorway: Doorway, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "process_settings", lambda: replace(given, keep_conversations_days=12))
    monkeypatch.setattr(wiring, "door", lambda: doorway.door)
    # The pages alone: there is no Rasa to check.
    monkeypatch.setattr(start_gate, "keep", lambda blueprint: None)
    channel = WebChannel()

    async def rasa(message: object) -> None:
        pass

    app = Sanic("pages")
    app.blueprint(channel.blueprint(rasa), url_prefix=channel.url_prefix())
    await app._startup()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        english = await http.get("/assistant/privacy-notice.en.html")
        french = await http.get("/assistant/privacy-notice.fr.html")
        script = await http.get("/assistant/js/page.js")

    assert "12 days</span>" in english.text
    assert "12 jours</span>" in french.text
    assert english.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'self'" in english.headers["content-security-policy"]
    assert (script.status_code, "noticeVersion" in script.text) == (200, True)
