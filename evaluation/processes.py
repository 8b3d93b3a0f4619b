"""The assistant's processes, started for a measurement or a test on free ports, and stopped again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import run
import settings
from evaluation.assistant import temporary_environment
from startup.model import MODELS

START_SECONDS = 240


class DidNotStart(Exception):
    """A process ended or stayed mute. The message holds the end of its log."""


@dataclass(frozen=True)
class Running:
    """A running installation of its own: settings, environment, process ids, logs under `settings.var_dir`."""

    settings: settings.Settings
    environment: Mapping[str, str]
    pids: Mapping[str, int]


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on at this moment."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


@contextmanager
def installation(
    var_dir: Path,
    *,
    extra: Mapping[str, str] | None = None,
    rasa: str = "rasa",
    rasa_options: str = "",
    through: str = "",
    models: Path = MODELS,
) -> Iterator[Running]:
    """Run Rasa, action server and bridge with everything under `var_dir`; the newest model must be trained.

    `extra` are further environment variables, `rasa` the module that runs Rasa's command line, `rasa_options` further
    words for `rasa run`, `through` a module that runs each process's own, `models` the folder of the brains' models.
    Raises DidNotStart.
    """
    rasa_port, messenger_port, actions_port, bridge_port = free_ports(4)
    environ = {
        **temporary_environment(var_dir),
        "RASA_PORT": str(rasa_port),
        "RASA_MESSENGER_PORT": str(messenger_port),
        "ACTIONS_PORT": str(actions_port),
        "BRIDGE_PORT": str(bridge_port),
        **(extra or {}),
    }
    given = settings.load(environ)
    run.build_stores(given)
    run.local_endpoints(given)
    environment = {
        **{k: v for k, v in os.environ.items() if k.lower() not in settings.NAMES},
        **run.QUIET,
        **run.ONE_THREAD,
        **environ,
    }
    commands = command_lines(given, rasa=rasa, rasa_options=rasa_options, through=through, models=models)
    with ExitStack() as stack:
        pids = {
            name: stack.enter_context(process(name, words, environment, var_dir)) for name, words in commands.items()
        }
        for name, url in given.servers.items():
            wait_for(f"{url}/", var_dir / f"{name}.log", pids[name])
        wait_for(f"http://{given.host}:{given.actions_port}/health", var_dir / "actions.log", pids["actions"])
        wait_for(f"{given.bridge_url}/health", var_dir / "bridge.log", pids["bridge"])
        yield Running(given, environment, pids)


def command_lines(
    given: settings.Settings,
    *,
    rasa: str = "rasa",
    rasa_options: str = "",
    through: str = "",
    models: Path = MODELS,
) -> dict[str, str]:
    """Return the command line of each process, as `installation` starts it."""
    commands = run.commands(given, models)
    for name in given.servers:
        commands[name] = f"{commands[name].replace('-m rasa ', f'-m {rasa} ')} {rasa_options}".strip()
    return {name: words.replace("-m ", f"-m {through} ", 1) if through else words for name, words in commands.items()}


@contextmanager
def process(name: str, command: str, environment: Mapping[str, str], log_dir: Path) -> Iterator[int]:
    """Run a command line, its output in `<name>.log`; yields its process id and ends it afterwards."""
    with (log_dir / f"{name}.log").open("ab") as log:
        started = subprocess.Popen(  # noqa: S603 - our own command lines
            command.split(), env=dict(environment), cwd=settings.ROOT, stdout=log, stderr=log
        )
        try:
            yield started.pid
        finally:
            started.send_signal(signal.SIGTERM)
            try:
                started.wait(timeout=15)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def wait_for(url: str, log: Path, pid: int) -> None:
    """Return when `url` answers 200; raises DidNotStart with the end of the log when its process is gone or late."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and _alive(pid):
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - addresses of this machine
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise DidNotStart(f"{url} does not answer; end of {log}:\n{log.read_text(errors='replace')[-3000:]}")


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process has used, user and system (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
