"""Message ids: one message each, and nothing a client chose is kept under them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.inbound import Inbound, own_id
from handoff.api_models import Id
from storage.conversations import Entry
from tests.channels.conftest import Doorway


async def say(doorway: Doorway, text: str, message_id: str, **more: object) -> list[Entry]:
    inbound = Inbound("web", "visitor-1", text, message_id=message_id, page_language="en", **more)  # type: ignore[arg-type]
    return await doorway.door.receive(inbound)


@given(st.text(st.characters(), max_size=200))
@example("a b/c")
@example("order@shop.example")
@example("\ud800")
@example("416-555-0199")
def test_the_bridge_takes_every_id_and_no_datum_is_in_one(message_id: str) -> None:
    """The bridge refuses other characters; one such message would hold up all that wait behind it."""
    found = own_id(message_id)

    assert Id.regex.match(found)
    assert re.fullmatch(r"[0-9a-f-]{32,36}", found)
    assert own_id(found) == found


@pytest.mark.parametrize(
    "number",
    ["61355501990000000000000000000000", "6135550199abcdefabcdefabcdefabcd", "61355501-99aa-4bbb-8ccc-dddddddddddd"],
)
def test_a_number_in_the_form_of_an_id_is_not_kept(number: str) -> None:
    assert "613555" not in own_id(number)


@pytest.mark.parametrize("made", ["0af3b1c2" * 4, "0af3b1c2-0af3-4af3-8af3-0af3b1c20af3"])
def test_ids_as_we_make_them_stay(made: str) -> None:
    """The page finds its own messages again by them."""
    assert own_id(made) == made


async def test_an_odd_id_is_known_again(doorway: Doorway) -> None:
    await say(doorway, "How early can I arrive?", "order 17/a")
    replies = await say(doorway, "How early can I arrive?", "order 17/a")

    assert replies == []
    assert len(doorway.rasa.heard) == 1


async def test_a_datum_in_an_id_is_not_kept(doorway: Doorway) -> None:
    await say(doorway, "How early can I arrive?", "zenobia@example.org")

    assert "zenobia" not in str(doorway.rasa.heard[0].message_id)
    kept = doorway.conversations.messages(doorway.rasa.heard[0].sender_id)
    assert all("zenobia" not in entry.message_id for entry in kept)


@pytest.mark.parametrize(
    ("text", "more"),
    [("", {}), ("", {"has_attachment": True}), ("a" * 3000, {})],
    ids=["empty", "attachment alone", "too long"],
)
async def test_a_refused_message_that_comes_twice_is_refused_once(
    doorway: Doorway, text: str, more: dict[str, bool]
) -> None:
    first = await say(doorway, text, "m_1", **more)
    second = await say(doorway, text, "m_1", **more)
    other = await say(doorway, text, "m_2", **more)

    assert [len(first), len(second), len(other)] == [1, 0, 1]
    assert len(doorway.delivered) == 2
