from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge_base import RESPONSES, Knowledge, load_sources
from knowledge_base.__main__ import main
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
