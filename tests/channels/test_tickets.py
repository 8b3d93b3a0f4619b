"""A person is asked for while no action can open the ticket: the door opens it, once."""

import asyncio

import pytest

from channels.inbound import Inbound
from handoff.client import TicketRequest
from storage.conversations import Entry
from tests.channels.conftest import Bridge, Doorway

QUESTIONS = {
    "en": "My UCI is 1234-5678, how early can I arrive?",
    "fr": "Mon IUC est 1234-5678; quand puis-je arriver?",
}


def said(text: str, page: str = "en") -> Inbound:
    return Inbound("web", "visitor-1", text, page_language=page)


async def pressed(doorway: Doorway, language: str = "en") -> list[Entry]:
    """Let a client ask and choose the button for a person, while Rasa stays mute; return what the button brought."""
    doorway.rasa.replies = []
    offered = await doorway.door.receive(said(QUESTIONS[language], language))
    assert offered[0].body["quick_replies"][0]["payload"] == "/ask_person"
    return await doorway.door.receive(said("/ask_person", language))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Your request has been passed on to a person."), ("fr", "Votre demande a été transmise à une personne.")],
)
async def test_door_opens_the_ticket_and_says_so_in_the_words_of_the_action(
    staffed: Doorway, bridge: Bridge, language: str, words: str
) -> None:
    replies = await pressed(staffed, language)

    [ticket] = bridge.rows("SELECT reference, channel, language, reason, question FROM tickets")
    assert ticket[1:4] == ("web", language, "service_failed")
    assert "<UCI>" in ticket[4]
    assert "1234-5678" not in ticket[4]
    assert [(reply.body["code"], reply.body["step"]) for reply in replies] == [("900602", "handoff")]
    text = replies[0].body["text"]
    assert text.startswith(words)
    assert ticket[0] in text
    assert bridge.app.state.services.hours.at(bridge.app.state.services.clock(), False).text(language) in text


async def test_agent_reads_what_was_said_before_the_ticket(staffed: Doorway, bridge: Bridge) -> None:
    replies = await pressed(staffed)

    read = bridge.said(replies[0].conversation_id)
    assert [who for who, _ in read] == ["client", "bot", "bot", "client"]
    assert read[0][1] == "My UCI is <UCI>, how early can I arrive?"
    assert read[1][1].endswith("[Talk to a person]")
    assert read[2][1].startswith("I removed personal details")
    assert read[3][1] == "Talk to a person"


async def test_next_message_finds_the_client_in_the_queue(staffed: Doorway, bridge: Bridge) -> None:
    replies = await pressed(staffed)
    await staffed.receive(said("It is about my dates"))

    assert bridge.said(replies[0].conversation_id)[4:5] == [("client", "It is about my dates")]
    assert [entry.who for entry in staffed.delivered][-1] == "system"
    announced = [entry.body["owner"] for entry in staffed.delivered if entry.who == "owner"]
    assert announced == ["queue"]


async def test_rasa_is_told_of_the_ticket_that_was_opened_without_it(staffed: Doorway, bridge: Bridge) -> None:
    await pressed(staffed)
    await staffed.receive(said("It is about my dates"))

    [(reference,)] = bridge.rows("SELECT reference FROM tickets")
    assert staffed.rasa.heard[-2].metadata["ticket"] is None
    assert staffed.rasa.heard[-1].metadata["ticket"] == reference


async def test_pressing_twice_and_an_action_server_that_is_back_open_no_second_ticket(
    staffed: Doorway, bridge: Bridge
) -> None:
    staffed.rasa.replies = []
    await staffed.door.receive(said("How early can I arrive?"))
    both = await asyncio.gather(*(staffed.door.receive(said("/ask_person")) for _ in range(2)))
    identifier = both[0][0].conversation_id
    by_action = await bridge.client.open_ticket(TicketRequest(identifier, "web", "en", "asked", "How early?"))

    assert [reply.body["code"] for replies in both for reply in replies].count("900602") == 1
    assert bridge.rows("SELECT reference FROM tickets") == [(by_action.reference,)]


async def test_action_that_answers_late_does_not_say_it_again(staffed: Doorway, bridge: Bridge) -> None:
    staffed.rasa.replies = []
    await staffed.door.receive(said("How early can I arrive?"))
    staffed.rasa.seconds, staffed.rasa.replies = 0.6, [{"text": "Passed on to a person.", "code": "900602"}]
    replies = await staffed.door.receive(said("/ask_person"))
    await asyncio.sleep(0.6)

    kept = staffed.conversations.messages(replies[0].conversation_id)
    assert [entry.body.get("code") for entry in kept].count("900602") == 1


async def test_with_the_bridge_down_too_the_client_reads_where_to_turn_and_may_try_again(
    staffed: Doorway, bridge: Bridge
) -> None:
    bridge.down = True
    first = await pressed(staffed, "fr")
    bridge.down = False
    second = await staffed.door.receive(said("/ask_person", "fr"))

    assert "Je n'arrive pas à joindre notre service d'aide" in first[0].body["text"]
    assert first[0].body["code"] == "900603"
    assert first[0].body["links"] == [{"title": "Contact us", "url": "https://example.org/contact"}]
    assert [button["payload"] for button in first[0].body["quick_replies"]] == ["/ask_person"]
    assert second[0].body["code"] == "900602"
