"""`python -m evaluation replies` and `converse`: the contract that measurements outside rely on (docs/quality.md)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.replies import chosen
from evaluation.rows import RowInvalid, read_rows, refuse_unwritable

KEYS = {
    "id", "lang", "outcome", "code", "codes", "intent", "confidence", "candidates", "texts", "links", "ms",
}  # fmt: skip
OUTCOMES = {"answer", "clarify", "search", "handoff", "refuse", "other"}


def run(command: str, rows: list[dict[str, object]], folder: Path) -> list[dict[str, object]]:
    given, made = folder / "in.jsonl", folder / "out.jsonl"
    given.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "evaluation", command, given, made], check=True, capture_output=True)
    return [json.loads(line) for line in made.read_text(encoding="utf-8").splitlines()]


@pytest.mark.model
def test_replies_writes_one_row_for_each_message_with_the_agreed_keys(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "text": "How early can I arrive in Canada before my program starts?", "label": "ignored"},
        {"id": "b", "text": "je voudrais parler à une personne svp"},
        {"id": "c", "text": "hola quiero trabajar en canada que visa necesito soy de colombia"},
        {"id": "d", "text": ""},
    ]
    found = run("replies", rows, tmp_path)

    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    assert all(set(row) == KEYS and row["outcome"] in OUTCOMES for row in found)
    assert (found[0]["outcome"], found[0]["codes"], found[0]["lang"]) == ("answer", ["051103"], "en")
    assert (found[1]["outcome"], found[1]["code"], found[1]["lang"]) == ("handoff", "900602", "fr")
    assert found[2]["outcome"] == "refuse"
    assert found[3]["texts"]


@pytest.mark.model
def test_converse_plays_texts_and_choices_as_one_conversation(tmp_path: Path) -> None:
    turns = ["How early can I arrive in Canada before my program starts?", {"choose": 1}]
    (found,) = run("converse", [{"id": "a", "turns": turns}], tmp_path)

    outcomes = [turn["code"] for turn in found["turns"]]  # type: ignore[attr-defined]
    assert outcomes == ["051103", "900701"]


UNUSABLE = {
    "no JSON": ("text", b"not json", "in.jsonl:2: not JSON"),
    "a number too long for a number": ("text", b"9" * 5000, "in.jsonl:2: "),
    "no text": ("text", b'{"id": 1}', "in.jsonl:2: 'id' and 'text' are needed"),
    "no id": ("turns", b'{"turns": []}', "in.jsonl:2: 'id' and 'turns' are needed"),
    "a list": ("text", b"[1]", "in.jsonl:2: 'id' and 'text' are needed"),
    "text that is none": ("text", b'{"id": 1, "text": null}', "in.jsonl:2: 'text' is no string"),
    "one turn for a list": ("turns", b'{"id": 1, "turns": "hi"}', "in.jsonl:2: 'turns' is no list of strings"),
    "a choice of nothing": ("turns", b'{"id": 1, "turns": [{"choose": 0}]}', "in.jsonl:2: 'turns' is no list"),
    "a choice that is yes": ("turns", b'{"id": 1, "turns": [{"choose": true}]}', "in.jsonl:2: 'turns' is no list"),
    "not UTF-8": ("text", b"\xff\xfe", "in.jsonl is not UTF-8"),
}


@pytest.mark.parametrize(("field", "line", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_played_is_named_with_its_line(tmp_path: Path, field: str, line: bytes, said: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": 1, "text": "a", "turns": ["a", {"choose": 1}]}\n' + line + b"\n")

    with pytest.raises(RowInvalid) as caught:
        read_rows(path, field)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_or_a_folder_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(RowInvalid, match=r"none\.jsonl cannot be read \(No such file or directory\)"):
        read_rows(tmp_path / "none.jsonl", "text")
    with pytest.raises(RowInvalid, match=r"cannot be read \(Is a directory\)"):
        read_rows(tmp_path, "text")


def test_results_that_could_not_be_written_stop_before_anything_is_played(tmp_path: Path) -> None:
    rows = tmp_path / "in.jsonl"
    rows.touch()

    with pytest.raises(RowInvalid, match=r"cannot be written \(No such file or directory\)"):
        refuse_unwritable(tmp_path / "none" / "out.jsonl", rows)
    with pytest.raises(RowInvalid, match="would be overwritten by the results"):
        refuse_unwritable(tmp_path / "." / "in.jsonl", rows)


def test_a_choice_beyond_the_buttons_is_named() -> None:
    with pytest.raises(RowInvalid, match=r"row a: .*2 buttons"):
        chosen({"choose": 3}, ["/affirm", "/deny"], "a")
