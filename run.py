"""One command for the whole assistant: checks what must be there, then Rasa (one server, or one for each brain), action
server and bridge together.

Model, knowledge base and search index are built first when they are missing or older than their sources.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from honcho.manager import Manager

import settings
from knowledge_base import RESPONSES, KnowledgeError
from knowledge_base import ensure as ensure_knowledge
from search_engine import SearchError
from search_engine import ensure as ensure_index

ENDPOINTS = settings.ROOT / "endpoints.yml"
MODELS = settings.ROOT / "models"
START_SECONDS = 180
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONUNBUFFERED": "1",
}
# For serving, not for training. One message at a time on small matrices: more threads only wait for each other.
ONE_THREAD = {
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


class CannotStart(Exception):
    """Something that `make run` needs is not there. The message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl-C or until one process ends, or only `train`; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python run.py", description=__doc__)
    parser.add_argument("only", nargs="?", choices=["train"], help="train what changed, and stop there")
    only = parser.parse_args(arguments).only
    try:
        if only == "train":
            train(settings.brains_wanted())
            return 0
        settings.write_env_file()
        given = settings.load()
        refuse_taken_ports(given)
        prepare(given)
    except (CannotStart, settings.SettingsError, KnowledgeError, SearchError) as error:
        print(f"quaid: {error}", file=sys.stderr)
        return 1
    manager = Manager()
    for name, command in commands(given).items():
        manager.add_process(name, command, env={**environment(), **ONE_THREAD}, cwd=str(settings.ROOT))
    threading.Thread(target=announce, args=(given,), daemon=True).start()
    manager.loop()
    return int(manager.returncode or 0)


def prepare(given: settings.Settings) -> None:
    """Build what is missing or stale: the model, the knowledge base, the search index."""
    print("quaid: knowledge base and search index …", flush=True)
    build_stores(given)
    train(given.brains)
    local_endpoints(given)


def train(brains: str, *options: str, models: Path = MODELS, sources: Path = settings.ROOT) -> None:
    """Train the model, or that of each brain; Rasa trains only what changed, and nothing when nothing did.

    `options` are further words for `rasa train`, `sources` the folder that holds data/ and brains/. Raises CannotStart.
    """
    for name, words in trainings(brains, models, sources).items():
        print(f"quaid: {name} …", flush=True)
        command = [sys.executable, "-m", "rasa", "train", *words, *options]
        if subprocess.run(command, env=environment(), cwd=settings.ROOT).returncode:
            raise CannotStart("training failed; what Rasa printed above says where")


def trainings(brains: str, models: Path = MODELS, sources: Path = settings.ROOT) -> dict[str, list[str]]:
    """Return what is trained, each with its options for `rasa train`."""
    if brains == "one":
        return {"model": []}
    return {
        f"{brain} brain": ["--data", f"{sources}/data", f"{sources}/brains/{brain}", "--out", str(models / brain)]
        for brain in settings.BRAINS
    }


def build_stores(given: settings.Settings) -> None:
    """Build the knowledge base and the search index when they are missing or older than their sources."""
    given.var_dir.mkdir(parents=True, exist_ok=True)
    ensure_knowledge(given.knowledge_url, RESPONSES)
    ensure_index(given.search_index_dir)


def commands(given: settings.Settings, models: Path = MODELS) -> dict[str, str]:
    """Return the command line of each process; with two brains each server has its model and its channels."""
    python = sys.executable
    rasa = f"{python} -m rasa run --interface {given.host} --endpoints {given.var_dir / ENDPOINTS.name}"
    servers = {"rasa": f"{rasa} --port {given.rasa_port}"}
    if given.brains == "two":
        ports = {settings.WEB: given.rasa_port, settings.MESSENGER: given.rasa_messenger_port}
        own = "--model {models}/{brain} --credentials brains/{brain}/credentials.yml"
        servers = {
            f"rasa-{brain}": f"{rasa} --port {port} {own.format(models=models, brain=brain)}"
            for brain, port in ports.items()
        }
    return {"bridge": f"{python} -m handoff serve", "actions": f"{python} -m actions", **servers}


def environment() -> dict[str, str]:
    """Return what the processes get: ours, and no calls home from Rasa or its sanitizers."""
    return {**settings.merged(settings.read_env_file(settings.ENV_FILE), os.environ), **QUIET}


def local_endpoints(given: settings.Settings) -> Path:
    """Write endpoints.yml with this installation's action server; plain `rasa shell` keeps the default one."""
    text = ENDPOINTS.read_text(encoding="utf-8")
    target = given.var_dir / ENDPOINTS.name
    target.write_text(text.replace("http://localhost:5055/webhook", given.actions_url), encoding="utf-8")
    return target


def refuse_taken_ports(given: settings.Settings) -> None:
    """Raise CannotStart naming every port that something else listens on."""
    taken = []
    second = ("rasa_messenger_port",) if given.brains == "two" else ()
    for name in ("rasa_port", *second, "actions_port", "bridge_port"):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((given.host, getattr(given, name)))
            except OSError:
                taken.append(f"{name.upper()}={getattr(given, name)}")
    if taken:
        raise CannotStart(f"already in use: {', '.join(taken)}; stop what listens there or set another port in .env")


def announce(given: settings.Settings) -> None:
    """Print the addresses once everything answers."""
    health = f"{given.bridge_url}/health"
    deadline = time.monotonic() + START_SECONDS
    # Rasa takes longest; the bridge's health page, which asks all of them, comes last.
    waiting = [*(f"{url}/" for url in given.servers.values()), health]
    while waiting and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(waiting[0], timeout=5):  # noqa: S310 - our own addresses, from the settings
                waiting.pop(0)
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    if not waiting:
        print(_addresses(given), flush=True)
        return
    print(f"quaid: not everything answers after {START_SECONDS} s; {health} says what is missing", flush=True)


def _addresses(given: settings.Settings) -> str:
    return (
        "\n  Quaid is ready."
        f"\n  The client's page:   {given.public_url}/assistant/"
        f"\n  The agents' console: {given.bridge_url}/console"
        "\n  First account:       .venv/bin/python -m handoff add-agent NAME"
        "\n  Ctrl-C stops everything.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
