from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from handoff.__main__ import main
from handoff.accounts import Accounts
from handoff.clock import now
from handoff.schema import events, tickets
from handoff.store import Store
from settings import ROOT
from tests.handoff.bridge import C1, PASSWORD, Bridge

SECRETS = {
    key: f"{key}-{'x' * 32}" for key in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY")
}


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    for name, value in {**SECRETS, "VAR_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    return Accounts(Store(f"sqlite:///{tmp_path}/tickets.db"), now)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_first_account_is_made_on_the_terminal(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, f"{PASSWORD}\n")

    assert main(["add-agent", "Robin", "--supervisor", "--language", "fr", "--password-stdin"]) == 0

    agent = accounts.authenticate("robin", PASSWORD)
    assert agent is not None
    assert (agent.name, agent.supervisor, agent.language) == ("Robin", True, "fr")


def test_short_password_makes_no_account(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "short\n")

    assert main(["add-agent", "Robin", "--password-stdin"]) == 1
    assert "5 characters; use 12 or more" in capsys.readouterr().err
    assert accounts.authenticate("robin", "short") is None


def test_password_is_replaced_and_the_account_closed_and_opened(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.add("Robin", PASSWORD)
    typed(monkeypatch, "another long password\n")

    assert main(["set-password", "robin", "--password-stdin"]) == 0
    assert accounts.authenticate("robin", PASSWORD) is None
    assert main(["disable-agent", "Robin"]) == 0
    assert accounts.authenticate("robin", "another long password") is None
    assert main(["enable-agent", "Robin"]) == 0
    assert accounts.authenticate("robin", "another long password") is not None


def test_an_erased_agent_is_in_no_byte_and_what_was_done_stays(
    quiet_bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**SECRETS, "VAR_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    desk, accounts = quiet_bridge.services.desk, quiet_bridge.services.accounts
    agent = accounts.add("Robin Quelqu'un", PASSWORD)
    quiet_bridge.open(C1)
    with quiet_bridge.services.store.read() as connection:
        ticket = connection.execute(select(tickets.c.id)).scalar_one()
    desk.take(agent, ticket)

    assert main(["erase-agent", "robin quelqu'un"]) == 1
    assert "has 1 open tickets" in capsys.readouterr().err
    desk.give_back(agent, ticket)
    assert main(["erase-agent", "robin quelqu'un"]) == 0

    assert accounts.authenticate("robin quelqu'un", PASSWORD) is None
    assert b"quelqu'un" not in b"".join(file.read_bytes() for file in tmp_path.glob("tickets.db*")).lower()
    with quiet_bridge.services.store.read() as connection:
        taken = connection.execute(select(events.c.agent_id).where(events.c.kind == "taken")).scalar_one()
    assert taken == agent.id


def test_unknown_agent_is_named(accounts: Accounts, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disable-agent", "Nobody"]) == 1
    assert "'Nobody' does not exist" in capsys.readouterr().err


def test_serve_answers_on_its_port(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"VAR_DIR": str(tmp_path), "BRIDGE_PORT": str(port), "RASA_PORT": "9", "ACTIONS_PORT": "7"}
    server = subprocess.Popen(
        [sys.executable, "-m", "handoff", "serve"], cwd=ROOT, env={**os.environ, **SECRETS, **settings}
    )
    try:
        answer = first_answer(f"http://127.0.0.1:{port}/health")
    finally:
        server.terminate()
        server.wait(timeout=20)

    assert answer.status_code == 503
    assert answer.json()["processes"] == {"bridge": "up", "rasa": "down", "actions": "down"}


def first_answer(address: str, seconds: float = 60.0) -> httpx.Response:
    end = time.monotonic() + seconds
    while True:
        try:
            return httpx.get(address, trust_env=False)
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_without_a_terminal_the_password_is_asked_for_nowhere(accounts: Accounts) -> None:
    """As in a container's start script: it used to end in a traceback."""
    ended = subprocess.run(
        [sys.executable, "-m", "handoff", "add-agent", "Robin"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,  # no terminal to open either
    )

    assert ended.returncode == 1
    assert ended.stderr == "handoff: no terminal to ask for the password on; give its line with --password-stdin\n"


def test_a_name_that_no_account_can_have_is_said_before_a_password_is_asked_for(
    accounts: Accounts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add-agent", "#1"]) == 1
    assert "use 1 to 64 letters" in capsys.readouterr().err


def test_nobody_else_can_read_what_is_made(tmp_path: Path) -> None:
    made = tmp_path / "var"
    subprocess.run(
        [sys.executable, "-m", "handoff", "add-agent", "Robin", "--password-stdin"],
        cwd=ROOT,
        env={**os.environ, **SECRETS, "VAR_DIR": str(made)},
        input=f"{PASSWORD}\n",
        check=True,
        text=True,
        umask=0o022,
    )

    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o600}
    assert made.stat().st_mode & 0o777 == 0o700
