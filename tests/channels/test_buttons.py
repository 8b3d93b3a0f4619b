"""Which buttons count: the newest ones, until newer ones are shown."""

import pytest

from channels.inbound import Inbound
from storage.conversations import Entry
from tests.channels.conftest import Doorway

OLD, YES, NO = ({"title": name, "payload": f"/{name}"} for name in ("old", "affirm", "deny"))


async def say(doorway: Doorway, text: str, **more: object) -> list[Entry]:
    return await doorway.door.receive(Inbound("web", "visitor-1", text, page_language="en", **more))  # type: ignore[arg-type]


@pytest.fixture
async def asked(doorway: Doorway) -> Doorway:
    """A conversation whose newest buttons are yes and no, with an older one above them."""
    for buttons in ([OLD], [YES, NO]):
        doorway.rasa.replies = [{"text": "Well?", "buttons": buttons}]
        await say(doorway, "What is the rule?")
    doorway.rasa.replies = [{"text": "Fine."}]
    return doorway


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/old", "use the newest buttons"),
        ("", "I did not receive any words"),
        ("a" * 3000, "too long"),
    ],
    ids=["an old button", "an empty message", "a long message"],
)
async def test_a_sentence_of_the_door_leaves_the_newest_buttons_as_they_are(
    asked: Doorway, text: str, said: str
) -> None:
    replies = await say(asked, text)
    assert said in replies[0].body["text"]

    await say(asked, "/affirm")

    assert asked.rasa.texts[-1] == '/affirm{"language": "en"}'


async def test_what_an_agent_or_the_queue_says_leaves_them_too(asked: Doorway) -> None:
    identifier = asked.rasa.heard[0].sender_id
    await asked.door.tell(identifier, "utter_door_agent_left")

    await say(asked, "/deny")

    assert asked.rasa.texts[-1] == '/deny{"language": "en"}'


async def test_an_answer_without_buttons_makes_the_ones_before_it_old(asked: Doorway) -> None:
    await say(asked, "Another question about the rule")
    replies = await say(asked, "/affirm")

    assert "use the newest buttons" in replies[0].body["text"]


async def test_a_button_of_the_door_counts(doorway: Doorway) -> None:
    doorway.rasa.replies = []
    replies = await say(doorway, "What is the rule?")
    assert [button["payload"] for button in replies[0].body["quick_replies"]] == ["/ask_person"]

    await say(doorway, "/ask_person")

    assert doorway.rasa.texts[-1] == '/ask_person{"language": "en"}'


async def test_the_place_of_a_button_typed_under_a_clarifying_question_chooses_it(doorway: Doorway) -> None:
    titles = {"/study_extend": "How do I extend?", "/study_work_hours": "May I work?", "/none_of_these": "None"}
    doorway.rasa.replies = [
        {"text": "Which is closest?", "buttons": [{"title": title, "payload": name} for name, title in titles.items()]}
    ]
    await say(doorway, "studying and so on")

    await say(doorway, "the second one")

    assert doorway.rasa.texts[-1] == '/study_work_hours{"language": "en"}'
