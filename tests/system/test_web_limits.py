"""How much one visitor of the page may ask, through a proxy that names its visitors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import websocket

from evaluation.processes import Running
from tests.system.clients import Browser, eventually
from tests.system.test_web_malformed import is_closed

pytestmark = pytest.mark.model

Pages = Callable[..., Browser]
PER_MINUTE, SESSIONS = 20, 60


def behind_proxy(page: Browser, address: str) -> Browser:
    return page.connect(headers={"X-Forwarded-For": address})


@pytest.mark.parametrize(
    ("language", "words"), [("en", "faster than I can read them"), ("fr", "plus vite que je ne peux les lire")]
)
def test_who_writes_too_fast_is_told_once_and_others_are_answered(browser: Pages, language: str, words: str) -> None:
    page = behind_proxy(browser(language=language), "203.0.113.1")
    page.join()
    # What is refused for its length costs no turn of the bot.
    answered = [page.send("a " * 1500) for _ in range(PER_MINUTE + 3)]

    assert [found["ok"] for found in answered] == [True] * PER_MINUTE + [False] * 3
    assert words in answered[PER_MINUTE]["error"]
    assert [found["error"] for found in answered[PER_MINUTE + 1 :]] == ["", ""]
    assert browser().open().say("Hello")


def test_stock_client_that_writes_too_fast_is_told_in_the_conversation(browser: Pages) -> None:
    page = browser(after=None).open()
    for _ in range(PER_MINUTE + 3):
        page.send("a " * 1500)

    eventually(lambda: [m for m in page.messages if "faster than I can read them" in m["text"]])
    assert len([m for m in page.messages if "faster than I can read them" in m["text"]]) == 1


def test_one_address_gets_no_more_new_sessions_than_a_busy_office_needs(browser: Pages) -> None:
    page = behind_proxy(browser(language="fr"), "203.0.113.2")
    first = page.join()
    others = [behind_proxy(browser(), "203.0.113.2") for _ in range(2)]
    for other in others:
        for _ in range(SESSIONS // 2 - (other is others[0])):
            other.join(session_id=None)
    late = behind_proxy(browser(language="fr"), "203.0.113.2")
    for _ in range(3):
        late.socket.emit("session_request", {"session_id": None, "metadata": {"language": "fr"}, "after": 0})

    assert "Veuillez attendre quelques minutes" in late.wait(1)[0]["text"]
    late.socket.sleep(0.5)
    assert (len(late.messages), late.confirmations) == (1, [])
    # Who has a session keeps it, and elsewhere new ones are to be had.
    assert behind_proxy(browser(token=first["session_id"]), "203.0.113.2").join()["session_id"] == first["session_id"]
    assert behind_proxy(browser(), "203.0.113.3").join()["session_id"]


def test_conversation_is_not_replayed_without_end(browser: Pages) -> None:
    page = browser().open()
    for _ in range(40):
        page.socket.emit("session_request", {"session_id": page.token, "after": 0})

    eventually(lambda: [m for m in page.messages if "Many conversations" in m["text"]])
    assert len(page.confirmations) == 30


def test_attachments_are_not_waited_for(running: Running) -> None:
    """Each would be kept in memory until the last of them has come."""
    address = f"ws://127.0.0.1:{running.settings.rasa_port}/socket.io/?EIO=4&transport=websocket"
    one = websocket.create_connection(address, timeout=10)
    one.recv()
    one.send("40")
    one.recv()
    one.send('45999999-["session_request",{"_placeholder":true,"num":0}]')
    one.send('42["session_request",{}]')

    assert "session_confirm" in str(one.recv())
    one.shutdown()


@pytest.mark.parametrize("size", [70_000, 900_000])
def test_packet_above_the_limit_closes_its_socket(running: Running, size: int) -> None:
    address = f"ws://127.0.0.1:{running.settings.rasa_port}/socket.io/?EIO=4&transport=websocket"
    one = websocket.create_connection(address, timeout=10)
    one.recv()
    one.send("40")
    one.recv()
    one.send('42["session_request",{"x":"' + "a" * size + '"}]')

    assert is_closed(one)
    one.shutdown()
