"""`python -m evaluation replies` and `converse`: the contract that measurements outside rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.replies import RowInvalid, chosen, read_rows

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


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "a"}\nnot json\n', encoding="utf-8")

    with pytest.raises(RowInvalid, match=r"in\.jsonl:2: not JSON"):
        list(read_rows(path, "text"))


def test_a_row_without_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")

    with pytest.raises(RowInvalid, match="'id' and 'text' are needed"):
        list(read_rows(path, "text"))


def test_a_choice_beyond_the_buttons_is_named() -> None:
    with pytest.raises(RowInvalid, match=r"row a: .*2 buttons"):
        chosen({"choose": 3}, ["/affirm", "/deny"], "a")
