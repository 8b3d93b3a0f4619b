"""The page's channel over real websockets: whose session it is, and what is replayed."""

from __future__ import annotations

import json
import re
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.system.clients import Browser, eventually

pytestmark = pytest.mark.model

QUESTION = "How early can I arrive in Canada before my study program starts?"
Pages = Callable[..., Browser]


def test_a_question_is_acknowledged_and_answered(browser: Pages) -> None:
    page = browser().open()
    acknowledged = page.send(QUESTION)

    assert acknowledged["ok"] is True
    assert acknowledged["text"] == QUESTION
    first, second = page.wait(2)[:2]
    assert acknowledged["seq"] < first["seq"] < second["seq"]
    assert (first["who"], first["language"]) == ("bot", "en")
    assert [reply["payload"] for reply in second["quick_replies"]] == ["/affirm", "/deny"]


def test_the_acknowledgement_shows_what_was_taken_out(browser: Pages) -> None:
    page = browser().open()

    assert page.send("My UCI is 1234-5678, how early can I arrive?")["text"] == (
        "My UCI is <UCI>, how early can I arrive?"
    )


def test_the_server_issues_the_session_and_knows_it_again(browser: Pages) -> None:
    first = browser().connect().join()
    again = browser(token=first["session_id"]).connect().join()

    assert (again["session_id"], again["reference"]) == (first["session_id"], first["reference"])
    assert re.fullmatch(r"[0-9A-F]{8}", first["reference"])
    assert (first["owner"], first["ticket"]) == ("bot", None)


def test_what_came_while_the_page_was_away_is_there_when_it_is_back(browser: Pages) -> None:
    page = browser().open()
    read = page.say(QUESTION, count=2)[-1]["seq"]
    page.send("Yes")
    page.close()
    time.sleep(1)
    back = browser(token=page.token, after=read).open()

    missed = back.wait(2)
    assert [message["who"] for message in missed] == ["client", "bot"]
    assert missed[0]["text"] == "Yes"
    assert min(message["seq"] for message in missed) > read
    assert back.confirmations[-1]["last_seq"] == missed[-1]["seq"]


def test_a_new_tab_gets_the_whole_conversation_in_order(browser: Pages) -> None:
    page = browser().open()
    page.say(QUESTION, count=2)
    tab = browser(token=page.token).open()

    assert [message["who"] for message in tab.wait(3)] == ["client", "bot", "bot"]
    assert tab.messages[1:] == page.messages


def test_every_tab_of_a_session_gets_the_answers_and_no_other_page_does(browser: Pages) -> None:
    page, stranger = browser().open(), browser().open()
    tab = browser(token=page.token).open()
    page.say(QUESTION, count=2)

    assert tab.wait(2)
    assert stranger.messages == []


@pytest.mark.parametrize("after", ["5", -1, 10**30, 1.5, None, True, [1], {}])
def test_an_odd_last_number_replays_rather_than_fails(browser: Pages, after: Any) -> None:
    page = browser().open()
    page.say(QUESTION, count=2)
    tab = browser(token=page.token, after=0).connect()
    tab.join(after=after)

    assert len(tab.wait(2)) >= 2


def test_a_confirmation_holds_what_the_page_reads_and_no_more(browser: Pages) -> None:
    confirmed = browser().connect().join()

    assert set(confirmed) == {"session_id", "reference", "owner", "ticket", "last_seq"}
    assert json.dumps(confirmed)
    assert eventually(lambda: confirmed["reference"])


def test_the_same_message_twice_is_answered_once(browser: Pages) -> None:
    page = browser().open()
    message_id = str(uuid.uuid4())
    for _ in range(3):
        assert page.send(QUESTION, message_id=message_id)["ok"]
    page.wait(2)
    time.sleep(1)

    assert len(page.messages) == 2


def test_two_messages_at_once_are_both_answered_in_order(browser: Pages) -> None:
    page = browser().open()
    threads = [threading.Thread(target=page.send, args=(text,)) for text in (QUESTION, "Thank you")]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    messages = page.wait(3)

    assert messages[-1]["code"] == "900102"
    assert [message["seq"] for message in messages] == sorted(message["seq"] for message in messages)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/affirm",
        "/session_start",
        "/handoff_closed",
        '/ask_person{"language": "fr"}',
        '/inform{"rung": "rating"}',
    ],
)
def test_a_typed_slash_is_read_as_words(browser: Pages, text: str) -> None:
    page = browser().open()
    page.say(QUESTION, count=2)
    first = page.say("Yes")[-1]
    replies = page.say(text)

    assert not any(reply["code"] in ("900602", "900703") for reply in replies)
    assert all("How satisfied" not in reply["text"] for reply in replies)
    assert page.say(QUESTION, count=2)[0]["seq"] > first["seq"]


def test_a_stock_client_gets_text_with_its_links_and_quick_replies(browser: Pages) -> None:
    """rasa-webchat sends no `after`, its language in customData, and shows nothing but text and quick replies."""
    page = browser(after=None).connect()
    page.join(metadata=None, customData={"language": "fr"})
    replies = page.say(
        "Combien de temps avant le début de mes études puis-je arriver au Canada?",
        count=2,
        metadata=None,
        customData={"language": "fr"},
    )

    assert all(set(reply) == {"text", "quick_replies"} for reply in replies)
    assert re.search(r"\n\n\[.+\]\(https://\S+\)", replies[0]["text"])
    assert [reply["content_type"] for reply in replies[1]["quick_replies"]] == ["text", "text"]
    assert replies[1]["quick_replies"][0]["title"] == "Oui"


def test_a_stock_client_keeps_its_session_without_a_replay(browser: Pages) -> None:
    page = browser(after=None).open()
    page.say(QUESTION, count=2)
    back = browser(after=None, token=page.token).open()

    assert back.token == page.token
    assert back.say("Yes")[0]["text"]
    assert len(back.messages) == 1
