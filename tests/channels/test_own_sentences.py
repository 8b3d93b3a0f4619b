"""What the guard may let pass: our published words, none of a client's, none with a place for them."""

from __future__ import annotations

import pytest

from channels.own_sentences import published
from channels.phrases import Phrases
from knowledge_base import RESPONSES, Response, load_sources
from storage.guard import Guard


@pytest.fixture(scope="module")
def served() -> list[Response]:
    return [response for response in load_sources(RESPONSES) if response.served]


@pytest.fixture(scope="module")
def sentences(served: list[Response]) -> frozenset[str]:
    return frozenset(published(served, Phrases.load()))


def test_answers_questions_and_links_of_both_languages_are_ours(
    served: list[Response], sentences: frozenset[str]
) -> None:
    response = next(one for one in served if one.kind == "answer")

    for language in ("en", "fr"):
        links = [text for link in response.links[language] for text in (link.title, link.url)]
        assert {response.question[language], response.answer[language], *links} <= sentences


def test_what_the_door_and_the_ladder_say_is_ours(sentences: frozenset[str]) -> None:
    phrases = Phrases.load()

    assert {phrases.message("utter_ask_helpful", language)["text"] for language in ("en", "fr")} <= sentences


def test_a_sentence_with_a_place_for_something_is_not_trusted(sentences: frozenset[str]) -> None:
    assert not [text for text in sentences if "{" in text]


def test_the_process_stores_what_it_publishes_as_clients_read_it(sentences: frozenset[str], guard: Guard) -> None:
    """The masker takes some words of ours for names ("very dissatisfied"); nobody's are lost by keeping them."""
    fresh = Guard(guard._masker)
    fresh.trust(sentences)
    long_enough = [text for text in sentences if len(text.split()) > 2]

    assert [text for text in long_enough if fresh.deep({"event": "bot", "text": text})["text"] != text] == []
