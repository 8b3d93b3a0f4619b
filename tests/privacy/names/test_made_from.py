"""The committed tagger is of the lists and the code that stand here; examples and answers may change beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy import MaskerUnusable
from privacy.names.made_from import FOLDER, RECORD, check, current, of_code, stale
from settings import ROOT

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
        pytest.param("lists/native.txt", "zzz\n", ["lists/native.txt"], id="names in their own scripts"),
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


def first_word(content: bytes) -> bytes:
    return content.split(b"\n")[1]


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeros_inside(content: bytes) -> bytes:
    return content[: len(content) // 2] + bytes(500) + content[len(content) // 2 + 500 :]


def latin_1(content: bytes) -> bytes:
    return content + "élodie\n".encode("latin-1")


DAMAGE = {
    "a list of one word": ("lists/given.txt", first_word),
    "a list that is no UTF-8": ("lists/family.txt", latin_1),
    "a list in another script cut": ("lists/native.txt", half),
    "a model cut": ("names.crfsuite", half),
    "a model with zeros": ("names.crfsuite", zeros_inside),
}


@pytest.mark.parametrize(("name", "damage"), DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_named_with_what_to_do(tmp_path: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "names"))
    (folder / name).write_bytes(damage((folder / name).read_bytes()))

    with pytest.raises(MaskerUnusable, match=rf"{name} and .*; restore .*python -m privacy\.names\.train"):
        check(folder / RECORD.name, folder)


@pytest.mark.parametrize("name", ["names.crfsuite", "names.made-from", "lists/given.txt"])
def test_what_is_missing_is_named(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "names"))
    (folder / name).unlink()

    with pytest.raises(MaskerUnusable, match=rf"{name}.*; restore"):
        check(folder / RECORD.name, folder)


def test_a_record_that_was_cut_vouches_for_nothing(tmp_path: Path) -> None:
    record = tmp_path / "record"
    record.write_bytes(half(RECORD.read_bytes()) + b"\xff")

    with pytest.raises(MaskerUnusable, match=r"lists/verbs_fr\.txt"):
        check(record)


def test_code_that_is_not_trained_yet_does_not_stop_the_start(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "names"))
    (folder / "features.py").write_text("X = 1\n", encoding="utf-8")

    check(folder / RECORD.name, folder)


def test_a_damaged_model_is_not_even_opened(tmp_path: Path) -> None:
    """Opening half a model ends the process without a word."""
    shutil.copytree(ROOT / "privacy", tmp_path / "privacy")
    model = tmp_path / "privacy" / "names" / "names.crfsuite"
    model.write_bytes(half(model.read_bytes()))

    ended = subprocess.run(
        [sys.executable, "-c", "import privacy; privacy.shared_masker()"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "MaskerUnusable: privacy/names: names.crfsuite and names.made-from" in ended.stderr


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
