"""What an agent learns of a reply on Messenger, from the Graph API to the open ticket page."""

from __future__ import annotations

import time

import pytest
import sqlalchemy as sa

from evaluation.processes import Running
from tests.system.clients import Agent, Person, door_store, eventually

pytestmark = pytest.mark.model


def mark_of(agent: Agent, ticket: str) -> str:
    """How far the agent's latest reply has come, in the words of an open ticket page."""
    delivery = agent.http.get(f"/console/tickets/{ticket}/live").json()["delivery"]
    return str(delivery[max(delivery, key=int)]) if delivery else ""


def in_a_ticket(person: Person, agent: Agent) -> str:
    opened = person.say("I want to talk to a person")[0].text
    ticket = agent.take(next(word.strip(".") for word in opened.split() if word.startswith("Q-")))
    person.graph.wait_for(person.psid, 2)
    return ticket


def test_an_agent_sees_that_messenger_has_refused_a_reply_for_good(person: Person, agent: Agent) -> None:
    ticket = in_a_ticket(person, agent)
    person.graph.gone.add(person.psid)
    agent.reply(ticket, "Good morning.")

    refused = "could not be delivered: the client takes no more messages there"
    eventually(lambda: mark_of(agent, ticket) == refused)
    calls = len(person.graph.refused)
    time.sleep(4)
    assert (len(person.graph.to(person.psid)), len(person.graph.refused)) == (2, calls)


def test_an_agent_sees_that_a_week_has_passed_and_meta_is_not_even_asked(
    person: Person, agent: Agent, running: Running
) -> None:
    ticket = in_a_ticket(person, agent)
    with door_store(running) as store, store.engine.begin() as db:
        identifier = store.id_of("messenger", person.psid)
        week = {"id": identifier, "week": 7.5 * 86400}
        db.execute(sa.text("UPDATE message SET sent_at = sent_at - :week WHERE conversation_id = :id"), week)
    calls = len(person.graph.refused)
    agent.reply(ticket, "Good morning.")

    late = "could not be delivered: too much time has passed since the client's last message"
    eventually(lambda: mark_of(agent, ticket) == late)
    assert (len(person.graph.to(person.psid)), len(person.graph.refused)) == (2, calls)


def test_an_agent_sees_a_reply_wait_for_messenger_and_then_arrive(person: Person, agent: Agent) -> None:
    ticket = in_a_ticket(person, agent)
    person.graph.fail_next(3)
    agent.reply(ticket, "Good morning.")

    eventually(lambda: mark_of(agent, ticket) == "kept: the channel cannot be reached for now")
    eventually(lambda: mark_of(agent, ticket) == "delivered", seconds=30)
    assert person.graph.texts(person.psid)[-1] == f"{agent.name}: Good morning."
