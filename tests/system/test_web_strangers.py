"""What strangers try at the page's channel: other people's sessions, other origins."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import socketio

from evaluation.processes import Running
from tests.system.clients import Browser

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"
Pages = Callable[..., Browser]


FORGED: dict[str, Callable[[str], Any]] = {
    "another's id without its signature": lambda token: token.split(".")[0],
    "another's id with a made-up signature": lambda token: f"{token.split('.')[0]}.{'0' * 43}",
    "a changed signature": lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
    "an id of one's own choice": lambda token: "my-own-session",
    "a socket id as in stock Rasa": lambda token: uuid.uuid4().hex,
    "a number": lambda token: 5,
    "a structure": lambda token: {"$ne": None},
    "no encoding": lambda token: "\ud800.\ud800",
    "endless": lambda token: token + "a" * 5000,
    "nothing": lambda token: None,
}


@pytest.fixture
def victim(browser: Pages) -> Browser:
    page = browser().open()
    page.say(QUESTION, count=2)
    return page


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_session_that_was_not_issued_gets_a_new_one_and_nothing_of_anothers(
    browser: Pages, victim: Browser, forge: Callable[[str], Any]
) -> None:
    thief = browser().connect()
    confirmed = thief.join(session_id=forge(str(victim.token)))

    assert confirmed["session_id"] != victim.token
    assert confirmed["reference"] != victim.confirmations[-1]["reference"]
    victim.say("Yes")
    assert thief.messages == []


@pytest.mark.parametrize("forge", [*FORGED.values(), lambda token: token], ids=[*FORGED, "another's whole token"])
def test_nobody_writes_in_a_session_the_socket_has_not_joined(
    browser: Pages, victim: Browser, forge: Callable[[str], Any]
) -> None:
    thief = browser().open()
    answered = thief.send("I want to talk to a person", session_id=forge(str(victim.token)))

    assert answered["ok"] is False
    assert answered["renew"] is True
    assert "lost its connection" in answered["error"]
    assert len(victim.messages) == 2


def test_nobody_writes_before_asking_for_a_session(browser: Pages, victim: Browser) -> None:
    page = browser().connect()
    page.token = victim.token

    assert page.send(QUESTION)["ok"] is False
    assert len(victim.messages) == 2


def test_the_refusal_is_in_the_pages_language(browser: Pages) -> None:
    page = browser(language="fr").open()

    assert "a perdu le lien" in page.send("Bonjour", session_id="x")["error"]


def foreign(running: Running) -> list[str]:
    port = running.settings.rasa_port
    return [
        "https://evil.test",
        f"http://localhost.evil.test:{port}",
        f"http://localhost:{port}.evil.test",
        f"http://evil.test/http://localhost:{port}",
        f"http://localhost:{port}@evil.test",
        f"https://localhost:{port}",
        f"http://localhost:{port + 1}",
        "http://localhost",
        "null",
        "file://",
    ]


def test_pages_of_other_origins_get_no_socket(running: Running, browser: Pages) -> None:
    for origin in foreign(running):
        with pytest.raises(socketio.exceptions.ConnectionError):
            browser().connect(origin)
        url = f"{running.settings.rasa_url}/socket.io/"
        polled = httpx.get(
            url, params={"EIO": "4", "transport": "polling"}, headers={"Origin": origin}, timeout=30, trust_env=False
        )
        assert polled.status_code == 400, origin
        assert "access-control-allow-origin" not in polled.headers


def test_our_own_page_gets_one(running: Running, browser: Pages) -> None:
    for origin in running.settings.allowed_origins:
        page = browser().connect(origin)
        assert page.join()["session_id"]
