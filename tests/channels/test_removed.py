"""When something was taken out, the client is told: kindly, once a conversation, after the answer, on every channel."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from channels.inbound import Inbound
from channels.messenger_format import messages_of
from channels.recovery import take_up
from channels.web import _stock_body
from handoff.client import BridgeClient
from settings import NOTICE_VERSION, Settings
from storage.conversations import Entry
from storage.guard import Guard
from tests.channels.conftest import Doorway, open_doorway

UCI = "My UCI is 1234-5678, how early can I arrive?"
ENGLISH, FRENCH = "I removed personal details", "J'ai retiré des renseignements personnels"
YES = {"title": "Yes", "payload": "/affirm"}


def said(text: str, channel: str = "web", address: str = "visitor-1", **more: Any) -> Inbound:
    return Inbound(channel, address, text, **more)


def texts(entries: list[Entry]) -> list[str]:
    return [entry.body["text"] for entry in entries]


def rows(given: Settings, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db:
        return db.execute(query).fetchall()


@pytest.mark.parametrize("channel", ["web", "rest", "messenger"])
async def test_the_sentence_follows_the_answer_once_in_a_conversation(doorway: Doorway, channel: str) -> None:
    async def deliver(conversation: object, address: str, entry: Entry) -> bool:
        return True

    doorway.door.connect(channel, deliver, doorway.rasa)
    first = await doorway.door.receive(said(UCI, channel))
    again = await doorway.door.receive(said("My passport number is AB739164, what now?", channel))
    other = await doorway.door.receive(said(UCI, channel, "visitor-2"))

    assert texts(first)[0] == "an answer"
    assert texts(first)[1].startswith(ENGLISH)
    assert [entry.who for entry in first] == ["bot", "system"]
    assert texts(again) == ["an answer"]
    assert len(other) == 2


@pytest.mark.parametrize(
    ("text", "words", "page"),
    [
        (UCI, ENGLISH, "https://www.canada.ca/en/"),
        ("Mon IUC est le 1234-5678; puis-je arriver plus tôt au Canada?", FRENCH, "https://www.canada.ca/fr/"),
    ],
)
async def test_it_names_the_clients_own_account_in_the_clients_language(
    doorway: Doorway, text: str, words: str, page: str
) -> None:
    sentence = (await doorway.door.receive(said(text)))[-1].body

    assert sentence["text"].startswith(words)
    assert sentence["links"][0]["url"].startswith(page)


@pytest.mark.parametrize(
    "text", ["How early can I arrive in Canada?", "Is Montréal in Canada? I saw http://10.0.0.7/x"]
)
async def test_it_is_not_said_where_nothing_of_a_persons_file_was_removed(doorway: Doorway, text: str) -> None:
    assert len(await doorway.door.receive(said(text))) == 1


async def test_it_is_said_after_the_doors_own_words_too_and_replaces_none(doorway: Doorway) -> None:
    doorway.rasa.replies = []

    replies = texts(await doorway.door.receive(said(UCI)))

    assert "I am having trouble answering" in replies[0]
    assert replies[1].startswith(ENGLISH)


async def test_it_is_said_while_a_person_answers(doorway: Doorway) -> None:
    (first,) = await doorway.door.receive(said("How early can I arrive?"))
    doorway.conversations.change_owner(first.conversation_id, "person", 2, "Q-TEST")

    assert texts(await doorway.door.receive(said(UCI)))[-1].startswith(ENGLISH)
    assert len(doorway.rasa.heard) == 1


async def test_the_answers_buttons_stay_in_reach_where_only_the_last_message_shows_them(doorway: Doorway) -> None:
    doorway.rasa.replies = [{"text": "An answer. Did it help?", "buttons": [YES]}]

    answer, sentence = await doorway.door.receive(said(UCI))

    assert messages_of(sentence.body)[-1]["quick_replies"][0]["payload"] == "/affirm"
    assert _stock_body(sentence)["quick_replies"][0]["payload"] == "/affirm"
    # Our page keeps the answer's own buttons.
    assert sentence.body["quick_replies"] == []
    assert doorway.conversations.get(answer.conversation_id).offered == ("/affirm",)  # type: ignore[union-attr]


async def test_after_a_crash_it_is_said_with_the_answer(doorway: Doorway, given: Settings, guard: Guard) -> None:
    assert doorway.door.accept(said(UCI))
    again = open_doorway(given, guard, BridgeClient("http://127.0.0.1:9", given.bridge_token))

    await take_up(again.door, lambda conversation, message: False)

    assert [text.startswith(ENGLISH) for text in texts(again.delivered)] == [False, True]


async def test_kinds_are_counted_by_channel_and_day_and_nothing_else(doorway: Doorway, given: Settings) -> None:
    await doorway.door.receive(said(UCI, message_id="m1"))
    await doorway.door.receive(said(UCI, message_id="m1"))
    await doorway.door.receive(said("My UCI is 1234-5678; write to zelie@example.org", address="visitor-2"))
    await doorway.door.receive(said("How early can I arrive?"))

    assert rows(given, "SELECT channel, what, number FROM counted ORDER BY what") == [
        ("web", "masked:EMAIL", 1),
        ("web", "masked:UCI", 2),
        ("web", "messages", 3),
    ]


async def test_the_version_of_the_notice_that_was_said_is_kept_with_its_time(doorway: Doorway, given: Settings) -> None:
    async def deliver(conversation: object, address: str, entry: Entry) -> bool:
        return True

    doorway.door.connect("messenger", deliver, doorway.rasa, notice=True)
    (notice, *_) = await doorway.door.receive(said("How early can I arrive?", "messenger"))

    ((identifier, version, at),) = rows(given, "SELECT conversation_id, version, at FROM shown WHERE what = 'notice'")
    assert (identifier, version) == (notice.conversation_id, NOTICE_VERSION)
    assert abs(at - notice.sent_at) < 5
