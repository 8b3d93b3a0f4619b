"""`make run` as an operator at a terminal has it: what is read on the way up, and Ctrl-C."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import settings
from evaluation.assistant import temporary_environment
from evaluation.processes import Running, free_ports
from tests.system.clients import Browser

START_SECONDS, STOP_SECONDS = 240, 25


class Terminal:
    """A terminal in which one command runs."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self.pid, self._screen = pty.fork()
        if self.pid == 0:
            os.chdir(settings.ROOT)
            os.execvpe(words[0], words, environment)  # noqa: S606 - ours
        self.output = ""

    def until(self, text: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.output and self._read():
            assert time.monotonic() < deadline, f"{text!r} not within {seconds} s:\n{self.output}"

    def press_ctrl_c(self) -> None:
        os.write(self._screen, b"\x03")

    def end(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self._read():
            assert time.monotonic() < deadline, f"still there after {seconds} s:\n{self.output}"
        os.waitpid(self.pid, 0)

    def close(self) -> None:
        os.close(self._screen)

    def _read(self) -> bool:
        if not select.select([self._screen], [], [], 1)[0]:
            return True
        try:
            read = os.read(self._screen, 65536)
        except OSError:  # how a terminal says that nobody is left
            return False
        self.output += read.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(read)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    ports = dict(zip(("RASA_PORT", "ACTIONS_PORT", "BRIDGE_PORT"), map(str, free_ports(3)), strict=True))
    return {**os.environ, **temporary_environment(tmp_path / "var"), **ports}


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Terminal]:
    # The environment is the one that these tests run in, whatever the times of its lock files.
    found = Terminal(["make", "--no-print-directory", "-o", ".venv/ready", "run"], environment)
    yield found
    if subprocess.run(["ps", "-p", str(found.pid)], capture_output=True).returncode == 0:
        os.kill(found.pid, signal.SIGTERM)
        os.waitpid(found.pid, 0)
    found.close()


@pytest.mark.model
def test_an_operator_reads_progress_and_addresses_and_ctrl_c_ends_it_all(
    terminal: Terminal, environment: dict[str, str], tmp_path: Path
) -> None:
    terminal.until("Ctrl-C stops everything.", START_SECONDS)

    lines = [line for line in terminal.output.splitlines() if line.strip()]
    assert [line for line in lines if not line.startswith(("quaid: ", "  "))] == []
    assert lines[0] == "quaid: knowledge base and search index …"
    assert f"http://localhost:{environment['RASA_PORT']}/assistant/" in terminal.output
    assert httpx.get(f"http://127.0.0.1:{environment['BRIDGE_PORT']}/health", trust_env=False, timeout=30).json()
    made = [path for path in (tmp_path / "var").rglob("*") if path.is_file()]
    assert {"door.db", "conversations.db", "tickets.db", "events.jsonl"} <= {path.name for path in made}
    assert [path for path in [tmp_path / "var", *made] if path.stat().st_mode & 0o077] == []

    page = Browser(Running(settings.load(environment), environment, {})).open()
    assert page.say("How early can I arrive in Canada before my program starts?")

    said = len(terminal.output)
    terminal.press_ctrl_c()
    terminal.end(STOP_SECONDS)

    lines = [line for line in terminal.output[said:].splitlines() if line not in ("", "^C")]
    assert "\n".join(lines) == "quaid: stopping …\nquaid: stopped"
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{environment['RASA_PORT']}/", trust_env=False)
