"""Messenger through Meta's webhook and a stand-in for its Send API: everything that is sent, once, in order."""

from __future__ import annotations

import json
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from evaluation.processes import Running
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN, FakeGraph
from tests.system.clients import Person, Rest, conversation_of

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"
FRENCH = "Combien de temps avant le début de mes études puis-je arriver au Canada?"
SIGNED = f"sha256={'0' * 64}"
NOTICE, NOTICE_FR = "I am Quaid, an automated assistant", "Je suis Quaid, un assistant automatisé"
VERIFY_TOKEN = "made-up-verify-token"


def settled(person: Person, seconds: float = 1.5) -> int:
    """Return how many messages the person has got when nothing more comes."""
    time.sleep(seconds)
    return len(person.graph.to(person.psid))


# Verification ---------------------------------------------------------------------------------------------------


def verify(person: Person, **query: str) -> httpx.Response:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444", **query}
    return httpx.get(person.url, params=asked, timeout=30, trust_env=False)


def test_the_right_verify_token_gets_its_challenge_back(person: Person) -> None:
    response = verify(person)

    assert (response.status_code, response.text) == (200, "1158201444")
    assert response.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query",
    [{"hub.verify_token": "wrong"}, {"hub.verify_token": ""}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": "é"}],
)
def test_any_other_is_refused(person: Person, query: dict[str, str]) -> None:
    assert verify(person, **query).status_code == 403


# Signatures -----------------------------------------------------------------------------------------------------

Headers = Callable[[Person, bytes], dict[str, Any]]
FORGED: dict[str, Headers] = {
    "none": lambda person, raw: {"Content_Type": "application/json"},
    "of another body": lambda person, raw: {"X_Hub_Signature_256": f"sha256={person.signature(raw + b' ')}"},
    "sha1 alone": lambda person, raw: {"X_Hub_Signature": f"sha1={person.signature(raw, 'sha1')}"},
    "sha1 in the place of sha256": lambda person, raw: {"X_Hub_Signature_256": f"sha1={person.signature(raw, 'sha1')}"},
    "of an unknown algorithm": lambda person, raw: {"X_Hub_Signature_256": f"rot13={person.signature(raw)}"},
    "without its algorithm": lambda person, raw: {"X_Hub_Signature_256": person.signature(raw)},
    "cut short": lambda person, raw: {"X_Hub_Signature_256": f"sha256={person.signature(raw)[:40]}"},
    "empty": lambda person, raw: {"X_Hub_Signature_256": "sha256="},
    "in no encoding": lambda person, raw: {"X_Hub_Signature_256": b"sha256=\xff\xfe"},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
def test_a_webhook_with_a_forged_signature_is_refused_and_nothing_happens(person: Person, headers: Headers) -> None:
    body = {"object": "page", "entry": [{"messaging": [person.text(QUESTION)]}]}
    raw = json.dumps(body).encode()

    assert person.post(raw, **headers(person, raw)).status_code == 403
    assert settled(person, 0.5) == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"object": "page", "entry": 5}',
        b'{"object": "page", "entry": [7]}',
        b'{"object": "page", "entry": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    ],
    ids=["empty", "cut", "a list", "null", "a number", "numbers", "nested deep"],
)
def test_what_is_signed_but_no_webhook_is_refused(person: Person, raw: bytes) -> None:
    assert person.post(raw).status_code == 400


def test_a_webhook_of_something_else_is_left_alone(person: Person) -> None:
    body = {"object": "instagram", "entry": [{"messaging": [person.text(QUESTION)]}]}

    assert person.post(json.dumps(body).encode()).status_code == 200
    assert settled(person, 0.5) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Content-Length": "50000000"}, 403, id="unsigned"),
        pytest.param({"Content-Length": "50000000", "X-Hub-Signature-256": "sha1=00"}, 403, id="no signature of ours"),
        pytest.param({"Content-Length": "50000000", "X-Hub-Signature-256": SIGNED}, 413, id="too large"),
    ],
)
def test_a_webhook_is_refused_before_its_body_is_there(person: Person, headers: dict[str, str], status: int) -> None:
    """Not one byte of the body is sent: whoever waits for it never answers."""
    with opened(person, headers) as connection:
        connection.sendall(b"{")
        assert connection.recv(64).split(b" ")[1] == str(status).encode()


def test_a_webhook_that_hides_its_size_is_cut_off(person: Person) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    with opened(person, {"Transfer-Encoding": "chunked", "X-Hub-Signature-256": SIGNED}) as connection:
        try:
            for _ in range(200):
                connection.sendall(chunk)
        except OSError:
            pass  # cut off: what is looked for
        else:
            pytest.fail("13 MB were taken")


