"""Scores: rates with honest intervals, labels that mean what they say."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.scores import Labelled, Rate, among_three_right, answered_wrongly, first_right, labelled, one_click_away


def row(*right: str) -> Labelled:
    return Labelled("x", "en", "…", "answer", frozenset(right), "figure")


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


def test_right_first_and_right_among_three() -> None:
    ranked = ["051301", "051103", "160201", "160202"]

    assert not first_right(row("051103"), ranked)
    assert among_three_right(row("051103"), ranked)
    assert not among_three_right(row("160202"), ranked)


def test_an_answer_is_wrong_only_when_none_of_its_codes_is_right() -> None:
    assert answered_wrongly(row("051103"), ["051301"], "answer")
    assert not answered_wrongly(row("051103"), ["051301", "051103"], "answer")
    assert not answered_wrongly(row("051103"), [], "clarify")


def test_a_right_button_is_one_click_away() -> None:
    offered = {"outcome": "clarify", "codes": [], "candidates": ["160201", "051103"]}

    assert one_click_away(row("051103"), offered)
    assert not one_click_away(row("050101"), offered)


@pytest.mark.parametrize("half", ["choose", "figure"])
def test_there_are_over_a_hundred_questions_a_language_in_each_half(half: str) -> None:
    rows = labelled(half=half)

    assert all(sum(one.language == language for one in rows) > 100 for language in ("en", "fr"))


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
