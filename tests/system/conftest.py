"""Who takes part in the system tests, each with an address of their own in the one running installation."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import run
from evaluation.processes import Running, process, wait_for
from tests.fakes.graph import FakeGraph
from tests.system.clients import Agent, Browser, Person, Rest


@pytest.fixture
def rest(running: Running) -> Rest:
    return Rest(running)


@pytest.fixture
def person(running: Running, graph: FakeGraph) -> Person:
    return Person(running, graph)


@pytest.fixture
def browser(running: Running) -> Iterator[Callable[..., Browser]]:
    """Make pages; all are closed at the end of the test."""
    made: list[Browser] = []

    def make(**options: object) -> Browser:
        made.append(Browser(running, **options))  # type: ignore[arg-type]  # a test's own words
        return made[-1]

    yield make
    for page in made:
        if hasattr(page, "socket"):
            page.close()


@pytest.fixture(scope="session")
def agent(running: Running) -> Iterator[Agent]:
    with Agent.at_work(running) as one:
        yield one


class Outages:
    """Kills a process of the installation and starts it again."""

    def __init__(self, running: Running, stack: ExitStack) -> None:
        self._running = running
        self._stack = stack
        self._pids = dict(running.pids)

    def kill(self, name: str) -> None:
        """As a crash would: without a chance to tidy up. Returns once it is gone."""
        os.kill(self._pids[name], signal.SIGKILL)
        while _lives(self._pids[name]):
            time.sleep(0.02)

    @contextmanager
    def hung(self, name: str) -> Iterator[None]:
        """Let a process take connections and answer none."""
        os.kill(self._pids[name], signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._pids[name], signal.SIGCONT)

    def start(self, name: str) -> None:
        given = self._running.settings
        command = f"{run.commands(given)[name]} {'--debug' if name == 'rasa' else ''}".strip()
        self._pids[name] = self._stack.enter_context(process(name, command, self._running.environment, given.var_dir))
        address = {
            "actions": f"http://{given.host}:{given.actions_port}/health",
            # Not /health, which tells of all three.
            "bridge": f"{given.bridge_url}/console/login",
            "rasa": f"{given.rasa_url}/",
        }[name]
        wait_for(address, given.var_dir / f"{name}.log", self._pids[name])


@pytest.fixture(scope="session")
def outages(running: Running) -> Iterator[Outages]:
    with ExitStack() as stack:
        yield Outages(running, stack)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
