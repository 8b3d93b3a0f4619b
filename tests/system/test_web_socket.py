"""The page's channel over real websockets: whose session it is, what is replayed, and what strangers try."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import socketio
import websocket

from evaluation.processes import Running
from tests.system.clients import Browser, eventually

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"
Pages = Callable[..., Browser]


# Sessions and replay --------------------------------------------------------------------------------------------


def test_a_question_is_acknowledged_and_answered(browser: Pages) -> None:
    page = browser().open()
    acknowledged = page.send(QUESTION)

    assert acknowledged["ok"] is True
    assert acknowledged["text"] == QUESTION
    first, second = page.wait(2)[:2]
    assert acknowledged["seq"] < first["seq"] < second["seq"]
    assert (first["who"], first["language"]) == ("bot", "en")
    assert [reply["payload"] for reply in second["quick_replies"]] == ["/affirm", "/deny"]


def test_the_acknowledgement_shows_what_was_taken_out(browser: Pages) -> None:
    page = browser().open()

    assert page.send("My UCI is 1234-5678, how early can I arrive?")["text"] == (
        "My UCI is <UCI>, how early can I arrive?"
    )


def test_the_server_issues_the_session_and_knows_it_again(browser: Pages) -> None:
    first = browser().connect().join()
    again = browser(token=first["session_id"]).connect().join()

    assert (again["session_id"], again["reference"]) == (first["session_id"], first["reference"])
    assert re.fullmatch(r"[0-9A-F]{8}", first["reference"])
    assert (first["owner"], first["ticket"]) == ("bot", None)


def test_what_came_while_the_page_was_away_is_there_when_it_is_back(browser: Pages) -> None:
    page = browser().open()
    read = page.say(QUESTION, count=2)[-1]["seq"]
    page.send("Yes")
    page.close()
    time.sleep(1)
    back = browser(token=page.token, after=read).open()

    missed = back.wait(2)
    assert [message["who"] for message in missed] == ["client", "bot"]
    assert missed[0]["text"] == "Yes"
    assert min(message["seq"] for message in missed) > read
    assert back.confirmations[-1]["last_seq"] == missed[-1]["seq"]


def test_a_new_tab_gets_the_whole_conversation_in_order(browser: Pages) -> None:
    page = browser().open()
    page.say(QUESTION, count=2)
    tab = browser(token=page.token).open()

    assert [message["who"] for message in tab.wait(3)] == ["client", "bot", "bot"]
    assert tab.messages[1:] == page.messages


def test_every_tab_of_a_session_gets_the_answers_and_no_other_page_does(browser: Pages) -> None:
    page, stranger = browser().open(), browser().open()
    tab = browser(token=page.token).open()
    page.say(QUESTION, count=2)

    assert tab.wait(2)
    assert stranger.messages == []


@pytest.mark.parametrize("after", ["5", -1, 10**30, 1.5, None, True, [1], {}])
def test_an_odd_last_number_replays_rather_than_fails(browser: Pages, after: Any) -> None:
    page = browser().open()
    page.say(QUESTION, count=2)
    tab = browser(token=page.token, after=0).connect()
    tab.join(after=after)

    assert len(tab.wait(2)) >= 2


# Strangers ------------------------------------------------------------------------------------------------------

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


# Malformed ------------------------------------------------------------------------------------------------------


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


def test_the_same_message_twice_is_answered_once(browser: Pages) -> None:
    page = browser().open()
    message_id = str(uuid.uuid4())
    for _ in range(3):
        assert page.send(QUESTION, message_id=message_id)["ok"]
    page.wait(2)
    time.sleep(1)

    assert len(page.messages) == 2


def test_two_messages_at_once_are_both_answered_in_order(browser: Pages) -> None:
    page = browser().open()
    threads = [threading.Thread(target=page.send, args=(text,)) for text in (QUESTION, "Thank you")]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    messages = page.wait(3)

    assert messages[-1]["code"] == "900102"
    assert [message["seq"] for message in messages] == sorted(message["seq"] for message in messages)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/affirm",
        "/session_start",
        "/handoff_closed",
        '/ask_person{"language": "fr"}',
        '/inform{"rung": "rating"}',
    ],
)
def test_a_typed_slash_is_read_as_words(browser: Pages, text: str) -> None:
    page = browser().open()
    page.say(QUESTION, count=2)
    first = page.say("Yes")[-1]
    replies = page.say(text)

    assert not any(reply["code"] in ("900602", "900703") for reply in replies)
    assert all("How satisfied" not in reply["text"] for reply in replies)
    assert page.say(QUESTION, count=2)[0]["seq"] > first["seq"]


# Other clients and the pages ------------------------------------------------------------------------------------


def test_a_stock_client_gets_text_with_its_links_and_quick_replies(browser: Pages) -> None:
    """rasa-webchat sends no `after`, its language in customData, and shows nothing but text and quick replies."""
    page = browser(after=None).connect()
    page.join(metadata=None, customData={"language": "fr"})
    replies = page.say(
        "Combien de temps avant le début de mes études puis-je arriver au Canada?",
        count=2,
        metadata=None,
        customData={"language": "fr"},
    )

    assert all(set(reply) == {"text", "quick_replies"} for reply in replies)
    assert re.search(r"\n\n\[.+\]\(https://\S+\)", replies[0]["text"])
    assert [reply["content_type"] for reply in replies[1]["quick_replies"]] == ["text", "text"]
    assert replies[1]["quick_replies"][0]["title"] == "Oui"


def test_a_stock_client_keeps_its_session_without_a_replay(browser: Pages) -> None:
    page = browser(after=None).open()
    page.say(QUESTION, count=2)
    back = browser(after=None, token=page.token).open()

    assert back.token == page.token
    assert back.say("Yes")[0]["text"]
    assert len(back.messages) == 1


def test_the_pages_come_with_headers_that_let_nothing_foreign_in(running: Running) -> None:
    response = httpx.get(f"{running.settings.rasa_url}/assistant/en.html", timeout=30, trust_env=False)

    assert response.status_code == 200
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "'unsafe" not in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "../settings.py",
        "..%2fsettings.py",
        "%2e%2e/settings.py",
        "%2e%2e%2f.env",
        "..%252f.env",
        "..\\.env",
        "..%5c.env",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "js/../../settings.py",
        "js/%2e%2e/%2e%2e/settings.py",
    ],
)
def test_nothing_beside_the_pages_is_served(running: Running, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.settings.rasa_port, timeout=10)
    connection.request("GET", f"/assistant/{path}")
    response = connection.getresponse()
    content = response.read()
    connection.close()

    assert response.status in (400, 404)
    assert b"DOOR_KEY" not in content
    assert b"root:" not in content


def test_a_confirmation_holds_what_the_page_reads_and_no_more(browser: Pages) -> None:
    confirmed = browser().connect().join()

    assert set(confirmed) == {"session_id", "reference", "owner", "ticket", "last_seq"}
    assert json.dumps(confirmed)
    assert eventually(lambda: confirmed["reference"])
