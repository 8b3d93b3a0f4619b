"""Answers on Rasa's own channels: `rasa shell` shows the official pages too."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.actions.action import create_bot_utterance
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.channels.console import _print_bot_output
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from knowledge_base import Link

PAGE = Link("Letter of introduction", "https://www.canada.ca/en/letter.html")


def said(links: tuple[Link, ...]) -> dict[str, Any]:
    """A message of an action, as Rasa hands it to a channel when the domain has filled in the words."""
    dispatcher = CollectingDispatcher()
    Turn(Tracker("shell", {}, {}, [], False, None, {}, "action_listen"), dispatcher).say(
        "utter_answer", code="051103", step="answer", links=links, values={"answer": "Yes."}
    )
    message = {name: value for name, value in dispatcher.messages[0].items() if value}
    found: dict[str, Any] = create_bot_utterance({**message, "text": "Yes."}).message()
    return found


async def test_an_answer_in_the_shell_has_its_pages(capsys: pytest.CaptureFixture[str]) -> None:
    channel = CollectingOutputChannel()
    await channel.send_response("shell", said((PAGE,)))
    for message in channel.messages:
        _print_bot_output(message)

    shown = capsys.readouterr().out
    assert "Yes." in shown
    assert PAGE.title in shown
    assert PAGE.url in shown


async def test_an_answer_without_pages_is_its_words_alone() -> None:
    channel = CollectingOutputChannel()
    await channel.send_response("shell", said(()))

    assert [set(message) for message in channel.messages] == [{"recipient_id", "text"}]
