from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base import KnowledgeInvalid, Problem, Response, load_sources
from knowledge_base.entries import as_entry
from tests.knowledge_base.little import LETTERS, SMALL_TALK, Little, dumped, entry, link

RETIRED = {"status": "retired", "replaced_by": "051104"}
OTHER = {"code": "051104", "intent": "study_introduction_letter"}


def problems_of(little: Little) -> list[Problem]:
    with pytest.raises(KnowledgeInvalid) as raised:
        little.load()
    return list(raised.value.problems)


def test_an_entry_becomes_a_response_filed_by_its_place(little: Little) -> None:
    [response] = little.load()

    assert (response.line, response.subtopic) == ("study-permits", "letter-of-acceptance")
    assert response.kind == "answer"
    assert not response.volatile
    assert response.links["fr"][0].url == "https://www.canada.ca/fr/lettres.html"
    assert response.where.endswith("letter-of-acceptance.yml:1")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        pytest.param({"code": None}, "'code' is missing", id="no code"),
        pytest.param({"code": 51103}, "'code': str type expected", id="code without quotes"),
        pytest.param({"code": "05113"}, "'code': is not six digits", id="five digits"),
        pytest.param({"code": "050703"}, "does not belong to study-permits/letter-of", id="other sub-topic"),
        pytest.param({"intent": "Study-Arrive"}, "'intent': is not a name", id="intent not snake case"),
        pytest.param({"kind": "joke"}, "'kind': unexpected value", id="unknown kind"),
        pytest.param({"status": "done"}, "'status': unexpected value", id="unknown status"),
        pytest.param({"owner": "passports"}, "'owner' is not the business line", id="another line's owner"),
        pytest.param({"reviewed_on": 2026}, "'reviewed_on': is not a day", id="year for a day"),
        pytest.param({"review_by": "2027-02-30"}, "'review_by': invalid date", id="no such day"),
        pytest.param({"review_by": "2026-11-22"}, "'review_by' is not after", id="no time to the review"),
        pytest.param({"volatile": "often"}, "'volatile': value is not a valid boolean", id="volatile: often"),
        pytest.param({"answer": {"en": "Yes."}}, "'answer.fr' is missing", id="no French answer"),
        pytest.param({"answer": {"en": "Yes.", "fr": " "}}, "'answer.fr': is empty", id="empty French"),
        pytest.param({"question": "How?"}, "'question': value is not a valid dict", id="one language only"),
        pytest.param({"links": [{"en": link()["en"]}]}, "'links.0.fr' is missing", id="no French link"),
        pytest.param({"anwser": {}}, "'anwser' is not a field", id="misspelt field"),
        pytest.param({"status": "approved"}, "approved without 'approved_by'", id="approved by nobody"),
        pytest.param({"status": "retired"}, "do not go together", id="retired without replacement"),
        pytest.param({"replaced_by": "051104"}, "do not go together", id="served with replacement"),
        pytest.param(RETIRED, "does not lead to a response that is served", id="replaced by nothing"),
        pytest.param({"intent": "affirm"}, "is that of a step", id="intent of a step"),
    ],
)
def test_what_does_not_fit_the_schema_is_refused(little: Little, changes: dict[str, object], what: str) -> None:
    little.respond(LETTERS, entry(**changes))

    assert [problem for problem in problems_of(little) if what in problem.what and problem.mend]


@pytest.mark.parametrize("field", ["code", "intent"])
def test_a_code_or_intent_used_twice_is_refused_naming_both_places(little: Little, field: str) -> None:
    little.respond(LETTERS, entry(), entry(**{**OTHER, field: entry()[field]}))

    [problem] = problems_of(little)

    assert f"the {field} {entry()[field]} is already used at" in problem.what
    assert "letter-of-acceptance.yml:1" in problem.what


def test_a_response_cannot_take_the_code_of_a_step(little: Little) -> None:
    little.respond(SMALL_TALK, entry(code="900105", intent="greet", owner="conversation"))

    assert "that of a step" in problems_of(little)[0].what


def test_retired_responses_that_replace_each_other_are_refused(little: Little) -> None:
    round_trip = {"status": "retired", "replaced_by": "051103"}
    little.respond(LETTERS, entry(**RETIRED), entry(**OTHER, **round_trip))

    assert [problem.code for problem in problems_of(little)] == ["051103", "051104"]


def test_a_file_that_is_no_sub_topic_is_refused(little: Little) -> None:
    little.respond("study-permits/misc", entry())

    assert "is not the place of any sub-topic" in problems_of(little)[0].what


