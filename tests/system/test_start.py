"""Starting: what must not start does not, and says why; what started listens to this machine alone."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

import run
import settings
from evaluation.assistant import temporary_environment
from evaluation.processes import Running, free_ports
from settings import Settings

START_SECONDS = 200


def refused(words: list[str], environment: Mapping[str, str]) -> str:
    """Run a command that must end by itself and not well; return what it printed."""
    ended = subprocess.run(
        [sys.executable, "-m", *words],
        env=dict(environment),
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    assert ended.returncode != 0
    return ended.stdout + ended.stderr


# What must not start --------------------------------------------------------------------------------------------


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of an installation of its own with nothing in it yet."""
    ports = dict(zip(("RASA_PORT", "ACTIONS_PORT", "BRIDGE_PORT"), map(str, free_ports(3)), strict=True))
    return {
        **run.environment(),
        **temporary_environment(tmp_path),
        **ports,
    }


def test_rasa_does_not_start_with_a_mistyped_class(environment: dict[str, str], tmp_path: Path) -> None:
    """By itself Rasa would start, with one warning, and keep everybody's words unmasked in memory."""
    endpoints = tmp_path / "endpoints.yml"
    text = run.ENDPOINTS.read_text(encoding="utf-8")
    assert "MaskingTrackerStore" in text
    endpoints.write_text(text.replace("MaskingTrackerStore", "MaskingTrakerStore"), encoding="utf-8")

    # Without a model, which --enable-api allows: it is quicker, and the stores are looked at first.
    words = ["rasa", "run", "--enable-api", "--model", str(tmp_path), "--port", environment["RASA_PORT"]]
    printed = refused([*words, "--endpoints", str(endpoints)], environment)

    assert "the tracker store is InMemoryTrackerStore, which does not mask" in printed


@pytest.mark.parametrize("words", [["handoff", "serve"], ["actions"]], ids=["bridge", "action server"])
def test_a_process_names_the_setting_it_lacks(environment: dict[str, str], words: list[str]) -> None:
    assert "BRIDGE_TOKEN is not set" in refused(words, {**environment, "BRIDGE_TOKEN": ""})


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield int(one.getsockname()[1])


def test_ports_that_are_taken_are_all_named(environment: dict[str, str], taken: int) -> None:
    given = settings.load({**environment, "RASA_PORT": str(taken), "BRIDGE_PORT": str(taken)})

    with pytest.raises(run.CannotStart, match=rf"RASA_PORT={taken}, BRIDGE_PORT={taken}"):
        run.refuse_taken_ports(given)


def test_free_ports_are_not_refused(environment: dict[str, str]) -> None:
    run.refuse_taken_ports(settings.load(environment))


# What starts ----------------------------------------------------------------------------------------------------


def test_rasa_is_told_where_this_installations_actions_are(given: Settings) -> None:
    written = run.local_endpoints(given).read_text(encoding="utf-8")

    assert given.actions_url in written
    assert "localhost:5055" not in written
    assert "storage.tracker_store.MaskingTrackerStore" in written


def test_no_secret_is_on_a_command_line(given: Settings) -> None:
    """Every user of a machine can read its command lines."""
    shown = " ".join(run.commands(given).values())

    assert not any(secret in shown for secret in (given.door_key, given.bridge_token, given.internal_token))


@pytest.mark.model
def test_everything_is_up_and_says_so(running: Running) -> None:
    response = httpx.get(f"{running.settings.bridge_url}/health", timeout=30, trust_env=False)

    assert response.status_code == 200
    assert response.json()["processes"] == {"bridge": "up", "rasa": "up", "actions": "up"}


@pytest.mark.model
def test_nothing_listens_beyond_this_machine(running: Running) -> None:
    """The action server asks nobody for a token."""
    given = running.settings
    listening = listeners()
    for port in (given.rasa_port, given.actions_port, given.bridge_port):
        assert listening[port] == {"0100007F"}, f"port {port}"


def listeners() -> dict[int, set[str]]:
    """Return for each port the local addresses that are listened on, as the kernel writes them (proc(5))."""
    found: dict[int, set[str]] = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            local, state = (line.split()[1], line.split()[3])
            if state == "0A":
                address, port = local.split(":")
                found.setdefault(int(port, 16), set()).add(address)
    return found
