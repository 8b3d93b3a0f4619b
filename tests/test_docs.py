"""The documentation is held to the code: what it names exists, and what it must name is there."""

import contextlib
import importlib
import importlib.util
import io
import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import settings
from evaluation.replies import Play
from handoff.console.words import WORDS_FILE
from privacy import KINDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "web" / "README.md"])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
FOLDERS = (
    "actions|brains|channels|data|docs|evaluation|handoff|knowledge_base|nlu|privacy|retention|search_engine|settings"
    "|startup|storage|tests|web"
)
WITHOUT_OPTIONS = {"actions", "evaluation.bench", "pytest", "rasa", "tests.validate_data"}
"""Modules run with `python -m` that read no options of ours."""

FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
CODE_SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MAKE = re.compile(r"(?<![\w-])make ([a-z-]+)")
MODULE = re.compile(r"python3? -m ([\w.]+)([^\n|>]*)")
TEST = re.compile(r"(tests/[\w/]+\.py)(?:::(\w+))?")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def spans_of(page: Path) -> list[str]:
    """What stands between backticks in the running text."""
    return CODE_SPAN.findall(FENCE.sub("", text_of(page)))


def code_of(page: Path) -> str:
    """Everything that is set as code: blocks and spans, one a line."""
    return "\n".join([*FENCE.findall(text_of(page)), *spans_of(page)])


def headings_of(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(page)), re.MULTILINE)


def anchor(heading: str) -> str:
    """How hosts of Markdown name a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def table_after(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table below `heading`, without its head."""
    lines = text_of(page).split(f"\n{heading}\n", 1)[1].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def pages_with(pattern: re.Pattern[str]) -> list[Any]:
    return [pytest.param(page, id=name_of(page)) for page in PAGES if pattern.search(code_of(page))]


@lru_cache
def help_of(module: str, command: str) -> str:
    """What `python -m module command --help` prints; fails when there is no such command."""
    package = importlib.util.find_spec(module)
    assert package is not None, f"no module {module}"
    entry = importlib.import_module(f"{module}.__main__" if package.submodule_search_locations else module)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), pytest.raises(SystemExit) as ended:
        entry.main([*command.split(), "--help"])
    assert ended.value.code == 0, f"python -m {module} {command}: {printed.getvalue()}"
    return printed.getvalue()


@pytest.mark.parametrize("page", pages_with(MAKE))
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))

    assert set(MAKE.findall(code_of(page))) <= targets


@pytest.mark.parametrize("page", pages_with(MODULE))
def test_every_command_and_its_options_exist(page: Path) -> None:
    for module, rest in MODULE.findall(code_of(page)):
        if module in WITHOUT_OPTIONS:
            assert importlib.util.find_spec(module.split(".")[0]) is not None
            continue
        command = re.match(r" ?([a-z-]*)(?= |$)", rest.replace("`", ""))
        offered = help_of(module, command[1] if command and not command[1].startswith("-") else "")
        for option in re.findall(r"--[a-z-]+", rest.split("#")[0]):
            assert option in offered, f"{module}{rest}: {option} is not an option"