def test_the_servers_other_routes_take_no_large_bodies_either(running: Running) -> None:
    url = f"{running.settings.rasa_url}/webhooks/door/deliver"
    try:
        status = httpx.post(url, content=b" " * 3_000_000, timeout=30, trust_env=False).status_code
    except httpx.TransportError:
        return  # cut off in the middle of it
    assert status == 413


@contextmanager
def opened(person: Person, headers: dict[str, str]) -> Iterator[socket.socket]:
    """A webhook whose headers alone have been sent."""
    address = urlsplit(person.url)
    lines = [f"POST {address.path} HTTP/1.1", f"Host: {address.netloc}", *(f"{k}: {v}" for k, v in headers.items())]
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        yield connection


# Messages -------------------------------------------------------------------------------------------------------


def test_a_question_is_acknowledged_at_once_and_then_answered(person: Person) -> None:
    began = time.monotonic()
    assert person.webhook([person.text(QUESTION)]).text == "EVENT_RECEIVED"
    acknowledged = time.monotonic()

    first = person.graph.wait_for(person.psid, 2)[0]
    assert acknowledged - began < 1
    assert first.at > acknowledged
    assert (first.messaging_type, first.tag) == ("RESPONSE", "")
    assert person.graph.to(person.psid)[-1].quick_replies == (("Yes", "/affirm"), ("No", "/deny"))


def test_a_french_question_is_answered_in_french(person: Person) -> None:
    replies = person.say(FRENCH, count=2)

    assert "Est-ce que cela répond à votre question?" in [reply.text for reply in replies]
    assert replies[-1].quick_replies == (("Oui", "/affirm"), ("Non", "/deny"))


@pytest.mark.parametrize(("question", "notice"), [(QUESTION, NOTICE), (FRENCH, NOTICE_FR)], ids=["en", "fr"])
def test_a_conversation_begins_with_the_notice_in_the_clients_language(
    running: Running, graph: FakeGraph, question: str, notice: str
) -> None:
    person = Person(running, graph, newcomer=True)
    person.say(question, count=3)
    person.say(question)

    texts = graph.texts(person.psid)
    assert [notice in text for text in texts] == [True] + [False] * (len(texts) - 1)


def test_every_message_of_every_entry_is_answered_in_order(person: Person, running: Running, graph: FakeGraph) -> None:
    """Stock Rasa answers only the first message of a webhook."""
    other = Person(running, graph)
    person.webhook(
        [
            person.text("Hello"),
            other.text("Bonjour, j'ai une question"),
            person.text("", attachments=[{"type": "image"}]),
        ],
        [person.text(QUESTION)],
    )
    graph.wait_for(other.psid, 1)
    texts = [one.text for one in graph.wait_for(person.psid, 5)]

    only_text = next(number for number, text in enumerate(texts) if "I can only read text" in text)
    kind = next(number for number, text in enumerate(texts) if "Is your question general" in text)
    helpful = next(number for number, text in enumerate(texts) if "Did that answer your question?" in text)
    assert kind < only_text < helpful
    assert settled(person) == len(texts)


def test_the_same_mid_twice_is_answered_once(person: Person) -> None:
    event = person.text(QUESTION, mid=f"m_{uuid.uuid4().hex}/=+")
    person.webhook([event, event])
    person.webhook([event])
    count = settled(person, 2.5)
    person.webhook([event])

    assert count == 2
    assert settled(person) == count


def test_an_attachment_that_comes_twice_is_answered_once(person: Person) -> None:
    event = person.text("", attachments=[{"type": "image", "payload": {"url": "https://cdn.example/passport.jpg"}}])
    for _ in range(2):
        person.webhook([event])

    assert "I can only read text" in person.graph.wait_for(person.psid, 1)[0].text
    assert settled(person) == 1


def test_a_text_beside_an_attachment_is_answered(person: Person) -> None:
    replies = person.say(QUESTION, count=2, attachments=[{"type": "image"}])

    assert "I can only read text" not in replies[0].text


IGNORED: dict[str, dict[str, Any]] = {
    "an echo of our own message": {"message": {"mid": "m_1", "is_echo": True, "text": "Hello", "app_id": 1}},
    "an echo with an attachment": {"message": {"mid": "m_2", "is_echo": True, "attachments": [{"type": "image"}]}},
    "a delivery receipt": {"delivery": {"mids": ["m_3"], "watermark": 1}},
    "a read receipt": {"read": {"watermark": 1}},
    "a reaction": {"reaction": {"mid": "m_4", "action": "react", "emoji": "👍"}},
    "an opt-in": {"optin": {"type": "notification_messages"}},
    "nothing": {},
}


@pytest.mark.parametrize("content", IGNORED.values(), ids=IGNORED)
def test_what_nobody_wrote_is_not_answered(person: Person, content: dict[str, Any]) -> None:
    assert person.webhook([person.event(**content)]).status_code == 200
    assert settled(person, 0.7) == 0


