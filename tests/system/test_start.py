"""Starting: what must not start does not, and says why; what started listens to this machine alone."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import httpx
import pytest

import run
import settings
from evaluation.assistant import temporary_environment
from evaluation.processes import Running, free_ports
from settings import Settings

START_SECONDS = 200
ORDER = [one.name.upper() for one in fields(Settings)]


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
        **run.environment(settings.load(temporary_environment(tmp_path))),
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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # The checks hang on no single line of credentials.yml: each channel of ours brings them along.
        pytest.param("channels.rest.RestChannel: {}\nrest: {}\n", "UnsafeStart", id="without the door's routes"),
        # None of ours brings them: the store, which endpoints.yml names, refuses to keep what is heard.
        pytest.param("rest: {}\n", "rest: no channel of ours, so it does not mask; restore", id="strange ones alone"),
    ],
)
def test_rasa_does_not_start_with_these_channels(
    environment: dict[str, str], tmp_path: Path, written: str, said: str
) -> None:
    credentials = tmp_path / "credentials.yml"
    credentials.write_text(written, encoding="utf-8")

    words = ["rasa", "run", "--enable-api", "--model", str(tmp_path), "--port", environment["RASA_PORT"]]
    printed = refused([*words, "--credentials", str(credentials)], environment)

    assert said in printed


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("rest: {}\n", "rest: no channel of ours"),
        ("channels.web.WebChannel: {}\n", "DoorRoutes is missing"),
        ("rest: {\n", "restore it"),
        ("- a list\n", "restore it"),
        ("", "DoorRoutes is missing"),
    ],
)
def test_strange_channels_are_refused_before_anything_starts(
    environment: dict[str, str], tmp_path: Path, written: str, said: str
) -> None:
    given = settings.load(environment)
    run.refuse_strange_channels(given)

    (tmp_path / "credentials.yml").write_text(written, encoding="utf-8")
    with pytest.raises(run.CannotStart, match=f"credentials.yml: .*{said}"):
        run.refuse_strange_channels(given, tmp_path)


@pytest.mark.parametrize("words", [["handoff", "serve"], ["actions"]], ids=["bridge", "action server"])
def test_a_process_names_the_setting_it_lacks(environment: dict[str, str], words: list[str]) -> None:
    assert "BRIDGE_TOKEN is not set" in refused(words, {**environment, "BRIDGE_TOKEN": ""})


@pytest.fixture
def taken() -> Iterator[tuple[int, int]]:
    with socket.socket() as one, socket.socket() as other:
        for listener in (one, other):
            listener.bind(("127.0.0.1", 0))
            listener.listen()
        yield int(one.getsockname()[1]), int(other.getsockname()[1])


def test_ports_that_are_taken_are_all_named(environment: dict[str, str], taken: tuple[int, int]) -> None:
    one, other = taken
    given = settings.load({**environment, "RASA_PORT": str(one), "BRIDGE_PORT": str(other)})

    with pytest.raises(run.CannotStart, match=rf"already in use: RASA_PORT={one}, BRIDGE_PORT={other};"):
        run.refuse_unusable_ports(given)


def test_free_ports_are_not_refused(environment: dict[str, str]) -> None:
    run.refuse_unusable_ports(settings.load(environment))


@pytest.mark.parametrize("host", ["203.0.113.9", "no-such-machine.invalid"])
def test_a_host_that_is_not_this_machine_is_said_to_be_that(environment: dict[str, str], host: str) -> None:
    with pytest.raises(run.CannotStart, match=rf"HOST={host} is no address of this machine"):
        run.refuse_unusable_ports(settings.load({**environment, "HOST": host}))


def test_the_start_names_every_setting_that_cannot_be_used_each_on_its_line(environment: dict[str, str]) -> None:
    wrong = {"RASA_PORT": "99999", "DOOR_URL": "nonsense", "TURN_TIMEOUT": "nan", "LOG_LEVEL": "loud"}

    ended = subprocess.run(
        [sys.executable, "run.py"], env={**environment, **wrong}, cwd=settings.ROOT, capture_output=True, text=True
    )

    assert ended.returncode == 1
    assert ended.stdout == ""
    *problems, hint = ended.stderr.splitlines()
    assert [line.split()[:2] for line in problems] == [["quaid:", name] for name in sorted(wrong, key=ORDER.index)]
    assert hint.startswith("quaid: (")


@pytest.mark.parametrize("words", [["handoff", "disable-agent", "X"], ["retention", "expire"], ["privacy", "report"]])
def test_every_command_names_them_in_one_line(environment: dict[str, str], words: list[str]) -> None:
    printed = refused(words, {**environment, "RASA_PORT": "99999", "LOG_LEVEL": "loud"})

    (line,) = printed.splitlines()
    assert line.startswith(f"{words[0]}: RASA_PORT cannot be used; write a port from 1 to 65535; LOG_LEVEL cannot")


def test_a_store_that_cannot_be_made_is_no_traceback(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    ended = subprocess.run(
        [sys.executable, "run.py"],
        env={**environment, "VAR_DIR": str(tmp_path / "file" / "var")},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("quaid: ")
    assert "Traceback" not in ended.stderr


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
