"""The door: masks, routes, and never leaves a client without a word."""

import asyncio
import logging
from typing import Any

import pytest

from channels.inbound import Inbound
from privacy import MaskingFailed
from storage.conversations import Entry
from storage.guard import Guard
from storage.receipts import Receipt
from tests.channels.conftest import Doorway

YES = {"title": "Yes", "payload": "/affirm"}


def said(text: str, page: str | None = "en", **more: Any) -> Inbound:
    return Inbound("web", "visitor-1", text, page_language=page, **more)


def texts(entries: list[Entry]) -> list[str]:
    return [entry.body["text"] for entry in entries]


async def test_rasa_gets_the_masked_text_and_the_language(doorway: Doorway) -> None:
    await doorway.door.receive(said("My UCI is 1234-5678, how early can I arrive?"))

    assert doorway.rasa.texts == ["My UCI is <UCI>, how early can I arrive?"]
    assert doorway.rasa.heard[0].metadata == {"language": "en", "foreign": False, "ticket": None}


async def test_nothing_unmasked_is_kept_or_logged(doorway: Doorway, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    await doorway.door.receive(said("je m'appelle Zélie Testeuse, zelie@example.org, mon IUC est 1234-5678"))

    kept = [entry.body["text"] for entry in doorway.conversations.messages(doorway.rasa.heard[0].sender_id)]
    for datum in ("Testeuse", "zelie@example.org", "1234-5678", "visitor-1"):
        assert all(datum not in text for text in (*kept, caplog.text))


async def test_a_message_that_cannot_be_masked_is_refused_kindly(doorway: Doorway) -> None:
    class Broken:
        def mask(self, text: str, language: str) -> Any:
            raise MaskingFailed("made up")

    doorway.door.guard = Guard(Broken())  # type: ignore[arg-type]  # the real masker cannot be made to fail
    replies = await doorway.door.receive(said("Puis-je arriver plus tôt au Canada?", page="fr"))

    assert doorway.rasa.heard == []
    assert "Je n'ai pas pu retirer les renseignements personnels" in texts(replies)[0]
    kept = doorway.conversations.messages(replies[0].conversation_id)
    assert [entry.who for entry in kept] == ["system"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "I did not receive any words", id="empty"),
        pytest.param("   \u200b\n", "I did not receive any words", id="invisible"),
        pytest.param("😀🎉!!", "I did not receive any words", id="emoji only"),
        pytest.param("a" * 10_000, "at most 2000 characters", id="10,000 characters"),
    ],
)
async def test_what_cannot_be_read_gets_a_kind_sentence(doorway: Doorway, text: str, expected: str) -> None:
    replies = await doorway.door.receive(said(text))

    assert expected in texts(replies)[0]
    assert doorway.rasa.heard == []


async def test_a_message_that_is_too_long_is_answered_in_its_own_language(doorway: Doorway) -> None:
    text = "Bonjour, je voudrais savoir si mon frère peut arriver avant ses cours. " * 60
    replies = await doorway.door.receive(said(text, page=None))

    assert "Votre message est trop long" in texts(replies)[0]


@pytest.mark.parametrize(
    "text", ["/restart", '/ask_person{"ticket": "1"}', "/session_start", "/EXTERNAL_x", "//affirm"]
)
async def test_a_typed_slash_is_no_intent(doorway: Doorway, text: str) -> None:
    await doorway.door.receive(said(text))

    assert not doorway.rasa.texts[0].startswith("/")


async def test_an_offered_payload_reaches_rasa_with_the_language(doorway: Doorway) -> None:
    doorway.rasa.replies = [{"text": "Avez-vous compris?", "buttons": [YES]}]
    await doorway.door.receive(said("Bonjour à tous, quelle est la règle?", page="fr"))
    await doorway.door.receive(said("/affirm", page="fr"))

    assert doorway.rasa.texts[1] == '/affirm{"language": "fr"}'


async def test_a_stale_payload_gets_a_kind_sentence(doorway: Doorway) -> None:
    doorway.rasa.replies = [{"text": "Well?", "buttons": [YES]}]
    await doorway.door.receive(said("What is the rule for this?"))
    doorway.rasa.replies = [{"text": "Fine."}]
    await doorway.door.receive(said("/affirm"))
    replies = await doorway.door.receive(said("/affirm"))

    assert "belongs to an earlier part" in texts(replies)[0]
    assert len(doorway.rasa.heard) == 2


async def test_the_same_message_twice_is_answered_once(doorway: Doorway) -> None:
    await doorway.door.receive(said("How early can I arrive?", message_id="m1"))
    replies = await doorway.door.receive(said("How early can I arrive?", message_id="m1"))

    assert replies == []
    assert len(doorway.rasa.heard) == 1


