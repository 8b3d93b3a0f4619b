"""What no page would send: it harms nobody else and gets a kind sentence at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import websocket

from evaluation.processes import Running
from tests.system.clients import Browser

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"
Pages = Callable[..., Browser]


@pytest.fixture
def victim(browser: Pages) -> Browser:
    page = browser().open()
    page.say(QUESTION, count=2)
    return page


@pytest.fixture
def raw(running: Running) -> Iterator[websocket.WebSocket]:
    """A connected socket without a Socket.IO client's manners."""
    address = f"ws://127.0.0.1:{running.settings.rasa_port}/socket.io/?EIO=4&transport=websocket"
    one = websocket.create_connection(address, timeout=10)
    assert one.recv().startswith("0{")
    one.send("40")
    assert str(one.recv()).startswith("40{")
    yield one
    one.shutdown()


BROKEN: dict[str, str | bytes] = {
    "cut JSON": '42["user_uttered"',
    "no event": "42",
    "an object instead of a list": '42{"a": 1}',
    "an event name that is none": '42[{"a": 1}, 2]',
    "an unknown event": '42["shutdown", {}]',
    "another namespace": '40/admin,{"token": 1}',
    "an unknown packet type": "49",
    "an unknown engine packet": "x",
    "attachments that never come": '451-["user_uttered",{"_placeholder":true,"num":0}]',
    "very many attachments": '45999999-["user_uttered"]',
    "a binary nobody asked for": b"\x00\x01\x02",
    "deep JSON": '42["user_uttered",' + "[" * 5000 + "]" * 5000 + "]",
    "too many digits": "42" + "9" * 200 + '["user_uttered"]',
    "an acknowledgement of nothing": "43999[]",
}


@pytest.mark.parametrize("packet", BROKEN.values(), ids=BROKEN)
def test_a_malformed_packet_harms_nobody_else(raw: websocket.WebSocket, browser: Pages, packet: str | bytes) -> None:
    raw.send(packet, websocket.ABNF.OPCODE_BINARY if isinstance(packet, bytes) else websocket.ABNF.OPCODE_TEXT)

    assert browser().connect().join()["session_id"]


def test_a_huge_packet_closes_its_own_socket_alone(raw: websocket.WebSocket, victim: Browser) -> None:
    raw.send('42["user_uttered",{"message":"' + "a" * 3_000_000 + '"}]')

    assert is_closed(raw)
    assert victim.say("Yes")


def is_closed(raw: websocket.WebSocket) -> bool:
    """Read to the end; a socket that stays open times out."""
    try:
        while raw.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return False
    except (websocket.WebSocketException, OSError):
        pass
    return True


def test_a_long_text_is_refused_kindly(browser: Pages) -> None:
    page = browser().open()

    assert "at most 2000 characters" in page.say("a " * 5000)[0]["text"]


@pytest.mark.parametrize("body", [None, [], "text", 5, {}, {"session_id": None}, {"message": "hello"}])
def test_a_message_in_no_form_gets_a_refusal(browser: Pages, body: Any) -> None:
    page = browser().open()

    assert page.socket.call("user_uttered", body, timeout=10)["ok"] is False


@pytest.mark.parametrize("text", [None, 5, ["a"], {"a": 1}, "", "   "])
def test_a_message_that_is_no_text_gets_a_kind_sentence(browser: Pages, text: Any) -> None:
    page = browser().open()

    assert "I did not receive any words" in page.say(text)[0]["text"]


@pytest.mark.parametrize(
    "metadata", [None, [], "fr", {"language": "de"}, {"language": ["fr"]}, {"language": {"$ne": 1}}]
)
def test_odd_metadata_is_left_out(browser: Pages, metadata: Any) -> None:
    page = browser().open()

    assert page.say(QUESTION, count=2, metadata=metadata)[0]["language"] == "en"
