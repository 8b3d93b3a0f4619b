"""The REST channel of the running assistant: who may ask, what is refused, what comes back."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from evaluation.processes import Running
from tests.system.clients import Rest

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"


def test_a_question_is_answered_in_the_turn(rest: Rest) -> None:
    replies = rest.say(QUESTION)

    assert replies[0]["text"]
    assert replies[0]["who"] == "bot"
    assert [reply["language"] for reply in replies] == ["en"] * len(replies)


def test_the_callers_language_is_the_conversations(rest: Rest) -> None:
    replies = rest.say("IMM 5257?", language="fr")

    assert {reply["language"] for reply in replies} == {"fr"}


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="none"),
        pytest.param({"Authorization": "Bearer wrong"}, id="wrong"),
        pytest.param({"Authorization": b"Bearer \xff\xfe"}, id="in no encoding"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_token_nothing_is_told(rest: Rest, method: str, headers: dict[str, Any]) -> None:
    query = {"conversation_id": rest.conversation_id}
    response = httpx.request(method, rest.url, headers=headers, params=query, timeout=30, trust_env=False)

    assert response.status_code == 401
    assert set(response.json()) == {"error"}


@pytest.mark.parametrize("kind", ["bridge_token", "internal_token"])
def test_the_tokens_of_other_doors_do_not_open_this_one(rest: Rest, running: Running, kind: str) -> None:
    rest.headers["Authorization"] = f"Bearer {getattr(running.settings, kind)}"

    assert rest.post(conversation_id="a", text="b").status_code == 401


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"{'a': 1}"])
def test_a_body_that_is_no_json_object_is_refused_by_name(rest: Rest, raw: bytes) -> None:
    response = httpx.post(rest.url, headers=rest.headers, content=raw, timeout=30, trust_env=False)

    assert response.status_code == 400
    assert "conversation_id" in response.json()["error"]


GOOD = {"conversation_id": "a", "text": "b"}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({**GOOD, "admin": True}, "admin"),
        ({**GOOD, "metadata": {"language": "fr"}}, "metadata"),
        ({**GOOD, "sender_id": "someone-else"}, "sender_id"),
        ({**GOOD, "language": "de"}, "language"),
        ({**GOOD, "language": ["en"]}, "language"),
        ({**GOOD, "text": None}, "text"),
        ({**GOOD, "text": {"a": 1}}, "text"),
        ({**GOOD, "conversation_id": ""}, "conversation_id"),
        ({**GOOD, "conversation_id": "a b"}, "conversation_id"),
        ({**GOOD, "conversation_id": "a\n"}, "conversation_id"),
        ({**GOOD, "conversation_id": "x" * 129}, "conversation_id"),
        ({**GOOD, "conversation_id": "../web"}, "conversation_id"),
        ({**GOOD, "message_id": ""}, "message_id"),
        ({**GOOD, "message_id": 5}, "message_id"),
        ({**GOOD, "message_id": ["m"]}, "message_id"),
    ],
)
def test_a_field_that_is_not_in_the_contract_is_refused_by_name(rest: Rest, body: dict[str, Any], named: str) -> None:
    response = rest.post(**body)

    assert response.status_code == 400
    assert named in response.json()["error"]


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "²", "9" * 40, "1;drop table message"])
def test_a_sequence_number_that_is_none_is_refused(rest: Rest, after: str) -> None:
    query = {"conversation_id": rest.conversation_id, "after": after}
    response = httpx.get(rest.url, headers=rest.headers, params=query, timeout=30, trust_env=False)

    assert response.status_code == 400


def test_later_messages_are_those_after_the_number(rest: Rest) -> None:
    first = rest.say(QUESTION)
    second = rest.say("Yes")

    assert rest.later() == first + second
    assert rest.later(after=first[-1]["seq"]) == second
    assert rest.later(after=second[-1]["seq"]) == []


def test_a_conversation_is_its_callers_alone(rest: Rest, running: Running) -> None:
    rest.say(QUESTION)

    assert Rest(running).later() == []
    assert Rest(running, f"rest:{rest.conversation_id}").later() == []


def test_the_same_message_twice_is_answered_once(rest: Rest) -> None:
    message_id = f"order:{uuid.uuid4()}@shop"
    first = rest.say(QUESTION, message_id=message_id)

    assert rest.say(QUESTION, message_id=message_id) == []
    assert rest.later() == first


@pytest.mark.parametrize(
    "text", ["/restart", "/session_start", '/ask_person{"ticket": "1"}', "/affirm", "/handoff_closed"]
)
def test_a_typed_slash_is_read_as_words(rest: Rest, text: str) -> None:
    replies = rest.say(text)

    assert replies
    assert "rate_5" not in str(replies)


def test_a_button_that_was_offered_counts_and_an_old_one_gets_a_kind_sentence(rest: Rest) -> None:
    offered = rest.say("Hello")[-1]["quick_replies"]
    assert offered
    chosen = rest.say(offered[0]["payload"])
    again = rest.say(offered[1]["payload"])

    assert chosen[0]["text"] != again[0]["text"]
    assert "belongs to an earlier part" in again[0]["text"]


def test_rasas_own_doors_are_shut(running: Running) -> None:
    """The stock channels trust whoever writes, and the HTTP API hands out whole conversations."""
    paths = {
        "POST /webhooks/rest/webhook": {"sender": "a", "message": "b"},
        "POST /webhooks/callback/webhook": {"sender": "a", "message": "b"},
        "POST /conversations/a/messages": {"text": "b", "sender": "user"},
        "GET /conversations/a/tracker": None,
        "POST /conversations/a/tracker/events": {"event": "restart"},
        "POST /model/parse": {"text": "b"},
        "PUT /model": {"model_server": {"url": "http://127.0.0.1:9"}},
        "GET /domain": None,
    }
    for path, body in paths.items():
        method, address = path.split(" ")
        response = httpx.request(method, running.settings.rasa_url + address, json=body, timeout=30, trust_env=False)
        assert response.status_code in (404, 405), f"{path}: {response.status_code}"
