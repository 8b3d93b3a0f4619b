"""The record of codes: none is given twice, none is lost."""

from __future__ import annotations

import pytest

from knowledge_base import RESPONSES, Taxonomy
from knowledge_base.codes import Codes
from knowledge_base.loader import read_sources
from tests.knowledge_base.little import LETTERS, Little, entry, line_of


def test_a_code_that_was_another_intents_is_refused(little: Little) -> None:
    little.record({"051103": "study_something_else"})

    [problem] = little.lint()

    assert "was given to study_something_else before" in problem.what
    assert line_of(problem).strip().startswith("- code:") or "051103" in line_of(problem)


def test_a_response_that_is_gone_is_missed_at_its_line_of_the_record(little: Little) -> None:
    little.record({"051104": "study_letters"})

    [problem] = little.lint()

    assert problem.what == "the response study_letters is gone"
    assert line_of(problem) == '"051104": study_letters'


def test_a_code_nobody_was_served_with_may_be_given_up(little: Little) -> None:
    little.record({"051104": "unused"})

    assert little.lint() == []


def test_a_code_not_on_record_is_told_with_the_line_to_add(little: Little) -> None:
    little.write("codes.yml", '"050701": unused\n')

    [problem] = little.lint()

    assert 'add the line "051103": study_arrive_early to' in problem.mend


@pytest.mark.parametrize("text", ["", "- 051103\n", '"051103": a: b\n'])
def test_a_record_that_cannot_be_read_is_told(little: Little, text: str) -> None:
    little.write("codes.yml", text)

    assert [problem.file for problem in little.lint()] == [str(little.responses.with_name("codes.yml"))]


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        pytest.param({}, "051104", id="after the last"),
        pytest.param({"051107": "unused"}, "051108", id="after one that was given up"),
        pytest.param({"051199": "unused"}, None, id="none left"),
    ],
)
def test_the_next_free_code_is_after_all_that_were_given(
    little: Little, recorded: dict[str, str], expected: str | None
) -> None:
    little.record(recorded)
    place = little.taxonomy.place_of("0511")
    assert place is not None
    sources = read_sources(little.responses, little.taxonomy)

    assert Codes.beside(little.responses).next_free(place, sources, little.taxonomy) == expected


def test_the_next_free_code_is_never_a_retired_one_or_a_steps(little: Little) -> None:
    retired = entry(code="051140", intent="study_old", status="retired", replaced_by="051103")
    little.respond(LETTERS, entry(), retired)
    little.record()
    sources, codes = read_sources(little.responses, little.taxonomy), Codes.beside(little.responses)
    free = [codes.next_free(place, sources, little.taxonomy) for place in little.taxonomy.subtopics]

    assert free == ["050701", "051141", "900106", "900301"]


def test_every_code_of_this_repository_is_on_record() -> None:
    sources = read_sources(RESPONSES, Taxonomy.open())

    assert {one.code: one.intent for one in sources.responses}.items() <= Codes.beside(RESPONSES).given.items()
