"""One process gone: nobody is left without a word, and nothing that was written is lost."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from evaluation.processes import Running
from tests.fakes.graph import FakeGraph
from tests.system.clients import Agent, Browser, Person, Rest, eventually
from tests.system.conftest import Outages
from tests.system.test_door_routes import reference_in

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"


@pytest.fixture
def without_actions(outages: Outages) -> Iterator[None]:
    outages.kill("actions")
    yield
    outages.start("actions")


@pytest.mark.usefixtures("without_actions")
def test_without_its_action_server_the_assistant_says_so_in_time_and_offers_a_person(
    running: Running, browser: Callable[..., Browser], person: Person
) -> None:
    rest, page = Rest(running), browser(language="fr").open()
    began = time.monotonic()
    replies = rest.say(QUESTION)
    assert time.monotonic() - began < running.settings.turn_timeout + 1
    french = page.say("Combien de temps avant le début de mes études puis-je arriver au Canada?")
    on_messenger = person.say(QUESTION)

    assert [(reply["who"], reply["language"]) for reply in replies] == [("system", "en")]
    assert replies[0]["quick_replies"][0]["payload"] == "/ask_person"
    assert (french[0]["who"], french[0]["language"]) == ("system", "fr")
    assert on_messenger[0].text == replies[0]["text"]


def test_without_the_action_server_the_button_opens_a_ticket_and_only_one(
    browser: Callable[..., Browser], agent: Agent, outages: Outages
) -> None:
    page = browser(language="fr").open()
    outages.kill("actions")
    try:
        page.say("Combien de temps avant le début de mes études puis-je arriver au Canada?")
        reference = reference_in(page.say("/ask_person"))
        page.say("Mon IUC est 1234-5678.")
        while_away = page.send("/ask_person")
    finally:
        outages.start("actions")
    again = reference_in(page.say("Je veux parler à une personne"))

    assert while_away["ok"]
    assert again == reference
    assert page.owners == [{"owner": "queue", "reference": reference}]
    ticket = agent.take(reference)
    for words in ("avant le début de mes études", "Mon IUC est"):
        agent.sees(ticket, words)
    agent.close(ticket)


def test_without_action_server_and_bridge_the_client_reads_where_to_turn(running: Running, outages: Outages) -> None:
    rest = Rest(running)
    outages.kill("actions")
    outages.kill("bridge")
    try:
        rest.say(QUESTION)
        told = rest.say("/ask_person")
        outages.start("bridge")
        opened = rest.say("/ask_person")
    finally:
        outages.start("actions")

    assert [reply["code"] for reply in told] == ["900603"]
    assert told[0]["links"]
    assert reference_in(opened)


def test_agent_reads_what_the_bot_said_while_the_client_was_waiting(rest: Rest, agent: Agent, outages: Outages) -> None:
    reference = reference_in(rest.say("I want to talk to a person"))
    eventually(lambda: rest.say("Thank you")[0]["who"] == "bot")
    outages.kill("bridge")
    answer = next(reply for reply in rest.say(QUESTION) if reply["who"] == "bot")
    outages.start("bridge")

    ticket = agent.take(reference)
    agent.sees(ticket, QUESTION)
    agent.sees(ticket, answer["text"][:40])
    page = agent.http.get(f"/console/tickets/{ticket}").text
    assert page.index(QUESTION) < page.index(answer["text"][:40])
    agent.close(ticket)


def test_turn_in_which_rasa_is_killed_is_answered_once_after_its_restart(
    running: Running, browser: Callable[..., Browser], person: Person, graph: FakeGraph, outages: Outages
) -> None:
    rest, page = Rest(running), browser().open()
    with outages.hung("actions"):
        assert page.send(QUESTION)["ok"]
        assert person.webhook([person.text(QUESTION)]).status_code == 200
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(rest.say, QUESTION, message_id="before-the-crash")
            eventually(lambda: open_turns(running) == 3, 6)
            outages.kill("rasa")
        assert isinstance(asked.exception(), httpx.HTTPError)
    outages.start("rasa")
    back = browser(token=page.token, after=0).open()

    eventually(lambda: len(rest.later()) >= 2, 30)
    assert [message["who"] for message in back.wait(3, 30)] == ["client", "bot", "bot"]
    graph.wait_for(person.psid, 2, seconds=30)
    assert rest.say(QUESTION, message_id="before-the-crash") == []
    time.sleep(2)
    assert open_turns(running) == 0
    assert [message["who"] for message in rest.later()] == ["bot", "bot"]
    assert len(back.messages) == 3
    answers = [sent.text for sent in graph.to(person.psid) if sent.text.startswith(rest.later()[0]["text"][:30])]
    assert len(answers) == 1
    back.close()


def open_turns(running: Running) -> int:
    with closing(sqlite3.connect(running.settings.var_dir / "door.db")) as db:
        return int(db.execute("SELECT count(*) FROM open_turn").fetchone()[0])


def test_while_the_bridge_is_gone_messages_are_kept_and_brought_when_it_is_back(
    running: Running, browser: Callable[..., Browser], agent: Agent, outages: Outages
) -> None:
    rest, page = Rest(running), browser().open()
    references = [
        reference_in(rest.say("I want to talk to a person")),
        reference_in(page.say("I want to talk to a person")),
    ]
    tickets = [agent.take(reference) for reference in references]
    eventually(lambda: rest.later()[-1]["who"] == "system" and page.messages[-1]["who"] == "system")
    seen = rest.later()[-1]["seq"]

    outages.kill("bridge")
    told = [rest.say(f"Written while nobody listens, {word}") for word in ("one", "two", "three")]
    page.send("Also written while nobody listens")
    page.wait(3)
    newcomer = Rest(running)
    refused = newcomer.say("I want to talk to a person")
    answered = Rest(running).say(QUESTION)
    outages.start("bridge")

    assert [len(replies) for replies in told] == [1, 0, 0]
    assert told[0][0]["who"] == "system"
    assert page.messages[-1]["text"] == told[0][0]["text"]
    assert answered[0]["who"] == "bot"
    assert [reply["code"] for reply in refused] == ["900603", "900601"]
    for word in ("one", "two", "three"):
        agent.sees(tickets[0], f"Written while nobody listens, {word}")
    agent.sees(tickets[1], "Also written while nobody listens")
    written = agent.http.get(f"/console/tickets/{tickets[0]}").text
    places = [written.index(f"nobody listens, {word}") for word in ("one", "two", "three")]
    assert places == sorted(places)
    assert written.count("nobody listens, one") == 1

    agent.reply(tickets[0], "I am back.")
    assert eventually(lambda: [m["text"] for m in rest.later(after=seen) if m["who"] == "agent"]) == ["I am back."]
    assert newcomer.say("/affirm")[0]["code"] == "900602"
    for ticket in tickets:
        agent.close(ticket)


def test_an_agents_reply_waits_for_messenger_to_be_back(person: Person, agent: Agent, graph: FakeGraph) -> None:
    opened = person.say("I want to talk to a person")[0].text
    ticket = agent.take(next(word.strip(".") for word in opened.split() if word.startswith("Q-")))
    graph.wait_for(person.psid, 2)
    graph.fail_next(4)
    agent.reply(ticket, "The first reply.")
    agent.reply(ticket, "The second reply.")

    replies = graph.wait_for(person.psid, 4, seconds=30)[2:]
    assert [reply.text.split(": ")[1] for reply in replies] == ["The first reply.", "The second reply."]
    agent.close(ticket)


def test_the_bots_reply_waits_for_messenger_to_be_back(person: Person, graph: FakeGraph) -> None:
    graph.fail_next(4)
    person.webhook([person.text(QUESTION)])

    first, second = graph.wait_for(person.psid, 2, seconds=30)
    assert not first.quick_replies
    assert second.quick_replies == (("Yes", "/affirm"), ("No", "/deny"))
