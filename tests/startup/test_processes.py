"""Processes that live and end together, as the operator sees it: real processes, real signals."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from settings import ROOT

RUN = """
import json, os, sys
from pathlib import Path
from startup.processes import run_together
sys.exit(run_together(json.loads(sys.argv[1]), dict(os.environ), Path(sys.argv[2])))
"""
LIVES = """
import signal, sys, time
def stop(*_):
    time.sleep(PAUSE)
    print("tidied up", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("up", flush=True)
time.sleep(60)
"""
QUICK, SLOW = LIVES.replace("PAUSE", "0"), LIVES.replace("PAUSE", "6")
DIES = "import time, sys; time.sleep(1); sys.exit(7)"


class Together:
    def __init__(self, folder: Path, scripts: Mapping[str, str]) -> None:
        commands = {}
        for name, script in scripts.items():
            (folder / f"{name}.py").write_text(script, encoding="utf-8")
            commands[name] = f"{sys.executable} {folder / name}.py"
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", RUN, json.dumps(commands), str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""

    def until(self, text: str, times: int = 1) -> None:
        assert self.process.stdout is not None
        while self.output.count(text) < times:
            line = self.process.stdout.readline()
            assert line, self.output
            self.output += line

    def end(self) -> int:
        assert self.process.stdout is not None
        self.output += self.process.stdout.read()
        return self.process.wait(timeout=30)


@contextmanager
def together(folder: Path, **scripts: str) -> Any:
    started = Together(folder, scripts)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.wait()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_who_is_asked_to_stop_says_so_and_that_is_no_failure(tmp_path: Path, asked: signal.Signals) -> None:
    with together(tmp_path, one=QUICK, two=QUICK) as running:
        running.until("| up", times=2)
        running.process.send_signal(asked)

        assert running.end() == 0
        said = [line for line in running.output.splitlines() if line and " | " not in line]
        assert said == ["quaid: stopping …", "quaid: stopped"]


def test_a_process_that_needs_its_time_to_stop_is_not_killed(tmp_path: Path) -> None:
    with together(tmp_path, one=SLOW, two=QUICK) as running:
        running.until("| up", times=2)
        running.process.send_signal(signal.SIGINT)

        assert running.end() == 0
        assert running.output.count("tidied up") == 2
        assert "killed" not in running.output


def test_a_process_that_ends_by_itself_is_named_and_stops_the_others(tmp_path: Path) -> None:
    began = time.monotonic()
    with together(tmp_path, **{"rasa-web": QUICK, "rasa-messenger": DIES}) as running:
        assert running.end() == 1

    assert "quaid: rasa-messenger ended by itself (exit code 7); stopping the others" in running.output
    assert running.output.rstrip().endswith("quaid: stopped")
    assert time.monotonic() - began < 20