def test_events_on_standby_are_anothers_to_answer(person: Person) -> None:
    """While another app has the conversation, Meta sends its messages under `standby`, without `messaging`."""
    body = {"object": "page", "entry": [{"id": "1000", "time": 1, "standby": [person.text(QUESTION)]}]}

    assert person.post(json.dumps(body).encode()).status_code == 200
    assert settled(person, 0.7) == 0


# Buttons --------------------------------------------------------------------------------------------------------


def test_a_quick_reply_counts_by_its_payload(person: Person) -> None:
    person.say(QUESTION, count=2)
    person.press("/affirm", title="Yes")

    assert "If you have another question" in person.graph.wait_for(person.psid, 3)[-1].text


def test_a_postback_counts_by_its_payload(person: Person) -> None:
    person.say(QUESTION, count=2)
    person.webhook([person.event(postback={"mid": f"m_{uuid.uuid4().hex}", "title": "Yes", "payload": "/affirm"})])

    assert "If you have another question" in person.graph.wait_for(person.psid, 3)[-1].text


def test_the_get_started_button_brings_notice_and_greeting_once(running: Running, graph: FakeGraph) -> None:
    person = Person(running, graph, newcomer=True)
    event = person.event(postback={"title": "Get Started", "payload": "GET_STARTED", "mid": f"m_{uuid.uuid4().hex}"})
    for _ in range(2):
        person.webhook([event])

    notice, welcome = (sent.text for sent in graph.wait_for(person.psid, 2))
    assert all(words in notice for words in (NOTICE, NOTICE_FR, "privacy-notice.en.html", "privacy-notice.fr.html"))
    assert all(words in welcome for words in ("Hello.", "Bonjour."))
    person.webhook([person.text(QUESTION)])
    graph.wait_for(person.psid, 4)
    assert settled(person) == 4
    assert NOTICE not in "".join(graph.texts(person.psid)[2:])


def test_an_old_button_gets_a_kind_sentence(person: Person) -> None:
    person.say(QUESTION, count=2)
    person.press("/affirm")
    person.graph.wait_for(person.psid, 3)
    person.press("/deny")

    assert "belongs to an earlier part" in person.graph.wait_for(person.psid, 4)[-1].text


def test_a_payload_that_was_never_offered_is_no_intent(person: Person) -> None:
    person.press("/handoff_closed")

    assert "How satisfied" not in str(person.graph.wait_for(person.psid, 1))


def test_titles_that_messenger_would_refuse_are_numbered(person: Person, rest: Rest) -> None:
    vague = ("fees", "biometrics", "photo", "documents", "how long", "rules")
    text = next(text for text in vague if rest.say(text)[-1]["step"] == "clarify")
    last = person.say(text)[-1]

    lines = last.text.splitlines()[1:]
    assert [line.split(". ")[0] for line in lines] == [title for title, _ in last.quick_replies]
    assert lines[-1].endswith(". None of these")


# Sending --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 429])
def test_a_failure_at_metas_end_is_tried_again(person: Person, status: int) -> None:
    person.graph.fail_next(1, status)

    assert len(person.say(QUESTION, count=2)) == 2


def test_agents_write_outside_the_window_with_the_human_agent_tag_and_long_texts_are_split(
    person: Person, running: Running
) -> None:
    person.say(QUESTION, count=2)
    conversation = conversation_of(running, "messenger", person.psid)
    person.graph.outside_window.add(person.psid)
    body = {"conversation_id": conversation, "message_id": uuid.uuid4().hex, "agent": "Robin", "epoch": 1}
    response = httpx.post(
        f"{running.settings.rasa_url}/webhooks/door/deliver",
        headers={"Authorization": f"Bearer {running.settings.internal_token}"},
        json={**body, "text": "One sentence about the rule. " * 120},
        timeout=30,
        trust_env=False,
    )

    assert response.json() == {"state": "delivered", "reason": ""}
    parts = person.graph.to(person.psid)[2:]
    assert [(part.messaging_type, part.tag) for part in parts] == [("MESSAGE_TAG", "HUMAN_AGENT")] * 2
    assert " ".join(part.text for part in parts) == f"Robin: {'One sentence about the rule. ' * 120}".strip()


def test_the_bot_does_not_write_outside_the_window_in_an_agents_name(person: Person) -> None:
    person.graph.outside_window.add(person.psid)
    person.webhook([person.text(QUESTION)])

    assert settled(person) == 0
    assert person.graph.refused[-1]["error_subcode"] == 2018278


def test_the_page_token_is_in_no_address_and_no_log(person: Person, running: Running) -> None:
    person.say("Hello")
    written = b"".join(path.read_bytes() for path in running.settings.var_dir.glob("*.log"))

    assert PAGE_TOKEN.encode() not in written
    assert APP_SECRET.encode() not in written
