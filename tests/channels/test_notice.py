"""Where a channel shows nothing of ours before typing, the client is told what answers, before the first answer."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from channels.door import Door
from channels.inbound import Inbound
from channels.phrases import Phrases
from settings import Settings
from storage.conversations import Entry
from tests.channels.conftest import Doorway

ENGLISH, FRENCH = "I am Quaid, an automated assistant", "Je suis Quaid, un assistant automatisé"
NOTICE = "/assistant/privacy-notice."


def wrote(text: str, **more: Any) -> Inbound:
    return Inbound("messenger", "4715550001112223", text, **more)


@pytest.fixture
def messenger(doorway: Doorway) -> Doorway:
    async def deliver(conversation: object, address: str, entry: Entry) -> bool:
        doorway.delivered.append(entry)
        return True

    doorway.door.connect("messenger", deliver, doorway.rasa, notice=True)
    return doorway


def texts(doorway: Doorway) -> list[str]:
    return [entry.body["text"] for entry in doorway.delivered]


async def press_get_started(door: Door, message_id: str = "m_get") -> None:
    await door.work_on(door.greet(wrote("GET_STARTED", message_id=message_id)))


def let_time_pass(given: Settings, seconds: float) -> None:
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db, db:
        db.execute("UPDATE message SET sent_at = sent_at - ?", (seconds,))


@pytest.mark.parametrize(
    ("text", "notice", "page"),
    [
        ("How early can I arrive in Canada?", ENGLISH, "privacy-notice.en.html"),
        ("Combien de temps avant mon programme puis-je arriver?", FRENCH, "privacy-notice.fr.html"),
    ],
)
async def test_the_notice_is_said_once_before_the_first_answer_in_the_clients_language(
    messenger: Doorway, text: str, notice: str, page: str
) -> None:
    await messenger.door.receive(wrote(text))
    await messenger.door.receive(wrote(text))

    assert texts(messenger)[0].startswith(notice)
    assert page in texts(messenger)[0]
    assert texts(messenger)[1:] == ["an answer", "an answer"]
    assert [entry.who for entry in messenger.delivered] == ["system", "bot", "bot"]


async def test_the_notice_is_no_answer_so_a_mute_bot_is_still_noticed(messenger: Doorway) -> None:
    messenger.rasa.replies = []
    replies = await messenger.door.receive(wrote("How early can I arrive in Canada?"))

    assert "I am having trouble answering" in replies[0].body["text"]
    assert len(messenger.delivered) == 2


async def test_the_notice_goes_before_a_refusal_too(messenger: Doorway) -> None:
    await messenger.door.receive(wrote("", has_attachment=True))

    assert texts(messenger)[0].startswith(ENGLISH)
    assert "I can only read text" in texts(messenger)[1]


async def test_of_two_messages_that_come_together_the_first_gets_the_notice(messenger: Doorway) -> None:
    door = messenger.door
    accepted = [door.accept(wrote("", has_attachment=True)), door.accept(wrote("How early can I arrive?"))]
    for one in accepted:
        assert one is not None
        await door.work_on(one)

    assert [ENGLISH in text for text in texts(messenger)] == [True, False, False]


async def test_get_started_brings_notice_and_greeting_in_both_languages_once(messenger: Doorway) -> None:
    for _ in range(2):
        await press_get_started(messenger.door)
    await messenger.door.receive(wrote("Combien de temps avant mon programme puis-je arriver?"))

    notice, welcome, answer = texts(messenger)
    assert all(words in notice for words in (ENGLISH, FRENCH))
    assert all(words in welcome for words in ("Hello.", "Bonjour."))
    assert answer == "an answer"
    assert messenger.rasa.texts == ["Combien de temps avant mon programme puis-je arriver?"]


@pytest.mark.parametrize(("seconds", "again"), [(3600.0, False), (25 * 3600.0, True)])
async def test_after_a_day_of_silence_the_notice_is_said_again(
    messenger: Doorway, given: Settings, seconds: float, again: bool
) -> None:
    await messenger.door.receive(wrote("How early can I arrive?"))
    let_time_pass(given, seconds)
    messenger.delivered.clear()
    await messenger.door.receive(wrote("And may I work?"))

    assert [ENGLISH in text for text in texts(messenger)] == ([True, False] if again else [False])


async def test_who_talks_with_a_person_is_not_told_that_a_bot_answers(messenger: Doorway, given: Settings) -> None:
    (reply,) = await messenger.door.receive(wrote("How early can I arrive?"))
    messenger.conversations.change_owner(reply.conversation_id, "person", 2, "Q-TEST")
    let_time_pass(given, 2 * 86400.0)
    messenger.delivered.clear()
    await messenger.door.receive(wrote("Are you there?"))
    await press_get_started(messenger.door)

    assert not [text for text in texts(messenger) if "Quaid" in text or "Hello" in text]


async def test_the_page_shows_its_own_notice_so_nothing_is_said_there(messenger: Doorway) -> None:
    await messenger.door.receive(Inbound("web", "visitor-1", "How early can I arrive?", page_language="en"))

    assert texts(messenger) == ["an answer"]


def test_the_address_of_the_notice_is_under_the_public_url() -> None:
    said = Phrases.load(public_url="https://quaid.example/").message("utter_notice", "fr")["text"]

    assert said.endswith("https://quaid.example/assistant/privacy-notice.fr.html")