@pytest.mark.parametrize(
    ("seconds", "error", "replies"),
    [(0.0, None, []), (0.6, None, [{"text": "late"}]), (0.0, RuntimeError("quoting the client"), [])],
    ids=["mute", "late", "failing"],
)
async def test_the_door_speaks_when_rasa_does_not(
    doorway: Doorway,
    seconds: float,
    error: Exception | None,
    replies: list[dict[str, Any]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    doorway.rasa.seconds, doorway.rasa.error, doorway.rasa.replies = seconds, error, replies

    heard = await doorway.door.receive(said("Combien de temps avant mon programme puis-je arriver?", page="fr"))

    assert "J'ai du mal à répondre" in texts(heard)[0]
    assert heard[0].body["quick_replies"][0]["payload"] == "/ask_person"
    assert "quoting the client" not in caplog.text
    await asyncio.sleep(seconds)


async def test_while_a_person_answers_the_bot_is_silent_and_nothing_is_lost(doorway: Doorway) -> None:
    first = await doorway.door.receive(said("How early can I arrive?"))
    identifier = first[0].conversation_id
    doorway.conversations.change_owner(identifier, "person", 2, "Q-TEST")

    replies = await doorway.door.receive(said("Hello, are you there?"))

    assert len(doorway.rasa.heard) == 1
    assert [entry.body["text"] for entry in doorway.conversations.waiting()] == ["Hello, are you there?"]
    assert "Your message is kept" in texts(replies)[0]


async def test_the_client_is_told_only_once_that_agents_cannot_be_reached(doorway: Doorway) -> None:
    first = await doorway.door.receive(said("How early can I arrive?"))
    doorway.conversations.change_owner(first[0].conversation_id, "person", 2, "Q-TEST")

    told = [await doorway.door.receive(said(f"Message number {word}")) for word in ("one", "two")]

    assert [len(replies) for replies in told] == [1, 0]
    assert len(doorway.conversations.waiting()) == 2


async def test_a_reply_that_comes_after_a_person_took_over_is_dropped(doorway: Doorway) -> None:
    async def taken() -> None:
        doorway.conversations.change_owner(doorway.rasa.heard[0].sender_id, "person", 2, "Q-TEST")

    doorway.rasa.before_reply = taken
    replies = await doorway.door.receive(said("How early can I arrive?"))

    assert replies == []
    assert doorway.delivered == []


async def test_an_older_epoch_changes_nothing(doorway: Doorway) -> None:
    first = await doorway.door.receive(said("How early can I arrive?"))
    identifier = first[0].conversation_id

    assert doorway.conversations.change_owner(identifier, "person", 3, "Q-TEST")
    assert not doorway.conversations.change_owner(identifier, "bot", 2, None)
    assert doorway.conversations.get(identifier).owner == "person"  # type: ignore[union-attr]


async def test_a_clear_message_in_the_other_language_switches_the_conversation(doorway: Doorway) -> None:
    await doorway.door.receive(said("Est-ce que je peux arriver au Canada avant le début de mes cours?", page="en"))
    await doorway.door.receive(said("ok", page="en"))

    assert [message.metadata["language"] for message in doorway.rasa.heard] == ["fr", "fr"]


async def test_changing_the_page_changes_the_language(doorway: Doorway) -> None:
    await doorway.door.receive(said("ok", page="en"))
    await doorway.door.receive(said("ok", page="fr"))

    assert [message.metadata["language"] for message in doorway.rasa.heard] == ["en", "fr"]


async def test_a_long_conversation_begins_a_new_session(doorway: Doorway) -> None:
    for number in range(41):
        await doorway.door.receive(said(f"Question about arriving, {'x' * number}"))

    sessions = [number for number, text in enumerate(doorway.rasa.texts) if text.startswith("/session_start")]
    assert sessions == [40]


async def test_two_messages_at_once_are_answered_in_order(doorway: Doorway) -> None:
    doorway.rasa.seconds = 0.05
    await asyncio.gather(doorway.door.receive(said("first question")), doorway.door.receive(said("second question")))

    assert doorway.rasa.texts == ["first question", "second question"]
    kept = doorway.conversations.messages(doorway.rasa.heard[0].sender_id)
    assert [entry.who for entry in kept] == ["client", "client", "bot", "bot"]


async def test_an_agents_reply_is_kept_and_delivered_once(doorway: Doorway) -> None:
    first = await doorway.door.receive(said("How early can I arrive?"))
    identifier = first[0].conversation_id
    doorway.delivered.clear()

    known = doorway.conversations.get(identifier)
    assert known is not None
    found = [await doorway.door.bring(known, "reply-1", {"text": "Good morning."}) for _ in range(2)]

    assert found == [Receipt("delivered")] * 2

    assert [entry.body["text"] for entry in doorway.delivered] == ["Good morning."]
