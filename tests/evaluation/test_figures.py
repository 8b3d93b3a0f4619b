"""The figures: what each counts, and what it leaves out."""

from evaluation.figures import BY_NAME, FIGURES, line_table, table
from evaluation.observed import Observed
from evaluation.scores import Rate
from tests.evaluation.made import asked, seen

RIGHT = seen(asked(), codes=("051103",), ranked=(("051103", 0.9), ("050101", 0.05)))
WRONG = seen(asked(), codes=("050101",), ranked=(("050101", 0.8), ("051103", 0.1)))
OFFERED = seen(asked(), "clarify", candidates=("050101", "051103"), ranked=(("050101", 0.3), ("051103", 0.2)))
MISSED = seen(asked(), "clarify", candidates=("050101",), ranked=(("050101", 0.3),))
STRANGE = seen(asked("900301", handling="out_of_scope"), "refuse", ranked=(("900301", 0.9),))
STRANGE_ANSWERED = seen(asked("900301", handling="out_of_scope"), codes=("050101",), ranked=(("050101", 0.9),))
ALL = [RIGHT, WRONG, OFFERED, MISSED, STRANGE, STRANGE_ANSWERED]


def rate(name: str, observed: list[Observed]) -> tuple[int, int]:
    found: Rate = BY_NAME[name].rate(observed)
    return found.hits, found.total


def test_right_first_and_right_among_three_count_questions_in_scope_alone() -> None:
    assert rate("first", ALL) == (1, 4)
    assert rate("three", ALL) == (3, 4)


def test_the_fourth_code_is_not_among_three() -> None:
    ranked = (("1", 0.4), ("2", 0.3), ("3", 0.2), ("051103", 0.1))

    assert not seen(asked(), "clarify", ranked=ranked).among_three


def test_precision_counts_every_answer_sent_also_those_to_what_is_not_ours() -> None:
    assert rate("precision", ALL) == (1, 3)
    assert rate("wrong", ALL) == (2, 6)


def test_two_answers_are_right_when_one_of_them_is() -> None:
    assert rate("precision", [seen(asked(), codes=("050101", "051103"))]) == (1, 1)


def test_a_right_button_is_one_click_away() -> None:
    assert rate("reached", ALL) == (2, 4)
    assert rate("offered", ALL) == (1, 2)


def test_out_of_scope_is_right_when_refused() -> None:
    assert rate("strange", ALL) == (1, 2)
    assert rate("kindly", ALL) == (1, 2)


def test_an_unclear_question_is_right_when_asked_back_or_answered_with_one_of_its_meanings() -> None:
    row = asked(handling="clarify", also=("060501",))
    back, meant, other = seen(row, "clarify"), seen(row, codes=("060501",)), seen(row, codes=("170101",))

    assert rate("unclear", [back, meant, other, seen(row, "search")]) == (2, 4)


def test_the_table_has_a_row_for_each_figure_and_says_what_must_be() -> None:
    lines = table(ALL).splitlines()

    assert len(lines) == 2 + len(FIGURES)
    assert "right code first (must: at least 0.65) | 0.25 (1/4;" in lines[2]
    assert any("(must: at most 0.03)" in line for line in lines)


def test_a_business_line_is_that_of_the_question_and_not_of_the_answer() -> None:
    found = line_table([RIGHT, seen(asked("170101"), codes=("051103",))], {"05": "Study", "17": "Cards"})

    assert "| 05 Study | 0.00" not in found
    assert "| 17 Cards | 0.00 (0/1;" in found
    assert "| 90" not in line_table([STRANGE, RIGHT], {})
