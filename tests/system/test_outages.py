"""One process gone: nobody is left without a word, and nothing that was written is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

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
    assert rest.say("/ask_person")[0]["text"]


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
