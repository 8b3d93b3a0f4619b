"""The command line: what is found, and a kind word when nothing is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_engine.__main__ import main


@pytest.mark.parametrize("text", ["", "   "])
def test_a_query_of_nothing_is_told_what_to_write(
    index_dir: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", text, "--index", str(index_dir)]) == 0

    assert "write a few words" in capsys.readouterr().err


def test_a_query_that_finds_nothing_says_so(index_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["query", "who won the hockey game last night", "--index", str(index_dir)])

    assert "No page of the department was found" in capsys.readouterr().err


def test_json_stays_json_when_nothing_is_found(index_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["query", "", "--index", str(index_dir), "--json"])

    assert json.loads(capsys.readouterr().out) == []


def test_what_is_found_has_title_and_address(index_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["query", "extend my study permit", "--index", str(index_dir)])
    out, err = capsys.readouterr()

    assert "Extend your study permit" in out
    assert err == ""
