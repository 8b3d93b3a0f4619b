from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import settings
from knowledge_base import RESPONSES, Knowledge, Response, load_sources
from knowledge_base.__main__ import main
from knowledge_base.lint import EXAMPLES
from tests.knowledge_base.little import Little

Output = pytest.CaptureFixture[str]


def test_show_prints_a_response_in_both_languages(capsys: Output) -> None:
    [response] = [one for one in load_sources() if one.code == "051103"]

    assert main(["show", "051103"]) == 0

    printed = capsys.readouterr().out
    for language in ("en", "fr"):
        assert response.question[language] in printed
        assert response.answer[language] in printed
        assert response.links[language][0].url in printed


def test_show_knows_the_codes_of_steps(capsys: Output) -> None:
    assert main(["show", "900402"]) == 0
    assert "Nothing found / Aucun résultat" in capsys.readouterr().out


def test_show_of_an_unknown_code_fails_and_says_where_to_look(capsys: Output) -> None:
    assert main(["show", "999999"]) == 1
    assert "python -m knowledge_base list" in capsys.readouterr().err


def test_list_json_holds_every_field_of_every_response(capsys: Output) -> None:
    assert main(["list", "--json"]) == 0

    listed = {one["code"]: one for one in json.loads(capsys.readouterr().out)}
    sources = load_sources()
    assert list(listed) == [one.code for one in sources]
    assert listed["051103"]["subtopic"] == "letter-of-acceptance"
    assert listed["051103"]["served"] is True
    assert {"code", "intent", "question", "answer", "links", "related", "status"} <= set(listed["051103"])


def test_list_gives_each_response_a_line(capsys: Output) -> None:
    assert main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(load_sources())


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--line", "05"], lambda one: one.line == "study-permits"),
        (["--line", "study-permits"], lambda one: one.line == "study-permits"),
        (["--line", "0511"], lambda one: one.subtopic == "letter-of-acceptance"),
        (["--line", "study-permits/letter-of-acceptance"], lambda one: one.code.startswith("0511")),
        (["--status", "draft"], lambda one: one.status == "draft"),
        (["--status", "served"], lambda one: one.served),
        (["--due", "2027-02-20"], lambda one: one.served and str(one.review_by) <= "2027-02-20"),
        (["--line", "05", "--status", "reviewed", "--due", "2027-02-20"], lambda one: one.line == "study-permits"
            and one.status == "reviewed" and str(one.review_by) <= "2027-02-20"),
    ],
)  # fmt: skip
def test_list_gives_what_is_asked_for_as_lines_and_as_json(
    capsys: Output, options: list[str], kept: Callable[[Response], bool]
) -> None:
    expected = {one.code for one in load_sources() if kept(one)}
    assert 0 < len(expected) < len(load_sources())

    assert main(["list", *options, "--json"]) == 0
    assert {one["code"] for one in json.loads(capsys.readouterr().out)} == expected

    assert main(["list", *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {code for line in lines for code in re.findall(r"\b\d{6}\b", line[:20])} == expected


def test_list_of_due_reviews_begins_with_the_first_due(capsys: Output) -> None:
    assert main(["list", "--due", "2028-01-01"]) == 0

    days = [line[:10] for line in capsys.readouterr().out.splitlines()]
    assert days == sorted(days)
    assert len(set(days)) > 1


def test_list_shows_questions_in_the_language_asked_for(capsys: Output) -> None:
    [response] = [one for one in load_sources() if one.code == "051103"]

    assert main(["list", "--language", "fr"]) == 0

    assert response.question["fr"] in capsys.readouterr().out


def test_list_of_a_line_that_does_not_exist_fails_and_says_where_lines_are(capsys: Output) -> None:
    assert main(["list", "--line", "space-permits"]) == 1
    assert "see taxonomy.yml" in capsys.readouterr().err


def test_list_json_says_where_each_response_is_written(capsys: Output) -> None:
    assert main(["list", "--json", "--line", "0511"]) == 0

    for one in json.loads(capsys.readouterr().out):
        line = (settings.ROOT / one["source"]["file"]).read_text("utf-8").splitlines()[one["source"]["line"] - 1]
        assert one["code"] in line


def test_show_takes_an_intent_and_names_related_questions(capsys: Output) -> None:
    by_code = {one.code: one for one in load_sources()}

    assert main(["show", "study_arrive_early"]) == 0

    printed = capsys.readouterr().out
    for code in by_code["051103"].related:
        assert f"{code} {by_code[code].question['en']}" in printed


def test_new_prints_the_code_and_every_place_to_write(tmp_path: Path, capsys: Output) -> None:
    for folder in ("responses", "nlu"):
        shutil.copytree(RESPONSES if folder == "responses" else EXAMPLES, tmp_path / folder)
    shutil.copy(RESPONSES.with_name("codes.yml"), tmp_path)

    arguments = ["new", "0511", "--intent", "study_made_up", "--examples", str(tmp_path / "nlu")]
    assert main(["--responses", str(tmp_path / "responses"), *arguments]) == 0

    head, *places = capsys.readouterr().out.splitlines()
    assert re.match(r"0511\d\d  study_made_up: ", head)
    for place in places:
        file, _, line = place.removeprefix("- ").rpartition(":")
        written = Path(file).read_text("utf-8").splitlines()[int(line) - 1 :]
        assert any("study_made_up" in text for text in written[:2])


def test_new_that_cannot_be_begun_fails_with_the_reason(capsys: Output) -> None:
    assert main(["new", "0511", "--intent", "study_arrive_early"]) == 1

    assert "letter-of-acceptance.yml" in capsys.readouterr().err


def test_lint_fails_when_there_is_something_to_mend_and_counts_it(tmp_path: Path, capsys: Output) -> None:
    assert main(["lint", "--examples", str(tmp_path)]) == 1

    printed = capsys.readouterr().out.splitlines()
    assert any("no examples of study_arrive_early" in line for line in printed)
    assert "to mend" in printed[-1]


def test_build_writes_the_store(tmp_path: Path, capsys: Output) -> None:
    url = f"sqlite:///{tmp_path}/knowledge.db"

    assert main(["--responses", str(RESPONSES), "build", "--url", url]) == 0

    knowledge = Knowledge.open(url)
    assert knowledge.served() == [one for one in load_sources() if one.served]
    knowledge.close()


def test_build_from_broken_sources_fails_with_the_reasons(little: Little, capsys: Output) -> None:
    little.write("responses/conversation/refusals.yml", "- code: a: b\n")
    store = f"sqlite:///{little.responses.parent}/knowledge.db"

    assert main(["--responses", str(little.responses), "build", "--url", store]) == 1

    assert "is not YAML" in capsys.readouterr().err
