"""The ladder on its own: each rung once, and always an end; what is typed instead of a yes or no is no no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.ladder import MANY_MISSED, Question, Rung, continues, is_detail, next_rung

RUNGS = (Rung.ANSWERED, Rung.CLARIFIED, Rung.SEARCHED, Rung.OFFERED)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=12), st.booleans())
def test_a_client_who_is_never_helped_is_offered_a_person_within_three_rungs(
    circumstances: list[tuple[bool, bool]], answered_first: bool
) -> None:
    question = Question(text="…").answered(("051103",)) if answered_first else Question(text="…")
    climbed: list[Rung] = []
    for has_candidates, has_results in circumstances:
        rung = next_rung(question, has_candidates=has_candidates, has_results=has_results)
        question = question.reached(rung)
        climbed.append(rung)
        if rung == Rung.OFFERED:
            break

    assert climbed[-1] == Rung.OFFERED
    assert len(climbed) <= 3
    assert len(set(climbed)) == len(climbed)


@given(st.booleans(), st.booleans())
def test_clarifying_never_follows_searching(has_candidates: bool, has_results: bool) -> None:
    searched = Question(text="…", tried=(Rung.SEARCHED.value,))

    rung = next_rung(searched, has_candidates=has_candidates, has_results=has_results)

    assert rung == Rung.OFFERED


def test_the_same_code_again_is_the_same_question() -> None:
    question = Question(text="…").answered(("051103",))

    assert continues(Rung.ANSWERED, question, ("study_arrive_early",), ("051103",))


def test_another_sure_code_is_a_new_question() -> None:
    question = Question(text="…").answered(("051103",))

    assert not continues(Rung.ANSWERED, question, ("study_travel",), ("051301",))


def test_a_settled_question_asked_again_is_new() -> None:
    question = Question(text="…").answered(("051103",))

    assert not continues(Rung.START, question, ("study_arrive_early",), ("051103",))


def test_choosing_a_candidate_stays_with_the_question() -> None:
    question = Question(text="…", candidates=("study_travel", "study_extend"), tried=("clarified",))

    assert continues(Rung.CLARIFIED, question, ("study_travel",), ("051301",))


@given(
    st.builds(
        Question,
        text=st.text(),
        codes=st.lists(st.text("0123456789", min_size=6, max_size=6)).map(tuple),
        candidates=st.lists(st.text(min_size=1)).map(tuple),
        tried=st.lists(st.sampled_from([rung.value for rung in RUNGS]), unique=True).map(tuple),
    )
)
def test_the_question_survives_its_slot(question: Question) -> None:
    assert Question.from_slot(question.to_slot()) == question


def test_an_answer_is_kept_with_its_language_through_the_slot() -> None:
    question = Question(text="…").answered(("051103",), "fr")

    assert Question.from_slot(question.to_slot()).language == "fr"


QUESTIONS = st.builds(
    Question,
    text=st.text(),
    candidates=st.lists(st.sampled_from(["study_travel", "study_extend", "work_extend", "visit_need_visa"])).map(tuple),
    tried=st.lists(st.sampled_from([rung.value for rung in RUNGS]), unique=True).map(tuple),
    missed=st.integers(0, 5),
)


@given(st.sampled_from([rung for rung in Rung if rung != Rung.CLARIFIED]), QUESTIONS, QUESTIONS)
def test_only_a_clarifying_question_takes_what_is_typed_for_more_of_the_same(
    rung: Rung, before: Question, new: Question
) -> None:
    assert not is_detail(rung, before, new)


@given(st.sampled_from([Rung.ANSWERED, Rung.SEARCHED, Rung.OFFERED]), QUESTIONS, st.booleans())
def test_question_typed_instead_of_saying_whether_it_helped_is_clarified_and_never_counted_as_a_no(
    rung: Rung, before: Question, has_results: bool
) -> None:
    new = Question(text="What if my school changes the dates of the program?").after(before, rung)

    assert next_rung(new, has_candidates=True, has_results=has_results) == Rung.CLARIFIED


@given(QUESTIONS)
def test_question_without_candidate_or_page_is_asked_for_in_other_words_before_a_person_is_offered(
    before: Question,
) -> None:
    first = Question(text="Hello, it is about my paper").after(before, Rung.ANSWERED)
    second = Question(text="The paper from my aunt").after(first.reached(Rung.CLARIFIED), Rung.CLARIFIED)

    assert next_rung(first, has_candidates=False, has_results=False) == Rung.CLARIFIED
    assert next_rung(second, has_candidates=False, has_results=False) == Rung.OFFERED


@pytest.mark.parametrize(
    ("typed", "candidates", "detail"),
    [
        pytest.param("the study permit", ("work_extend",), True, id="a few words"),
        pytest.param("I want to travel during my studies and return", ("study_travel",), True, id="a candidate again"),
        pytest.param("Can my mother come to live with me?", ("sponsor_parents",), False, id="something else"),
    ],
)
def test_at_a_clarifying_question_a_detail_is_told_from_a_new_question(
    typed: str, candidates: tuple[str, ...], detail: bool
) -> None:
    asked = Question(text="about my permit", candidates=("study_travel", "study_extend"), tried=("clarified",))

    assert is_detail(Rung.CLARIFIED, asked, Question(text=typed, candidates=candidates)) is detail


def test_who_asks_one_thing_after_another_without_being_helped_is_counted() -> None:
    question = Question(text="…")
    for rung in (Rung.CLARIFIED, Rung.SEARCHED):
        question = Question(text="…").after(question, rung)

    assert question.missed == MANY_MISSED
    assert Question(text="…").after(question, Rung.ANSWERED).missed == 0
    assert Question.from_slot(question.to_slot()) == question
