from __future__ import annotations

from datetime import date

import pytest

from tests.knowledge_base.little import LETTERS, Little, entry, line_of

FEE = {"en": "It costs $150.", "fr": "Il en coûte 150 $."}
VOLATILE = {"volatile": True, "as_of": "2026-06-10", "review_by": "2027-02-20"}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        pytest.param({**VOLATILE, "as_of": None}, "volatile without 'as_of'", id="undated"),
        pytest.param({**VOLATILE, "review_by": "2027-02-21"}, "within 90 days", id="91 days"),
        pytest.param({**VOLATILE, "as_of": "2026-11-23"}, "'as_of' is later", id="source after the review"),
        pytest.param({"answer": FEE}, "an amount of money that is not volatile", id="fee for good"),
        pytest.param({"related": ["051199"]}, "related code 051199 is not", id="related to nothing"),
        pytest.param({"related": ["051103"]}, "related code 051103 is not another", id="related to itself"),
        pytest.param({"related": ["900402"]}, "related code 900402 is not", id="related to a step"),
    ],
)
def test_what_would_go_stale_or_nowhere_is_found(little: Little, changes: dict[str, object], what: str) -> None:
    little.respond(LETTERS, entry(**changes))

    [problem] = little.lint()

    assert what in problem.what
    assert not problem.warning


def test_a_draft_cannot_be_related(little: Little) -> None:
    draft = entry(code="051104", intent="study_letters", status="draft")
    little.respond(LETTERS, entry(related=["051104"]), draft)

    [problem] = little.lint()

    assert "051104" in problem.what


def test_a_retired_code_that_is_still_related_is_told_with_the_one_that_took_its_place(little: Little) -> None:
    first = entry(code="051104", intent="study_first", status="retired", replaced_by="051105")
    second = entry(code="051105", intent="study_second", status="retired", replaced_by="051106")
    last = entry(code="051106", intent="study_last")
    little.respond(LETTERS, entry(related=["051104"]), first, second, last)

    told = {problem.what: problem for problem in little.lint() if "retired" in problem.what}

    assert set(told) == {"related code 051104 is retired", "replaced by 051105, which is itself retired"}
    assert all("051106" in problem.mend for problem in told.values())
    assert [line_of(problem).strip() for problem in told.values()] == ["- '051104'", "replaced_by: '051105'"]


def test_volatile_facts_reviewed_every_ninety_days_pass(little: Little) -> None:
    little.respond(LETTERS, entry(**VOLATILE, answer=FEE))

    assert little.lint() == []


def test_a_review_that_is_due_is_a_warning_from_the_day_after(little: Little) -> None:
    assert little.lint(today=date(2027, 5, 22)) == []

    [problem] = little.lint(today=date(2027, 5, 23))

    assert problem.warning
    assert "the review was due on 2027-05-22" in problem.what
