"""What each threshold would do: counted by question, and put together by arithmetic."""

import numpy as np
import pytest

from evaluation.confidence import FOREIGN, Weighed, conversation_table, right_of_sent, table
from evaluation.scores import Rate
from tests.evaluation.made import asked


def weighed(
    code: str = "051103", *, answer: bool = True, right: bool = True, left_out: bool = False, **row: str
) -> Weighed:
    return Weighed(asked(code, **row), left_out, np.zeros((1, 4)), np.array([right]), np.array([answer]))


def line_of(text: str, beginning: str) -> list[str]:
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {beginning} |")]
    return [cell.split(";")[0] for cell in line.strip("| ").split(" | ")[1:]]


def test_of_answers_sent_those_to_unknown_questions_count_as_wrong_by_their_share() -> None:
    # 0.75 × 0.8 = 0.6 are sent to known questions, 0.54 of them right; 0.25 × 0.4 = 0.1 to unknown ones.
    assert right_of_sent(Rate(8, 10), Rate(9, 10), Rate(4, 10)) == pytest.approx(0.54 / 0.7)


def test_where_nothing_is_sent_no_share_is_right() -> None:
    assert right_of_sent(Rate(0, 10), Rate(0, 0), Rate(0, 10)) == 0.0


def test_a_line_counts_the_questions_of_its_language_whose_answer_is_sure_enough() -> None:
    questions = [
        weighed(),
        weighed(right=False),
        weighed(answer=False),
        weighed(right=False, left_out=True),
        weighed(handling="out_of_scope", right=False),
        weighed(language="fr"),
    ]
    chances = [np.array([chance]) for chance in (0.9, 0.7, 0.9, 0.7, 0.7, 0.9)]

    text = table(questions, chances)

    assert line_of(text, "en 0.70") == ["0.67 (2/3", "0.50 (1/2", "1.00 (1/1", "1.00 (1/1", "0.33"]
    assert line_of(text, "en 0.75") == ["0.33 (1/3", "1.00 (1/1", "0.00 (0/1", "0.00 (0/1", "1.00"]
    assert line_of(text, "fr 0.75")[:2] == ["1.00 (1/1", "1.00 (1/1"]


def test_other_languages_and_answers_taken_out_are_not_taken_for_conversation() -> None:
    questions = [
        weighed(answer=False),
        weighed(answer=False, left_out=True),
        weighed(answer=False, handling="out_of_scope"),
        weighed(FOREIGN, answer=False, handling="out_of_scope"),
    ]

    text = conversation_table(questions, [np.array([0.2])] * 4)

    assert line_of(text, "en 0.20") == ["1.00 (1/1", "1.00 (1/1", "0.00 (0/0"]
    assert line_of(text, "en 0.30") == ["0.00 (0/1", "0.00 (0/1", "0.00 (0/0"]
