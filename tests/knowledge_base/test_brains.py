"""What a brain adds: known intents, both languages alike, nothing that the shared examples say already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from knowledge_base.lint.brains import check_brains
from knowledge_base.lint.examples import read_examples
from tests.knowledge_base.little import Little, sentences

OWN = [
    "thumb",
    "wave",
    "poke",
    "reel",
    "inbox",
    "sticker",
    "like",
    "story",
    "group",
    "page",
    "comment",
    "share",
    "tag",
    "follow",
    "react",
]


def brain(little: Little, language: str, examples: Mapping[str, Sequence[str]]) -> None:
    """Write one brain's examples in a language."""
    written = little.teach(language, "messenger", examples)
    target = little.examples.parent / "brains" / "messenger" / language / "messenger.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    written.rename(target)


def own(language: str) -> list[str]:
    return [f"{word} soon {language}" for word in OWN]


def problems(little: Little) -> list[str]:
    return [str(found) for found in check_brains(read_examples(little.examples), little.examples.parent / "brains")]


@pytest.fixture
def good(little: Little) -> Little:
    for language in ("en", "fr"):
        brain(little, language, {"study_arrive_early": own(language)})
    return little


def test_a_brain_that_adds_something_is_accepted(good: Little) -> None:
    assert problems(good) == []


def test_an_intent_that_the_shared_examples_do_not_have_is_named(good: Little) -> None:
    for language in ("en", "fr"):
        brain(good, language, {"study_arive_early": own(language)})

    assert len(problems(good)) == 2
    assert all("data/nlu has no examples of study_arive_early" in found for found in problems(good))


def test_a_repetition_of_a_shared_example_is_named(good: Little) -> None:
    brain(good, "en", {"study_arrive_early": [*own("en"), sentences("arrive", "en")[0]]})

    (found,) = problems(good)
    assert "messenger.yml" in found
    assert "nearly repeats" in found


def test_a_shared_example_of_another_intent_is_named(good: Little) -> None:
    brain(good, "en", {"study_arrive_early": [*own("en"), sentences("affirm", "en")[0]]})

    (found,) = problems(good)
    assert "affirm" in found


def test_languages_that_differ_and_too_few_examples_are_named(good: Little) -> None:
    brain(good, "fr", {"affirm": own("fr")[:14]})

    found = problems(good)
    assert any("14 examples in this language; write at least 15" in one for one in found)
    assert any("not at the same place in the other language" in one for one in found)
