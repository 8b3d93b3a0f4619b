"""The committed tagger is of the lists and the code that stand here; examples and answers may change beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from privacy.names.made_from import FOLDER, RECORD, current, of_code, stale

CODE = 'def one(text: str) -> str:\n    """Say."""\n    # why\n    return text\n\n\ndef other() -> int:\n    return 1\n'


def test_the_committed_tagger_is_of_the_lists_and_the_code_that_stand_here() -> None:
    changed = stale()

    assert changed == [], (
        f"privacy/names/names.crfsuite was trained before {', '.join(changed)} changed: "
        "run python -m privacy.names.train, and compare python -m evaluation.privacy before and after"
    )


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        pytest.param("lists/syllables.txt", "zzz\n", ["lists/syllables.txt"], id="a list"),
        pytest.param("lists/new.txt", "zzz\n", ["lists/new.txt"], id="a new list"),
        pytest.param("lists/syllables.txt", "# where it is from\n", [], id="a comment in a list"),
        pytest.param("features.py", "X = 1\n", ["features.py"], id="code"),
        pytest.param("features.py", "# why\n", [], id="a comment in the code"),
        pytest.param("growing.py", "X = 1\n", [], id="code that comes after the tagger"),
        pytest.param("names.crfsuite", "x", ["names.crfsuite"], id="another model"),
    ],
)
def test_what_changed_is_named(tmp_path: Path, name: str, text: str, changed: list[str]) -> None:
    shutil.copytree(FOLDER, tmp_path / "names")
    folder, record = tmp_path / "names", tmp_path / "record"
    record.write_text(current(folder), encoding="utf-8")

    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(text)

    assert stale(record, folder) == changed


def test_a_removed_list_is_named(tmp_path: Path) -> None:
    record = tmp_path / "record"
    record.write_text(RECORD.read_text("utf-8") + "lists/gone.txt 0\n", encoding="utf-8")

    assert "lists/gone.txt" in stale(record)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param("# why", "# because", True, id="a comment"),
        pytest.param('"""Say."""', '"""Say it."""', True, id="a docstring"),
        pytest.param("return 1", "return 2", True, id="a function that is not asked for"),
        pytest.param("return text", "return text.lower()", False, id="what is done"),
    ],
)
def test_code_is_known_by_what_it_does(before: str, after: str, same: bool) -> None:
    assert (of_code(CODE, ("one",)) == of_code(CODE.replace(before, after), ("one",))) == same
