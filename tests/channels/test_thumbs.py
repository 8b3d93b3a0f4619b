"""The thumb beside Messenger's text field is a yes, and comes as a picture or as an emoji."""

from __future__ import annotations

from typing import Any

import pytest

from channels.inbound import plain, problem_of
from channels.messenger import LIKE_STICKERS, read_webhook


def inbound_of(message: dict[str, Any]) -> Any:
    event = {"sender": {"id": "1"}, "timestamp": 1, "message": {"mid": "m_1", **message}}
    (found,) = read_webhook({"object": "page", "entry": [{"messaging": [event]}]})
    return found.inbound


def sticker(number: int) -> dict[str, Any]:
    return {"sticker_id": number, "attachments": [{"type": "image", "payload": {"sticker_id": number, "url": "…"}}]}


@pytest.mark.parametrize("number", sorted(LIKE_STICKERS))
def test_the_thumb_of_any_size_can_be_read(number: int) -> None:
    inbound = inbound_of(sticker(number))

    assert inbound.text == "👍 (y)"
    assert problem_of(plain(inbound.text), inbound, 100) is None


@pytest.mark.parametrize(
    ("text", "read"), [("👍", "👍 (y)"), (" 👍🏿 ", "👍 (y)"), ("👎🏻", "👎 (n)"), ("ok 👍", "ok 👍")]
)
def test_a_thumb_alone_is_read_as_a_word_and_in_a_sentence_left_as_it_is(text: str, read: str) -> None:
    assert inbound_of({"text": text}).text == read


def test_another_sticker_is_still_a_picture() -> None:
    inbound = inbound_of(sticker(126361874215276))

    assert problem_of(plain(inbound.text), inbound, 100) == "utter_door_text_only"
