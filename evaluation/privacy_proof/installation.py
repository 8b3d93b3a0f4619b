"""A whole installation with faults in it, of which any process can be killed and started again."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.processes import Running, command_lines, installation, process, wait_for
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN, FakeGraph

FAULTY = "evaluation.privacy_proof.faulty"
OPTIONS = "--debug --enable-api"


@dataclass
class Faulty:
    """The installation, and what can be done to it."""

    root: Path
    running: Running
    graph: FakeGraph
    stack: ExitStack
    pids: dict[str, int] = field(default_factory=dict)

    def kill(self, name: str) -> None:
        """As a crash would: without a chance to tidy up."""
        os.kill(self.pids[name], signal.SIGKILL)

    def start(self, name: str) -> None:
        """Start a killed process again and wait until it answers."""
        given = self.running.settings
        words = command_lines(given, rasa_options=OPTIONS, through=FAULTY)[name]
        self.pids[name] = self.stack.enter_context(process(name, words, self.running.environment, given.var_dir))
        address = {
            "actions": f"http://{given.host}:{given.actions_port}/health",
            "bridge": f"{given.bridge_url}/console/login",
            "rasa": f"{given.rasa_url}/",
        }[name]
        wait_for(address, given.var_dir / f"{name}.log", self.pids[name])

    @contextmanager
    def locked(self, store: str) -> Iterator[None]:
        """Hold a store's lock, so that whoever writes to it waits in vain."""
        path = self.running.settings.var_dir / f"{store}.db"
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as db:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("ROLLBACK")

    @contextmanager
    def lost(self, store: str) -> Iterator[None]:
        """Take a store's tables away for a while: every statement fails, and says what it was about."""
        path = self.running.settings.var_dir / f"{store}.db"
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as db:
            db.execute("ALTER TABLE events RENAME TO events_elsewhere")
            try:
                yield
            finally:
                time.sleep(0.5)
                db.execute("ALTER TABLE events_elsewhere RENAME TO events")


@contextmanager
def faulty_installation(root: Path) -> Iterator[Faulty]:
    """Start everything under `root` at debug level, with Messenger, Rasa's own API and all faults."""
    folders = {name: root / name for name in ("var", "tmp", "home")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    with FakeGraph.serving() as graph, ExitStack() as stack:
        extra = {
            "MESSENGER_PAGE_TOKEN": PAGE_TOKEN,
            "MESSENGER_APP_SECRET": APP_SECRET,
            "MESSENGER_VERIFY_TOKEN": "made-up-verify-token",
            "MESSENGER_GRAPH_URL": graph.url,
            "LOG_LEVEL": "DEBUG",
            "TMPDIR": str(folders["tmp"]),
            "HOME": str(folders["home"]),
        }
        running = stack.enter_context(installation(folders["var"], extra=extra, rasa_options=OPTIONS, through=FAULTY))
        yield Faulty(root, running, graph, stack, dict(running.pids))
