"""The first start on a machine: where secrets come from, without a question asked in a circle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import settings

SECRETS = tuple(name.upper() for name in settings.NAMES if settings.is_secret(name))
START = "import run; print(run.own_settings().rasa_port)"

Python = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def python(tmp_path: Path) -> Python:
    """Runs Python with the settings of a repository of its own, whose `.env` has ports alone."""
    shutil.copytree(settings.ROOT / "settings", tmp_path / "settings")
    shutil.copy(settings.ENV_EXAMPLE, tmp_path)
    (tmp_path / ".env").write_text("RASA_PORT=7205\n", encoding="utf-8")
    clean = {k: v for k, v in os.environ.items() if k.removesuffix("_FILE").lower() not in settings.NAMES}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**clean, "PYTHONPATH": f"{tmp_path}:{settings.ROOT}"}
        return subprocess.run([sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True, text=True)

    return run


def test_a_start_without_any_secret_writes_them_and_says_so(python: Python, tmp_path: Path) -> None:
    first, second = python("-c", START), python("-c", START)

    said, port = first.stdout.splitlines()
    assert said.startswith("quaid: fresh DOOR_KEY, ")
    assert said.endswith("written into .env")
    assert port == "7205"
    assert second.stdout == "7205\n"
    lines = (tmp_path / ".env").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "RASA_PORT=7205"
    assert {line.partition("=")[0] for line in lines[1:]} == set(SECRETS)


def test_the_command_that_is_named_mends_what_it_is_named_for(python: Python, tmp_path: Path) -> None:
    """Some secrets are there and some are not: an operator decides, and the command does it."""
    with (tmp_path / ".env").open("a", encoding="utf-8") as file:
        file.write(f"DOOR_KEY={'k' * 40}\n")
    refused = python("-c", START)
    assert refused.returncode != 0
    assert ".venv/bin/python -m settings writes the missing secrets into .env" in refused.stderr

    mended, again = python("-m", "settings"), python("-m", "settings")

    assert mended.returncode == again.returncode == 0
    assert mended.stdout.splitlines()[0].startswith(".env: fresh BRIDGE_TOKEN, ")
    assert again.stdout == "settings: all can be used\n"
    assert python("-c", START).stdout == "7205\n"


def test_the_command_says_what_else_is_wrong_each_on_its_line(python: Python, tmp_path: Path) -> None:
    with (tmp_path / ".env").open("a", encoding="utf-8") as file:
        file.write("RASA_PROT=7206\nBRIDGE_PORT=99999\n")

    ended = python("-m", "settings")

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[:2] == [
        "settings: RASA_PROT in .env is no setting; did you mean RASA_PORT?",
        "settings: BRIDGE_PORT cannot be used; write a port from 1 to 65535",
    ]
