"""A reply within Messenger's limits, and nothing of it lost."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.messenger_format import messages_of, split
from tests.fakes.graph import MOST_QUICK_REPLIES, TEXT_LIMIT, TITLE_LIMIT, FakeGraph

WORDS = st.lists(st.text("abcdé-/.", min_size=1, max_size=60), min_size=1, max_size=900)
TEXTS = st.builds(lambda words, gap: gap.join(words), WORDS, st.sampled_from([" ", "\n", "\n\n", "  "]))
BUTTONS = st.lists(
    st.fixed_dictionaries(
        {"title": st.text("abcdefé ?", min_size=1, max_size=90), "payload": st.text("/abc_", min_size=1)}
    ),
    max_size=20,
)
LINKS = st.lists(
    st.fixed_dictionaries(
        {"title": st.text("abc ", min_size=1, max_size=80), "url": st.text("abc/.:-", min_size=9, max_size=200)}
    ),
    max_size=3,
)


def reply(text: str, buttons: list[dict[str, str]] | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, "quick_replies": buttons or [], "links": [], **more}


@given(TEXTS, BUTTONS, LINKS)
def test_whatever_the_reply_every_message_is_within_the_limits(
    text: str, buttons: list[dict[str, str]], links: list[dict[str, str]]
) -> None:
    for message in messages_of(reply(text, buttons, links=links)):
        assert len(message["text"]) <= TEXT_LIMIT
        replies = message.get("quick_replies", [])
        assert len(replies) <= MOST_QUICK_REPLIES
        assert all(len(one["title"]) <= TITLE_LIMIT for one in replies)


@given(TEXTS)
def test_splitting_loses_no_word_and_changes_no_order(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@given(TEXTS)
def test_a_word_that_fits_is_never_cut(text: str) -> None:
    assert [word for part in split(text) for word in part.split()] == text.split()


def test_an_address_is_not_cut_at_its_hyphens() -> None:
    address = "https://www.canada.ca/en/immigration-refugees-citizenship/services/study-canada.html"

    assert split("x" * 1960 + " " + address) == ["x" * 1960, address]


def test_a_word_longer_than_a_message_is_cut_rather_than_refused() -> None:
    parts = split("a" * 4500)

    assert [len(part) for part in parts] == [2000, 2000, 500]


def test_paragraphs_stay_apart_in_a_long_text() -> None:
    paragraph = "One sentence about a rule. " * 30

    parts = split("\n\n".join([paragraph.strip()] * 4))

    assert sum(part.count("\n\n") for part in parts) >= 2


def test_short_titles_are_buttons_as_they_are() -> None:
    (message,) = messages_of(
        reply("Well?", [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}])
    )

    assert message == {
        "text": "Well?",
        "quick_replies": [
            {"content_type": "text", "title": "Yes", "payload": "/affirm"},
            {"content_type": "text", "title": "No", "payload": "/deny"},
        ],
    }


def test_one_long_title_makes_all_of_them_numbers() -> None:
    buttons = [{"title": "Can I work while I study?", "payload": "/a"}, {"title": "None of these", "payload": "/b"}]

    (message,) = messages_of(reply("Which one?", buttons))

    assert message["text"].splitlines() == ["Which one?", "1. Can I work while I study?", "2. None of these"]
    assert [(one["title"], one["payload"]) for one in message["quick_replies"]] == [("1", "/a"), ("2", "/b")]


def test_a_rating_keeps_its_own_numbers() -> None:
    buttons = [{"title": f"{score} – a degree of satisfaction", "payload": f"/rate_{score}"} for score in (5, 4, 3)]

    (message,) = messages_of(reply("How satisfied are you?", buttons))

    assert message["text"].splitlines()[1:] == [button["title"] for button in buttons]
    assert [(one["title"], one["payload"]) for one in message["quick_replies"]] == [
        ("5", "/rate_5"),
        ("4", "/rate_4"),
        ("3", "/rate_3"),
    ]


def test_numbers_that_do_not_tell_the_titles_apart_are_not_used() -> None:
    buttons = [
        {"title": "2 years of work experience in Canada", "payload": "/a"},
        {"title": "2 weeks", "payload": "/b"},
    ]

    (message,) = messages_of(reply("Which one?", buttons))

    assert [one["title"] for one in message["quick_replies"]] == ["1", "2"]


def test_buttons_hang_on_the_last_part_of_a_long_text() -> None:
    messages = messages_of(reply("word " * 600, [{"title": "Yes", "payload": "/affirm"}]))

    assert ["quick_replies" in message for message in messages] == [False, True]


def test_links_follow_the_text_and_an_agent_is_named() -> None:
    (message,) = messages_of(
        reply("See this page.", links=[{"title": "Study permit", "url": "https://a.ca/b"}], agent="Robin")
    )

    assert message["text"] == "Robin: See this page.\nStudy permit: https://a.ca/b"


@pytest.mark.parametrize("title", ["é" * 20, "x" * 20])
def test_a_title_of_exactly_twenty_characters_stays_a_title(title: str) -> None:
    (message,) = messages_of(reply("Well?", [{"title": title, "payload": "/a"}]))

    assert message["quick_replies"][0]["title"] == title


def test_metas_own_checks_take_what_we_make() -> None:
    """The fake is as strict as the documentation; a reply with everything passes it."""
    buttons = [
        {"title": f"Question number {number}, longer than a title", "payload": f"/intent_{number}"}
        for number in range(4)
    ]
    made = messages_of(reply("word " * 700, buttons, links=[{"title": "Page", "url": "https://a.ca/" + "x" * 300}]))

    for message in made:
        sent = FakeGraph()._read({"recipient": {"id": "1"}, "messaging_type": "RESPONSE", "message": message})
        assert re.match(r"\S", sent.text)
