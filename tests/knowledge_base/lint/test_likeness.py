"""Near-duplicates: made from a template within an intent, or the same meaning under two."""

from __future__ import annotations

import pytest

from tests.knowledge_base.little import LETTERS, SMALL_TALK, Little, sentences

ARRIVE = "study_arrive_early"
STORY = "My cousin landed in Halifax in May and her school only opened in the fall, so the officer asked for money"


@pytest.mark.parametrize(
    ("pair", "near"),
    [
        pytest.param(("when can I come to Canada with my letter", "when can I enter Canada with my letter"), False),
        pytest.param(
            ("when can I come to Canada with my letter please", "when can I fly to Canada with my letter please"),
            True,
            id="one word of nine changed",
        ),
        pytest.param(
            ("is it fine to land eight weeks before class", "is it really fine to land eight weeks before class"),
            True,
            id="one word of nine added",
        ),
        pytest.param(
            (
                "puis-je arriver très tôt à Québec avant la rentrée",
                "puis je arriver tres tot a Quebec avant la rentree",
            ),
            True,
            id="only the accents",
        ),
        pytest.param((f"{STORY}. Must I wait?", f"Hello! {STORY}, is there a limit"), True, id="a copied story"),
        pytest.param((f"{STORY}. Must I wait?", "My cousin landed in Halifax. What would an officer ask?"), False),
    ],
)
def test_an_example_made_from_another_of_its_intent_is_found(little: Little, pair: tuple[str, str], near: bool) -> None:
    language = "fr" if "puis" in pair[0] else "en"
    little.teach(language, LETTERS, {ARRIVE: [*sentences("arrive", language), *pair]})

    assert ["nearly repeats line 20" in problem.what for problem in little.lint()] == ([True] if near else [])


@pytest.mark.parametrize(
    ("pair", "how"),
    [
        pytest.param(("can my letter expire", "Can the letter expire my?"), "nearly an example", id="order, articles"),
        pytest.param(("letter expiry date please", "hello leter expirry date"), "nearly an example", id="spelling"),
        pytest.param((f"{STORY}. Must I wait?", f"{STORY}! Yes or no?"), "in part a copy", id="a copied story"),
        pytest.param(
            ("do I need a study permit", "do I need a work permit"), None, id="the word that tells them apart"
        ),
        pytest.param(("where do I give my letter", "when do I give my letter"), None, id="the question word"),
        pytest.param(("my letter", "letter my"), None, id="too short to mean one thing"),
    ],
)
def test_an_example_that_means_the_same_under_two_intents_is_found(
    little: Little, pair: tuple[str, str], how: str | None
) -> None:
    little.teach("en", LETTERS, {ARRIVE: [*sentences("arrive", "en"), pair[1]]})
    little.teach("en", SMALL_TALK, {"affirm": [*sentences("affirm", "en"), pair[0]]})

    told = little.lint()

    assert [how in problem.what and SMALL_TALK in problem.what for problem in told if how] == ([True] if how else [])
    assert how is not None or told == []


def test_english_and_french_are_not_compared_by_meaning(little: Little) -> None:
    little.teach("en", LETTERS, {ARRIVE: [*sentences("arrive", "en"), "immigration application extension"]})
    little.teach("fr", SMALL_TALK, {"affirm": [*sentences("affirm", "fr"), "extension application immigration"]})

    assert little.lint() == []
