"""Every command line of ours says what it cannot use in one line, exit code 1 or 2, and never with a traceback."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.conftest import SECRETS

# Command line, what is said of it: FOLDER is an empty folder, FILE a file that holds no more than a word.
UNUSABLE = {
    "settings --nope": "unrecognized arguments: --nope",
    "actions --nope": "unrecognized arguments: --nope",
    "startup.model --nope": "unrecognized arguments: --nope",
    "handoff": "the following arguments are required: command",
    "handoff sreve": "invalid choice: 'sreve'",
    "handoff forget --days -5": "argument --days: '-5' is no number of days from 0 to 36500",
    "handoff forget --days 99999999999": "argument --days: '99999999999' is no number of days from 0 to 36500",
    "handoff add-agent #": "handoff: agent name '#': use 1 to 64 letters",
    "handoff add-agent Robin613-555-0199": "and at most six digits",
    "handoff disable-agent Nobody": "handoff: agent 'Nobody' does not exist; is the name spelt as add-agent got it?",
    "retention export nope": "so nothing is kept; is VAR_DIR the right one?",
    "retention delete Q-7K3M-92": "so nothing is kept; is VAR_DIR the right one?",
    "privacy report --nope": "unrecognized arguments: --nope",
    "knowledge_base --responses FOLDER/none list": "argument --responses: FOLDER/none is no folder",
    "knowledge_base --responses FILE lint": "argument --responses: FILE is no folder",
    "knowledge_base lint --examples FILE": "argument --examples: FILE is no folder",
    "knowledge_base list --due yesterday": "argument --due: 'yesterday' is no day; write it such as 2027-02-20",
    "knowledge_base list --line nope": "nope: no response in such a line or sub-topic",
    "knowledge_base show 999999": "999999: no such code or intent",
    "knowledge_base build --url nonsense": "argument --url: is not the URL of a database; write a SQLAlchemy URL",
    "knowledge_base build --url sqlite:///FILE/k.db": "knowledge_base: [Errno 17] File exists",
    "knowledge_base build --url sqlite:///FILE": "knowledge base: store not written (DatabaseError)",
    "knowledge_base new 9999 --intent study_x": "'9999': no sub-topic has this code",
    "search_engine query x --limit 0": "argument --limit: '0' is no number from 1",
    "search_engine query x --lang de": "argument --lang: invalid choice: 'de'",
    "search_engine query x --index FOLDER": "search_engine: FOLDER: no index here; run python -m search_engine build",
    "search_engine build --index FILE": "search_engine: [Errno 17] File exists",
    "search_engine build --index FILE/index": "search_engine: [Errno 20] Not a directory",
    "search_engine crawl --start nope --index FOLDER": "search_engine: nothing to index from nope (not allowed: 1",
    "search_engine crawl --start u --index FOLDER --pages 0": "argument --pages: '0' is no number from 1",
    "search_engine crawl --start u --index FOLDER --delay -1": "argument --delay: '-1' is no number of seconds",
    "search_engine crawl --start u --index FOLDER --delay nan": "argument --delay: 'nan' is no number of seconds",
    "evaluation replies FOLDER/none FOLDER/out": "evaluation: FOLDER/none cannot be read (No such file or directory)",
    "evaluation replies FILE FOLDER/out": "evaluation: FILE:1: not JSON",
    "evaluation converse FOLDER FOLDER/out": "evaluation: FOLDER cannot be read (Is a directory)",
    "evaluation replies FILE FOLDER/out --model FOLDER": "argument --model: FOLDER is no file; models are in models/",
    "evaluation talk --language de": "argument --language: invalid choice: 'de'",
    "evaluation unanswered --limit -3": "argument --limit: '-3' is no number from 1",
    "evaluation.bench --nope": "unrecognized arguments: --nope",
    "evaluation.cross_validation --folds 1": "argument --folds: '1' is no number of folds from 2 to 15",
    "evaluation.quality --model FOLDER": "evaluation: no model at FOLDER; run 'make train'",
    "evaluation.regression --model FOLDER": "evaluation: no model at FOLDER; run 'make train'",
    "evaluation.judged draw --seed 4 --count 0 FOLDER/out": "argument --count: '0' is no number from 1",
    "evaluation.judged read FOLDER/none": "evaluation: FOLDER/none cannot be read (No such file or directory)",
    "evaluation.judged read FILE": "evaluation: FILE:1: not JSON",
    "evaluation.parse_time --model FOLDER": "evaluation: no model at FOLDER; run 'make train'",
    "evaluation.privacy --messages 0": "argument --messages: '0' is no number from 1",
    "evaluation.privacy --beside FILE": "argument --beside: FILE is no program",
    "evaluation.privacy_proof --canaries 0": "argument --canaries: '0' is no number from 1",
}
STORES = {
    "handoff disable-agent X": ("tickets.db", "handoff: TICKETS_URL: sqlite:"),
    "retention expire": ("door.db", "retention: DOOR_URL cannot be used (DatabaseError)"),
    "retention export Q-7K3M-92": ("conversations.db", "retention: CONVERSATIONS_URL cannot be used (DatabaseError)"),
    "privacy report": ("door.db", "privacy: "),
    "evaluation unanswered": ("conversations.db", "evaluation: the store of CONVERSATIONS_URL cannot be read"),
    "knowledge_base build": ("knowledge.db", "knowledge base: store not written (DatabaseError)"),
}


@pytest.fixture(autouse=True)
def process_as_it_was() -> Iterator[None]:
    """A command quiets its own process; here it runs in that of all tests."""
    umask, structured = os.umask(0o022), structlog.get_config()
    os.umask(umask)
    yield
    os.umask(umask)
    structlog.configure(**structured)
    logging.disable(logging.NOTSET)
    logging.captureWarnings(False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own under `var`, and what the commands are given."""
    for name, value in {**SECRETS, "VAR_DIR": str(tmp_path / "var")}.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "given").mkdir()
    (tmp_path / "file").write_text("word\n", encoding="utf-8")
    return tmp_path


def run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command; returns exit code and the last line it said of its trouble."""
    module, *words = command.split()
    package = importlib.util.find_spec(module)
    assert package is not None
    entry = importlib.import_module(f"{module}.__main__" if package.submodule_search_locations else module)
    try:
        code = int(entry.main(words))
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return code, said.splitlines()[-1] if said else ""


@pytest.mark.parametrize("command", UNUSABLE)
def test_what_a_command_cannot_use_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    def filled(text: str) -> str:
        return text.replace("FOLDER", str(folder / "given")).replace("FILE", str(folder / "file"))

    code, said = run(filled(command), capsys)

    assert code == (2 if "error: " in said else 1)
    assert filled(UNUSABLE[command]) in said


@pytest.mark.parametrize("command", STORES)
def test_a_store_that_is_none_is_said_in_one_line_without_what_is_in_it(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    name, expected = STORES[command]
    (folder / "var").mkdir()
    (folder / "var" / name).write_text("no database, but a made-up secret " * 99, encoding="utf-8")

    code, said = run(command, capsys)

    assert code == 1
    assert said.startswith(expected)
    assert "made-up secret" not in said
