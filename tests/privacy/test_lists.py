"""A masker without its lists must not start."""

from __future__ import annotations

from pathlib import Path

import pytest

from privacy import MaskerUnusable, lists


def test_missing_list_is_named() -> None:
    with pytest.raises(MaskerUnusable, match=r"kept/nothing\.txt"):
        lists.lines("kept/nothing")


def test_empty_list_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing but a comment\n", encoding="utf-8")
    monkeypatch.setattr(lists, "FOLDER", tmp_path)

    with pytest.raises(MaskerUnusable, match="holds no entry"):
        lists.read("empty")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("élodie zoé".encode("latin-1"), "damaged.txt: is not UTF-8", id="not UTF-8"),
        pytest.param(b"elodie zoe" + bytes(20), "damaged.txt: holds no entry, or zeros", id="zeros"),
    ],
)
def test_a_list_that_is_no_text_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "damaged.txt").write_bytes(content)
    monkeypatch.setattr(lists, "FOLDER", tmp_path)

    with pytest.raises(MaskerUnusable, match=said):
        lists.read("damaged")


@pytest.mark.parametrize("path", sorted(lists.FOLDER.glob("*/*.txt")), ids=lambda path: path.stem)
def test_every_list_says_what_it_is_and_repeats_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    phrases = "one a line" in text.splitlines()[0]
    entries = lines if phrases else [word for line in lines for word in line.split("    ")[0].split()]

    assert text.startswith("# ")
    assert [entry for entry in set(entries) if entries.count(entry) > 1] == []


def test_every_list_of_words_is_read_at_the_start() -> None:
    assert set(lists.WORDS) == {f"words/{path.stem}" for path in (lists.FOLDER / "words").glob("*.txt")}
