"""Conversations of these files through `converse`: door, model and actions, and what the client really reads."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from evaluation.assistant import Assistant
from evaluation.replies import converse
from tests.system.search import Content, everything_under, found

pytestmark = pytest.mark.model

HERE = Path(__file__).parent
EXPECTED = {"outcome", "code", "codes", "reaches", "lang", "says", "never_says", "links", "never_kept"}


def conversations() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = []
    for path in sorted(HERE.glob("*.yml")):
        read.extend(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    return read


ALL = conversations()
PRIVATE = [text for one in ALL for turn in one["turns"] for text in turn.get("never_kept", [])]


class Played:
    """All conversations, played once by one assistant that keeps what it keeps under `folder`."""

    def __init__(self, folder: Path, assistant: Assistant) -> None:
        self.folder = folder
        rows = [{"id": one["id"], "turns": [_move(turn) for turn in one["turns"]]} for one in ALL]
        self.turns = {row["id"]: row["turns"] for row in asyncio.run(_play(assistant, rows))}


async def _play(assistant: Assistant, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    try:
        return await converse(assistant, rows)
    finally:
        await assistant.close()


def _move(turn: dict[str, Any]) -> Any:
    return turn["say"] if "say" in turn else {"choose": turn["choose"]}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("conversations")
    return Played(folder, Assistant.open(folder))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one["id"])
def test_the_conversation_goes_as_written(played: Played, one: dict[str, Any]) -> None:
    for number, (expected, said) in enumerate(zip(one["turns"], played.turns[one["id"]], strict=True), start=1):
        assert not differences(expected, said), f"turn {number}: {said}"


def differences(expected: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """What the turn should have brought and did not; an expectation that is not written is not asked."""
    unknown = set(expected) - EXPECTED - {"say", "choose"}
    assert not unknown, f"no such expectation: {unknown}"
    missing = [key for key in ("outcome", "code", "lang") if key in expected and expected[key] != said[key]]
    if "codes" in expected and set(expected["codes"]) != set(said["codes"]):
        missing.append("codes")
    # Answered, or offered as a button: right either way, and which of the two is a matter of thresholds.
    if "reaches" in expected and expected["reaches"] not in {*said["codes"], *said["candidates"]}:
        missing.append("reaches")
    text = "\n".join(said["texts"])
    # "this|that": either will do.
    missing += [either for either in expected.get("says", []) if not any(part in text for part in either.split("|"))]
    missing += [f"not {fragment}" for fragment in expected.get("never_says", []) if fragment in text]
    if "links" in expected and not any(expected["links"] in link for link in said["links"]):
        missing.append("links")
    return missing


@pytest.mark.parametrize("datum", PRIVATE)
def test_what_is_personal_is_in_no_file_of_the_installation(played: Played, datum: str) -> None:
    files = {name: found(datum, Content.of(raw)) for name, raw in everything_under(played.folder)}

    assert files
    assert {name: form for name, form in files.items() if form} == {}


def test_every_business_line_and_rung_is_played_in_both_languages() -> None:
    turns = [turn for one in ALL for turn in one["turns"]]
    lines = {str(turn.get("reaches") or (turn.get("codes") or [""])[0])[:2] for turn in turns}

    assert {f"{number:02}" for number in range(1, 19)} <= lines
    for language in ("en", "fr"):
        played = {one["id"][3:5] for one in ALL if one["id"].startswith(f"{language}-")}
        assert played == {f"{number:02}" for number in range(1, 19)}
    assert {"900501", "900401", "900601", "900602", "900701"} <= {turn.get("code") for turn in turns}