@pytest.mark.parametrize("page", pages_with(re.compile(r"-m pytest")))
def test_who_is_told_to_run_tests_is_told_first_how_to_install_them(page: Path) -> None:
    """What `make run` installs has no pytest in it."""
    text = text_of(page)

    assert 0 <= text.find("make dev") < text.index("-m pytest")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", text_of(page))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, wanted = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not wanted or wanted in map(anchor, headings_of(target)), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_named_exists(page: Path) -> None:
    named = [span for span in spans_of(page) if re.fullmatch(rf"(?:{FOLDERS})/[\w./-]*", span)]

    new = {"docs/decisions/0013-what-was-chosen.md"}
    assert [path for path in named if path not in new and not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", pages_with(TEST))
def test_every_test_named_exists(page: Path) -> None:
    for file, test in TEST.findall(code_of(page)):
        assert (ROOT / file).exists(), file
        assert not test or f"def {test}(" in text_of(ROOT / file), f"{file}::{test}"


def test_the_runbook_has_every_setting_and_no_other() -> None:
    named = [row[0].strip("`") for row in table_after(DOCS / "runbook.md", "## Settings")]

    assert sorted(named) == sorted(name.upper() for name in settings.NAMES)


def test_the_runbook_gives_the_defaults_of_the_code() -> None:
    rows = {row[0].strip("`"): row[1].strip("`") for row in table_after(DOCS / "runbook.md", "## Settings")}
    plain = {field.name.upper(): field.default for field in fields(settings.Settings) if field.default}
    expected = {
        name: value if isinstance(value, str) else f"{value:g}"
        for name, value in plain.items()
        if isinstance(value, (str, int, float))
    }

    assert {name: rows[name] for name in expected} == expected


def test_every_line_of_the_log_in_the_runbook_is_one_the_code_writes() -> None:
    sources = "\n".join(
        text_of(path) for folder in FOLDERS.split("|") if folder != "tests" for path in (ROOT / folder).rglob("*.py")
    )

    said = [row[0].strip("`") for row in table_after(DOCS / "runbook.md", "## Logs")]
    assert len(said) > 10
    assert [line for line in said if line not in sources] == []


def test_the_quality_page_has_every_key_of_a_played_message_and_no_other() -> None:
    rows = table_after(DOCS / "quality.md", "### What is written")

    named = [name for row in rows for name in re.findall(r"`(\w+)`", row[0])]
    assert sorted(named) == sorted(["id", *(field.name for field in fields(Play))])


def test_the_channels_of_the_runbook_are_those_that_rasa_starts() -> None:
    enabled = set(re.findall(r"^(channels\.\S+: {})$", text_of(ROOT / "credentials.yml"), re.MULTILINE))

    assert enabled == {span for span in spans_of(DOCS / "runbook.md") if re.fullmatch(r"channels\.\S+: {}", span)}


def test_the_privacy_page_has_every_kind_and_no_other() -> None:
    named = re.findall(r"`([A-Z_]+)`", "".join(row[0] for row in table_after(DOCS / "privacy.md", "## What is masked")))

    assert sorted(named) == sorted(KINDS)


def test_the_privacy_page_says_in_french_what_it_says_in_english() -> None:
    def said(path: Path) -> tuple[set[str], list[str]]:
        text = text_of(path).partition("## How to check")[0].partition("## Preuve")[0]
        named = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))
        commands = re.findall(r"^\.venv/bin/.*$", text, re.MULTILINE)
        return {one for one in named if re.search(r"[A-Z_]{3}|/", one)}, commands

    assert said(DOCS / "privacy.fr.md") == said(DOCS / "privacy.md")


def test_the_architecture_names_every_contract_of_imports() -> None:
    contracts = re.findall(r'importlinter\.contracts\]\]\nname = "(.+)"', text_of(ROOT / "pyproject.toml"))

    rows = table_after(DOCS / "architecture.md", "## Folders, and who may import what")
    assert [row[-1] for row in rows if row[-1] not in contracts] == []
    assert len(rows) == len(contracts)


def test_the_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_has_problem_choice_and_price(page: Path) -> None:
    title, *parts = headings_of(page)

    assert title.startswith(page.name[:4] + " ")
    assert parts == ["Problem", "Choice", "Price"]
    assert len(text_of(page).split()) < 350, "half a page"


def test_the_agents_guide_has_the_same_parts_in_both_languages() -> None:
    english, french = DOCS / "agents.md", DOCS / "agents.fr.md"

    for mark in (r"^#+ ", r"^\|", r"^\S.*\n\n"):
        counts = [len(re.findall(mark, text_of(page), re.MULTILINE)) for page in (english, french)]
        assert counts[0] == counts[1], mark


@pytest.mark.parametrize(("page", "language"), [("agents.md", "en"), ("agents.fr.md", "fr")])
def test_the_agents_guide_names_the_consoles_own_words(page: str, language: str) -> None:
    groups = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8")).values()
    shown = {pair[language] for group in groups for pair in group.values()}

    named = set(re.findall(r"\*\*(.+?)\*\*", text_of(DOCS / page)))
    assert len(named) > 20
    assert named - shown == set()
