"""The ladder on its own: each rung once, and always an end."""

from hypothesis import given
from hypothesis import strategies as st

from actions.ladder import Question, Rung, continues, next_rung

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
