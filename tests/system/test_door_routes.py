"""The bridge's way into the door, and a request for a person from beginning to end."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx
import pytest

from evaluation.processes import Running
from tests.fakes.graph import FakeGraph
from tests.system.clients import Agent, Browser, Person, Rest, conversation_of, eventually

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"
RATED = "900703"
RATINGS = [f"/rate_{score}" for score in (5, 4, 3, 2, 1)]


def call(running: Running, route: str, token: str | bytes | None = None, **body: Any) -> httpx.Response:
    shown = running.settings.internal_token if token is None else token
    prefix = b"Bearer " if isinstance(shown, bytes) else "Bearer "
    return httpx.post(
        f"{running.settings.rasa_url}/webhooks/door/{route}",
        headers={"Authorization": prefix + shown},  # type: ignore[operator]  # both bytes or both text
        json=body,
        timeout=30,
        trust_env=False,
    )


# Who may come in ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["owner", "deliver", "classify"])
def test_only_the_bridge_may_come_in(running: Running, route: str) -> None:
    given = running.settings
    for token in (
        "wrong",
        given.rest_token,
        given.bridge_token,
        given.door_key,
        given.internal_token + "x",
        b"\xff",
    ):
        response = call(running, route, token, conversation_id="rest-1", owner="person", epoch=9, text="Hello")
        assert response.status_code == 401, token
    assert httpx.post(f"{given.rasa_url}/webhooks/door/{route}", timeout=30, trust_env=False).status_code == 401


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"5", b"\xff"])
@pytest.mark.parametrize("route", ["owner", "deliver", "classify"])
def test_what_is_no_json_object_is_refused(running: Running, route: str, raw: bytes) -> None:
    headers = {"Authorization": f"Bearer {running.settings.internal_token}"}
    url = f"{running.settings.rasa_url}/webhooks/door/{route}"

    assert httpx.post(url, headers=headers, content=raw, timeout=30, trust_env=False).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"conversation_id": 5, "owner": "person", "epoch": 1},
        {"conversation_id": "a", "owner": "nobody", "epoch": 1},
        {"conversation_id": "a", "owner": ["person"], "epoch": 1},
        {"conversation_id": "a", "owner": "person", "epoch": "1"},
        {"conversation_id": "a", "owner": "person", "epoch": True},
        {"conversation_id": "a", "owner": "person", "epoch": 10**30},
        {"conversation_id": "a", "owner": "person", "epoch": 1, "reference": {"a": 1}},
        {"conversation_id": "a", "owner": "person", "epoch": 1, "reference": "x" * 100},
    ],
)
def test_news_of_an_owner_in_no_form_are_refused(running: Running, body: dict[str, Any]) -> None:
    assert call(running, "owner", **body).status_code == 400


@pytest.mark.parametrize("missing", ["conversation_id", "message_id", "text"])
def test_a_reply_that_lacks_something_is_refused(running: Running, missing: str) -> None:
    body = {"conversation_id": "a", "message_id": "b", "text": "c"}

    assert call(running, "deliver", **{**body, missing: ""}).status_code == 400


def test_unknown_conversations_are_unknown(running: Running) -> None:
    assert call(running, "owner", conversation_id="web-no", owner="person", epoch=1).status_code == 404
    message = {"message_id": uuid.uuid4().hex, "text": "Hello"}
    assert call(running, "deliver", conversation_id="web-no", **message).status_code == 404


def test_a_text_is_classified_for_the_agents_suggestions(running: Running) -> None:
    found = call(running, "classify", text=QUESTION, language="en").json()

    assert found["intent"]["name"] == found["ranking"][0]["name"]
    assert found["intent"]["confidence"] > 0.4
    assert call(running, "classify", text="/restart", language="en").json()["intent"]["name"] != "restart"
    assert call(running, "classify", text=5).status_code == 400


# A request from beginning to end ----------------------------------------------------------------------------------


def reference_in(messages: list[dict[str, Any]]) -> str:
    opened = next(message["text"] for message in messages if message.get("code") == "900602")
    return next(word.strip(".") for word in opened.split() if word.startswith("Q-"))


def test_the_round_trip_over_rest(rest: Rest, agent: Agent) -> None:
    rest.say(QUESTION)
    reference = reference_in(rest.say("I want to talk to a person"))
    rest.say("I am still here, about my course dates")
    ticket = agent.take(reference)
    agent.sees(ticket, "I am still here, about my course dates")
    joined = eventually(lambda: [m for m in rest.later() if m["who"] == "system"])
    assert joined[-1]["text"].startswith(f"{agent.name} ")

    silent = rest.say("What is the rule for me?")
    agent.sees(ticket, "What is the rule for me?")
    assert silent == []

    seen = rest.later()[-1]["seq"]
    agent.reply(ticket, "Good morning, the rule is on the page.")
    replies = eventually(lambda: rest.later(after=seen))
    assert [(m["who"], m["text"], m["agent"]) for m in replies] == [
        ("agent", "Good morning, the rule is on the page.", agent.name)
    ]

    agent.close(ticket)
    asked = eventually(lambda: rest.later(after=replies[-1]["seq"]))
    assert [reply["payload"] for reply in asked[-1]["quick_replies"]] == RATINGS
    assert rest.say("/rate_4")[0]["code"] == RATED
    with closing(sqlite3.connect(rest.running.settings.var_dir / "tickets.db")) as db:
        found = db.execute("SELECT owner, outcome, rating FROM tickets WHERE id = ?", (ticket,)).fetchone()
    assert found == ("bot", "answered", 4)
    assert rest.say(QUESTION)[0]["who"] == "bot"


def test_the_round_trip_in_the_page_live_and_after_a_reconnect(browser: Callable[..., Browser], agent: Agent) -> None:
    page = browser(language="fr").open()
    reference = reference_in(page.say("Je veux parler à une personne"))
    eventually(lambda: page.owners)
    assert page.owners[-1] == {"owner": "queue", "reference": reference}

    ticket = agent.take(reference)
    eventually(lambda: page.owners[-1]["owner"] == "person")
    joined = page.wait(2)[1]
    assert (joined["who"], joined["language"]) == ("system", "fr")
    assert joined["text"].startswith(f"{agent.name} ")
    agent.reply(ticket, "Bonjour, je lis votre demande.")
    assert page.wait(3)[2]["who"] == "agent"

    read = page.messages[-1]["seq"]
    page.close()
    agent.reply(ticket, "Première réponse pendant votre absence.")
    agent.reply(ticket, "Deuxième réponse pendant votre absence.")
    agent.sees(ticket, "Deuxième réponse")
    back = browser(language="fr", token=page.token, after=read).open()
    assert [m["text"] for m in back.wait(2)] == [
        "Première réponse pendant votre absence.",
        "Deuxième réponse pendant votre absence.",
    ]
    assert (back.confirmations[-1]["owner"], back.confirmations[-1]["ticket"]) == ("person", reference)

    back.send("Merci beaucoup")
    agent.sees(ticket, "Merci beaucoup")
    agent.close(ticket)
    asked = back.wait(3)[2]
    assert [reply["payload"] for reply in asked["quick_replies"]] == RATINGS
    assert asked["language"] == "fr"
    eventually(lambda: back.owners and back.owners[-1]["owner"] == "bot")
    assert back.say("/rate_5")[0]["code"] == RATED


def test_the_round_trip_on_messenger(person: Person, agent: Agent, running: Running, graph: FakeGraph) -> None:
    opened = person.say("I want to talk to a person")[0].text
    ticket = agent.take(next(word.strip(".") for word in opened.split() if word.startswith("Q-")))
    assert graph.wait_for(person.psid, 2)[1].text.startswith(f"{agent.name} ")
    person.webhook([person.text("Hello, it is about my dates")])
    agent.sees(ticket, "Hello, it is about my dates")
    agent.reply(ticket, "Good morning.")

    reply = graph.wait_for(person.psid, 3)[2]
    assert (reply.text, reply.messaging_type) == (f"{agent.name}: Good morning.", "RESPONSE")
    agent.close(ticket)
    asked = graph.wait_for(person.psid, 4)[3]
    assert [payload for _, payload in asked.quick_replies] == RATINGS
    assert all(title[0] == payload[-1] for title, payload in asked.quick_replies)
    person.press("/rate_3")
    assert graph.wait_for(person.psid, 5)


def test_a_message_right_behind_the_request_reaches_the_ticket(rest: Rest, agent: Agent) -> None:
    """Nothing may fall between the bot, which no longer answers alone, and the ticket."""
    for number in range(5):
        one = Rest(rest.running)
        reference = reference_in(one.say("I want to talk to a person"))
        words = f"Right behind it, number {number}{uuid.uuid4().hex[:4]}"
        one.say(words)
        agent.sees(agent.take(reference), words, seconds=5)


def test_an_agent_who_gives_back_leaves_the_client_in_the_queue(rest: Rest, agent: Agent) -> None:
    reference = reference_in(rest.say("I want to talk to a person"))
    ticket = agent.take(reference)
    seen = eventually(lambda: [m for m in rest.later() if m["who"] == "system"])[-1]["seq"]
    assert agent.post(f"/tickets/{ticket}/return").status_code == 303

    assert eventually(lambda: rest.later(after=seen))[0]["who"] == "system"
    assert rest.say("Hello?")
    agent.close(agent.take(reference))


def test_a_reply_sent_twice_reaches_the_client_once(rest: Rest, running: Running) -> None:
    rest.say(QUESTION)
    conversation = conversation_of(running, "rest", rest.conversation_id)
    seen = rest.later()[-1]["seq"]
    body = {"conversation_id": conversation, "message_id": uuid.uuid4().hex, "text": "Good morning.", "agent": "Robin"}
    for _ in range(3):
        assert call(running, "deliver", **body).json() == {"state": "kept", "reason": "client_away"}

    assert [m["text"] for m in rest.later(after=seen)] == ["Good morning."]
    assert call(running, "deliver", **body).json() == {"state": "delivered", "reason": ""}


@pytest.mark.parametrize(
    ("route", "strange"),
    [
        ("deliver", {"message_id": "Zenobia 416-555-0199"}),
        ("deliver", {"message_id": "41655501990000000000000000000000"}),
        ("owner", {"reference": "416-555-0199 Zen"}),
    ],
)
def test_what_the_bridge_never_sends_is_refused_and_not_kept(
    route: str, strange: dict[str, str], rest: Rest, running: Running
) -> None:
    rest.say(QUESTION)
    good = {
        "deliver": {"message_id": uuid.uuid4().hex, "text": "Good morning."},
        "owner": {"owner": "queue", "epoch": 1},
    }[route]
    conversation = conversation_of(running, "rest", rest.conversation_id)

    assert call(running, route, conversation_id=conversation, **{**good, **strange}).status_code == 400


@pytest.mark.parametrize("agent", ["zenobia@example.org", "UCI 1234567890", "Zen 416 555 0199", 7])
def test_what_is_no_agents_name_is_not_kept_and_costs_nobody_the_reply(
    agent: object, rest: Rest, running: Running
) -> None:
    rest.say(QUESTION)
    conversation = conversation_of(running, "rest", rest.conversation_id)
    reply = {"conversation_id": conversation, "message_id": uuid.uuid4().hex, "text": "Good morning.", "agent": agent}

    assert call(running, "deliver", **reply).status_code == 200
    assert [(said["text"], said["agent"]) for said in rest.later()[-1:]] == [("Good morning.", "")]


def test_an_agents_reply_is_masked(rest: Rest, running: Running) -> None:
    rest.say(QUESTION)
    body = {
        "conversation_id": conversation_of(running, "rest", rest.conversation_id),
        "message_id": uuid.uuid4().hex,
        "agent": "Robin",
    }
    call(running, "deliver", **body, text="I called zenobia@example.org about UCI 1234-5678.")

    assert rest.later()[-1]["text"] == "I called <EMAIL> about UCI <UCI>."


def test_older_news_change_nothing_and_newer_ones_once(rest: Rest, running: Running) -> None:
    rest.say(QUESTION)
    news = {
        "conversation_id": conversation_of(running, "rest", rest.conversation_id),
        "owner": "person",
        "reference": "Q-TEST-01",
        "agent": "Robin",
    }

    assert [call(running, "owner", **news, epoch=epoch).json()["changed"] for epoch in (5, 5, 4)] == [
        True,
        False,
        False,
    ]
    eventually(lambda: [m for m in rest.later() if m["text"].startswith("Robin ")])
    assert call(running, "owner", **{**news, "owner": "bot"}, epoch=6).json() == {"changed": True}
    eventually(lambda: [m for m in rest.later() if m["quick_replies"]][-1]["quick_replies"][0]["payload"] == "/rate_5")
    assert len([m for m in rest.later() if m["text"].startswith("Robin ")]) == 1
