"""docs/trainers.md is held to what the commands do and the lint says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import settings
from knowledge_base import RESPONSES
from knowledge_base.__main__ import main
from knowledge_base.lint import EXAMPLES
from tests.knowledge_base.little import LETTERS, SMALL_TALK, Little, entry, link, sentences
from tests.test_docs import DOCS, table_after, text_of

PAGE = DOCS / "trainers.md"
COMMANDS = {row[0]: row[1].strip("`") for row in table_after(PAGE, "## Six commands")}


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], int]:
    """Runs a command of the page on a copy of the content."""
    shutil.copytree(RESPONSES, tmp_path / "responses")
    shutil.copytree(EXAMPLES, tmp_path / "nlu")
    shutil.copy(RESPONSES.with_name("codes.yml"), tmp_path)

    def run(command: str) -> int:
        python, dash_m, module, *arguments = shlex.split(command)
        assert (python, dash_m, module) == (".venv/bin/python", "-m", "knowledge_base")
        return main(["--responses", str(tmp_path / "responses"), *arguments, "--examples", str(tmp_path / "nlu")])

    return run


def test_there_are_six_commands() -> None:
    assert list(COMMANDS) == ["begin", "check", "train", "try", "test", "see the effect"]


def test_what_the_page_begins_passes_its_check_once_it_is_written(
    copy: Callable[[str], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy(COMMANDS["begin"]) == 0
    assert copy(COMMANDS["check"]) == 1, "still to be written"

    answers = tmp_path / "responses" / f"{LETTERS}.yml"
    text = answers.read_text("utf-8").replace("status: draft", "status: reviewed")
    answers.write_text(text.replace("TODO", "Z"), encoding="utf-8")
    for language in ("en", "fr"):
        examples = tmp_path / "nlu" / language / f"{LETTERS}.yml"
        lines = "".join(f"    - {one}\n" for one in sentences("zzz", language))
        examples.write_text(examples.read_text("utf-8") + lines, encoding="utf-8")
    capsys.readouterr()

    assert copy(COMMANDS["check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", ["train", "test", "see the effect"])
def test_the_commands_of_make_can_be_made(name: str) -> None:
    done = subprocess.run(
        ["make", "-n", *COMMANDS[name].split()[1:]], cwd=settings.ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    for module in re.findall(r"-m ((?:evaluation|tests)[\w.]*)", done.stdout):
        assert list(settings.ROOT.glob(module.replace(".", "/") + "*")), module


def test_make_check_asks_what_masking_would_change() -> None:
    done = subprocess.run(["make", "-n", "check"], cwd=settings.ROOT, capture_output=True, text=True)

    assert "-m knowledge_base lint" in done.stdout
    assert "-m tests.knowledge_base.masked_examples" in done.stdout


def test_new_says_where_to_write_as_the_page_shows(
    copy: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    copy(COMMANDS["begin"])

    printed = [re.sub(r"\d+", "N", re.sub(r"/\S*/(?=responses|nlu|codes)", "", line)) for line in output(capsys)]
    shown = re.search(r"^   \d{6}  study_come_late:.*?(?=^   ```)", text_of(PAGE), re.DOTALL | re.MULTILINE)
    assert shown is not None
    lines = [re.sub(r"knowledge_base/(?=\w+[/.])|data/", "", line.strip()) for line in shown[0].strip().splitlines()]
    assert [re.sub(r"\d+", "N", line) for line in lines] == printed


def output(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_lint_says_what_the_page_says_it_says(little: Little) -> None:
    hard = "Notwithstanding administrative considerations, applicants demonstrating insufficient documentation " * 3
    little.respond(
        LETTERS,
        entry(code="051104", intent="study_letters", related=["051105", "051199"], review_by="2026-11-30",
              answer={"en": f"{hard}necessitate verification.", "fr": "Attendez. Il en coûte 5 $."},
              question={"en": "TODO", "fr": "How can I come to Canada?"}),
        entry(code="051105", intent="study_old", status="retired", replaced_by="051104"),
        entry(code="051106", intent="study_soon", status="draft", question={"en": "When?", "fr": "TODO"}),
        entry(code="051107", intent="study_few", links=[link(en="https://visa.example/en/a")]),
        entry(code="051108", intent="study_silent", answer={"en": "It costs $5.", "fr": "Il en coûte 5 $."}),
        entry(code="050703", intent="study_elsewhere"),
        entry(answer={"en": "Yes."}),
        entry(code="051109", intent="study_typo", answr="x"),
    )  # fmt: skip
    little.respond("study-permits/extend-restore", entry(code="050704"), entry(intent="study_twice"))
    little.respond(SMALL_TALK, entry(intent="study_again"))
    little.record({"051104": "study_other", "051188": "study_gone", "051103": "study_arrive_early"})
    little.write("responses/conversation/refusals.yml", "- code: a: b\n")
    english = ["When may I land at the airport with my letter", "When may I land at the airport with that letter"]
    shared = ["may I land early then", "is a letter good for long"]
    little.teach("en", SMALL_TALK, {"affirm": [*sentences("affirm", "en"), *shared]})
    taught = {"study_letters": [*sentences("letter", "en"), *english, shared[0], "is letter good for a loong"]}
    little.teach("en", LETTERS, {**taught, "study_few": ["one"], "study_soon": ["two"]})
    taught = {"study_letters": [*sentences("letter", "fr"), "How can I show them my letter?"]}
    little.teach("fr", LETTERS, {**taught, "study_soon": ["deux"], "study_few": ["un"]})
    told = [re.sub(r"^\S+?:\d+: ", "", str(problem)) for problem in little.lint()]

    said = [row[0].strip("`") for row in table_after(PAGE, "## What the lint says")]
    assert len(said) > 20
    unsaid = [one for one in said if not any(re.search(pattern(one), line) for line in told)]
    assert unsaid == [], "\n".join(told)


def pattern(said: str) -> str:
    """`…` stands for anything, and the code of the response may be left out."""
    return r"^(\d{6}: )?" + r".*".join(map(re.escape, said.split("…")))