def test_every_problem_of_every_file_is_told_at_once_with_its_line(little: Little) -> None:
    little.write(
        f"responses/{LETTERS}.yml",
        '- code: "051103"\n  intent: study_arrive_early\n  status: done\n  owner: study-permits\n'
        "  reviewed_on: 2026-11-22\n  review_by: 2027-05-22\n"
        '  question: {en: "How?", fr: "Comment?"}\n'
        "  answer:\n    en: So.\n",
    )
    little.write(f"responses/{SMALL_TALK}.yml", "- code: a: b\n")
    little.write("responses/conversation/refusals.yml", "just a text\n")

    found = {(problem.file.rpartition("/")[2], problem.line) for problem in problems_of(little)}

    assert found == {
        ("letter-of-acceptance.yml", 3),
        ("letter-of-acceptance.yml", 8),
        ("small-talk.yml", 1),
        ("refusals.yml", 1),
    }


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("- code: 'x\n", "is not YAML", id="open quote"),
        pytest.param("- intent: a\n  intent: b\n", "'intent' is written twice", id="key twice"),
        pytest.param("- just words\n", "is not a response", id="text for an entry"),
        pytest.param("- code: \u0007\n", "control character", id="control character"),
        pytest.param("- a: 1\n---\n- b: 2\n", "is not YAML", id="two documents"),
        pytest.param("", "is not a list of responses", id="empty file"),
        pytest.param("- {[a]: b}\n", "a key that is not a word", id="list for a key"),
        pytest.param("- &a [*a]\n", "nests without end", id="an entry within itself"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(little: Little, text: str, what: str) -> None:
    little.write(f"responses/{LETTERS}.yml", text)

    assert any(what in problem.what for problem in problems_of(little))


def test_every_entry_that_does_not_parse_is_told_at_its_own_line(little: Little) -> None:
    fine = '- code: "051104"\n  intent: a\n'
    little.write(f"responses/{LETTERS}.yml", f"- code: a: b\n{fine}- code: 'open\n  intent: c\n{fine}- code: [\n")

    assert [problem.line for problem in problems_of(little)] == [1, 4, 8]


def test_a_folder_that_is_named_like_a_file_is_told_and_hides_nothing(little: Little) -> None:
    (little.responses / "study-permits" / "extend-restore.yml").mkdir()
    little.respond(LETTERS, entry(status="done"))

    whats = [problem.what for problem in problems_of(little)]

    assert any("cannot be read" in what for what in whats)
    assert any("'status'" in what for what in whats)


def test_a_file_in_another_encoding_is_refused_with_the_line(little: Little) -> None:
    path = little.respond(LETTERS, entry())
    path.write_bytes(b"# ok\n# d\xe9j\xe0\n")

    [problem] = problems_of(little)

    assert (problem.what, problem.line) == ("is not UTF-8", 2)


def test_a_folder_without_responses_is_refused(little: Little) -> None:
    with pytest.raises(KnowledgeInvalid, match="holds no responses"):
        load_sources(little.responses / "nowhere", little.taxonomy)


def test_a_message_says_where_what_and_how_to_mend(little: Little) -> None:
    little.respond(LETTERS, entry(answer={"en": "Yes."}))

    [problem] = problems_of(little)

    assert re.fullmatch(r".*letter-of-acceptance\.yml:\d+: 051103: 'answer.fr' is missing; write .*", str(problem))


texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
both = st.fixed_dictionaries({"en": texts, "fr": texts})
link_entries = st.fixed_dictionaries({"title": texts, "url": texts})
entries = st.builds(
    entry,
    question=both,
    answer=both,
    kind=st.sampled_from(["answer", "social", "refusal", "offer"]),
    status=st.sampled_from(["draft", "reviewed"]),
    volatile=st.booleans(),
    as_of=st.none() | st.dates().map(str),
    links=st.lists(st.fixed_dictionaries({"en": link_entries, "fr": link_entries}), max_size=3),
    related=st.lists(st.from_regex(r"\A[0-9]{6}\Z"), max_size=3),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=entries)
def test_a_response_written_back_as_an_entry_loads_as_the_same_response(
    little: Little, written: dict[str, object]
) -> None:
    little.respond(LETTERS, written)
    [first] = little.load()
    little.write(f"responses/{LETTERS}.yml", dumped([as_entry(first)]))

    [again] = little.load()

    assert first == again
    assert first.answer == written["answer"]


def test_the_real_sources_load() -> None:
    responses = load_sources()

    assert len(responses) >= 50
    assert all(isinstance(response, Response) for response in responses)
