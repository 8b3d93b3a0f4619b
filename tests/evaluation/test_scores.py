"""Scores: rates with honest intervals, labels that mean what they say."""

import json
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.scores import Rate, labelled
from knowledge_base import RESPONSES, Taxonomy, load_sources


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_rate_and_stays_within_0_and_1(hits: int, misses: int) -> None:
    rate = Rate(hits, hits + misses)
    low, high = rate.interval

    assert 0.0 <= low <= high <= 1.0
    if rate.total:
        assert low - 1e-9 <= rate.value <= high + 1e-9


def test_the_interval_is_wilsons() -> None:
    low, high = Rate(8, 10).interval

    # 8 of 10 at 95 %: the worked example of the score interval.
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


@pytest.mark.parametrize("half", ["choose", "figure"])
def test_every_business_line_is_asked_about_in_both_languages_and_halves(half: str) -> None:
    asked = Counter((one.language, one.line) for one in labelled(half=half) if one.handling == "answer")

    lines = {place.prefix[:2] for place in Taxonomy.open().subtopics} - {"90"}
    assert len(lines) == 18
    assert {key for key in product(("en", "fr"), lines) if asked[key] < 5} == set()


def test_there_are_over_five_hundred_questions_a_language_and_a_hundred_translated_pairs() -> None:
    rows = labelled()
    ids = {one.id for one in rows if one.language == "en"}

    assert all(sum(one.language == language for one in rows) >= 500 for language in ("en", "fr"))
    assert len({one.twin for one in rows if one.twin} & ids) >= 100


def test_twins_are_in_the_same_half_and_mean_the_same() -> None:
    by_id = {one.id: one for one in labelled()}

    pairs = [(by_id[one.twin], one) for one in by_id.values() if one.twin]
    assert [one.id for english, one in pairs if (english.half, english.code) != (one.half, one.code)] == []


def test_every_question_has_a_label_that_can_be_right() -> None:
    served = {response.code for response in load_sources(RESPONSES) if response.status in ("reviewed", "approved")}
    steps = {step.code for step in Taxonomy.open().steps if step.intent}

    found = [one.id for one in labelled() if one.handling != "search" and not one.right & (served | steps)]
    assert found == []


def test_no_evaluation_question_is_a_training_example(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    examples = {
        " ".join(line.strip()[2:].lower().split())
        for file in (root / "data" / "nlu").rglob("*.yml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- ")
    }
    questions = [
        json.loads(line)["text"]
        for file in (root / "evaluation" / "questions").glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]

    assert [text for text in questions if " ".join(text.lower().split()) in examples] == []
