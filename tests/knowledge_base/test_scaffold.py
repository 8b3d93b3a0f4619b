"""`python -m knowledge_base new`: where an author begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge_base import KnowledgeError, KnowledgeNotExtended, KnowledgeUnwritable
from knowledge_base.appending import Addition, appended, write_all
from knowledge_base.lint.examples import read_examples
from knowledge_base.scaffold import Base, scaffold
from tests.knowledge_base.little import LETTERS, SMALL_TALK, TODAY, Little, entry, sentences

SOON = "study_come_soon"


def begin(little: Little, subtopic: str = "0511", intent: str = SOON, kind: str = "answer") -> str:
    if not little.responses.with_name("codes.yml").exists():
        little.record()
    domain = little.write("domain.yml", "intents:\n- affirm: {use_entities: []}\n- rate_1\n")
    base = Base(little.responses, little.examples, domain, little.taxonomy_file)
    return scaffold(base, subtopic, intent, kind, TODAY)[0]


def contents(little: Little) -> dict[Path, bytes]:
    root = little.responses.parent
    return {path: path.read_bytes() for path in root.rglob("*.yml") if path.name != "domain.yml"}


def test_a_new_response_is_a_draft_with_the_next_code_and_todays_dates(little: Little) -> None:
    assert begin(little) == "051104"

    response = next(one for one in little.load() if one.code == "051104")
    assert (response.intent, response.status, response.owner) == (SOON, "draft", "study-permits")
    assert (response.reviewed_on, response.review_by) == (TODAY, date(2027, 6, 1))
    assert not response.served


def test_its_examples_begin_at_the_same_place_in_both_languages(little: Little) -> None:
    begin(little)

    blocks = [block for block in read_examples(little.examples).blocks if block.place == LETTERS]
    assert [(block.language, block.intent) for block in blocks] == [
        (language, intent) for language in ("en", "fr") for intent in ("study_arrive_early", SOON)
    ]


def test_the_lint_asks_for_every_part_that_is_still_to_be_written_and_for_nothing_else(little: Little) -> None:
    begin(little)

    whats = [problem.what for problem in little.lint()]

    fields = [f"{name}.{language}" for name in ("question", "answer", "links.0") for language in ("en", "fr")]
    unwritten = [f"'{field}' is still to be written" for field in fields]
    assert sorted(whats) == sorted([*unwritten, *[f"{SOON} has 0 examples"] * 2])


def test_a_new_response_that_is_written_passes_the_lint(little: Little) -> None:
    begin(little)
    path = little.responses / f"{LETTERS}.yml"
    text = path.read_text(encoding="utf-8").replace("status: draft", "status: reviewed")
    path.write_text(text.replace('"TODO"', '"Come"').replace("TODO", "come"), encoding="utf-8")
    for language in ("en", "fr"):
        path = little.examples / language / f"{LETTERS}.yml"
        path.write_text(path.read_text("utf-8") + "".join(f"    - {one}\n" for one in sentences("soon", language)))

    assert little.lint() == []


def test_a_sub_topic_without_files_gets_them(little: Little) -> None:
    assert begin(little, "study-permits/extend-restore") == "050701"

    for folder in (little.responses, little.examples / "en", little.examples / "fr"):
        assert SOON in (folder / "study-permits" / "extend-restore.yml").read_text(encoding="utf-8")
    assert begin(little, "0507", "study_come_late") == "050702"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Who may come\n{entry}\n\n# the end", id="comments, and no newline at the end"),
        pytest.param("{indented}", id="indented entries"),
        pytest.param("{crlf}", id="line ends of Windows"),
    ],
)
def test_what_authors_wrote_stays_as_it_was(little: Little, text: str) -> None:
    path = little.responses / f"{LETTERS}.yml"
    entry = path.read_text(encoding="utf-8")
    forms = {
        "entry": entry,
        "indented": "  " + entry.replace("\n", "\n  ").rstrip(" "),
        "crlf": entry.replace("\n", "\r\n"),
    }
    before = text.format(**forms).encode()
    path.write_bytes(before)

    begin(little)

    assert path.read_bytes().startswith(before)
    assert [one.intent for one in little.load()] == ["study_arrive_early", SOON]
    assert (b"\r\n" in before) == (b"\r\n" in path.read_bytes()[len(before) :])


def test_the_code_is_put_on_record_at_its_place(little: Little) -> None:
    path = little.record({"900101": "unused"})

    begin(little)

    assert path.read_text(encoding="utf-8") == (
        f'# Every code.\n"051103": study_arrive_early\n"051104": {SOON}\n"900101": unused\n'
    )


@pytest.mark.parametrize(
    ("subtopic", "intent", "reason"),
    [
        pytest.param("0511", "study_arrive_early", "letter-of-acceptance.yml:1, as 051103", id="has a response"),
        pytest.param("0511", "affirm", "taxonomy.yml, step 900105", id="is a step's"),
        pytest.param("0511", "other_language", "taxonomy.yml", id="is never predicted"),
        pytest.param("0511", "rate_1", "domain.yml", id="is in the domain"),
        pytest.param("0511", "nlu_fallback", "Rasa's own", id="is Rasa's"),
        pytest.param("0511", "given_before", "codes.yml:3, as 050790", id="was another's"),
        pytest.param("0511", "Study-Early", "write it such as study_arrive_early", id="a bad name"),
        pytest.param("0511", "study_" + "a" * 95, "is not a name", id="a name too long for the store"),
        pytest.param("0511", "", "'': is not a name", id="no name"),
        pytest.param("0511", "study x", "'study x': is not a name", id="two words"),
        pytest.param("", SOON, "'': no sub-topic has this code", id="nothing"),
        pytest.param("511", SOON, "take one of 05 study-permits", id="without its 0"),
        pytest.param("051103", SOON, "take one of 0507 extend-restore", id="a whole code"),
        pytest.param("0511", "étude_tôt", "is not a name", id="accents"),
        pytest.param("0599", SOON, "take one of 0507 extend-restore, 0511 letter-of-acceptance", id="no sub-topic"),
        pytest.param("7711", SOON, "take one of 05 study-permits, 90 conversation", id="no line"),
        pytest.param("05", SOON, "no sub-topic has this code", id="a line only"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(
    little: Little, subtopic: str, intent: str, reason: str
) -> None:
    little.write("codes.yml", '"051103": study_arrive_early\n\n"050790": given_before\n')
    before = contents(little)

    with pytest.raises(KnowledgeNotExtended) as refused:
        begin(little, subtopic, intent)

    assert reason in str(refused.value)
    assert contents(little) == before


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        pytest.param(f"responses/{LETTERS}.yml", "- code: a: b\n", "is not YAML", id="a broken file of responses"),
        pytest.param(f"nlu/fr/{LETTERS}.yml", "nlu: a: b\n", "is not YAML", id="a broken file of examples"),
        pytest.param(f"nlu/fr/{LETTERS}.yml", "nlu: []\n", "not the same intents", id="languages out of step"),
        pytest.param(
            f"nlu/fr/{LETTERS}.yml",
            "nlu: [{intent: study_arrive_early, examples: '- a'}]\n",
            "cannot be put at its end",
            id="a list in one line",
        ),
        pytest.param(
            f"nlu/en/{LETTERS}.yml",
            "nlu:\n- intent: study_arrive_early\n  examples: |\n    - a\nversion: '3.1'\n",
            "cannot be put at its end",
            id="the list is not last",
        ),
        pytest.param("codes.yml", "- 5\n", "holds no codes", id="no record"),
    ],
)
def test_a_file_that_cannot_take_an_entry_is_told_and_nothing_is_written(
    little: Little, name: str, text: str, reason: str
) -> None:
    little.record()
    little.write(name, text)
    before = contents(little)

    with pytest.raises(KnowledgeError) as refused:
        begin(little)

    assert reason in str(refused.value)
    assert contents(little) == before


def test_begun_twice_it_is_refused_the_second_time(little: Little) -> None:
    begin(little)
    before = contents(little)

    with pytest.raises(KnowledgeNotExtended, match=r"exists already .*as 051104.*go on writing there"):
        begin(little)

    assert contents(little) == before


def test_a_sub_topic_whose_hundred_codes_are_given_takes_no_more(little: Little) -> None:
    little.record({f"0511{number:02}": f"study_number_{number}" for number in range(1, 100)})
    before = contents(little)

    with pytest.raises(KnowledgeNotExtended, match=r"taxonomy\.yml: 0511 has no free code left; take or add another"):
        begin(little)

    assert contents(little) == before


def test_what_does_not_fit_the_schema_elsewhere_keeps_its_code_and_its_intent(little: Little) -> None:
    little.record()
    little.respond(SMALL_TALK, entry(code="051104", intent="study_elsewhere", answer="Yes."))

    with pytest.raises(KnowledgeNotExtended, match=r"small-talk\.yml:1, as 051104"):
        begin(little, intent="study_elsewhere")
    assert begin(little) == "051105"


def test_all_reasons_are_told_at_once(little: Little) -> None:
    little.record()
    little.write(f"nlu/fr/{LETTERS}.yml", "nlu: []\n")

    with pytest.raises(KnowledgeNotExtended) as refused:
        begin(little, intent="affirm")

    assert len(str(refused.value).splitlines()) == 2


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    first, blocked = tmp_path / "first.yml", tmp_path / "no-folder" / "second.yml"
    first.write_text("- a: 1\n", encoding="utf-8")
    blocked.parent.write_text("a file where a folder should be", encoding="utf-8")

    with pytest.raises(KnowledgeUnwritable, match="nothing was added"):
        write_all([appended(first, "- a: 2\n"), Addition(blocked, b"", 1)])

    assert first.read_text(encoding="utf-8") == "- a: 1\n"


def test_other_kinds_begin_in_the_line_of_conversation(little: Little) -> None:
    assert begin(little, "conversation/small-talk", "praise", "social") == "900106"

    assert (little.responses / f"{SMALL_TALK}.yml").exists()
    assert next(one for one in little.load() if one.intent == "praise").kind == "social"
