"""One command for the whole assistant: checks what must be there, then Rasa, action server and bridge together.

Model, knowledge base and search index are built first when they are missing or older than their sources.
"""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

import settings
from knowledge_base import RESPONSES, KnowledgeError
from knowledge_base import ensure as ensure_knowledge
from search_engine import SearchError
from search_engine import ensure as ensure_index
from startup import model
from startup.environment import ONE_THREAD as ONE_THREAD
from startup.environment import QUIET as QUIET
from startup.private import close_to_others
from startup.processes import run_together

ENDPOINTS = settings.ROOT / "endpoints.yml"
DOOR_ROUTES = "channels.door_routes.DoorRoutes"
START_SECONDS = 180


class CannotStart(Exception):
    """Something that `make run` needs is not there. The message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl-C or until one process ends; returns the exit code, 0 when it was asked to stop."""
    argparse.ArgumentParser(prog="run.py", description=__doc__).parse_args(arguments)
    began = time.monotonic()
    try:
        given = own_settings()
        refuse_unusable_ports(given)
        refuse_strange_channels(given)
        prepare(given)
    except KeyboardInterrupt:
        print("\nquaid: stopped", flush=True)
        return 0
    except settings.SettingsError as error:
        print("\n".join(f"quaid: {line}" for line in error.lines()), file=sys.stderr)
        return 1
    except (CannotStart, model.TrainingFailed, KnowledgeError, SearchError, OSError) as error:
        print(f"quaid: {error}", file=sys.stderr)
        return 1
    print("quaid: starting bridge, action server and Rasa …", flush=True)
    threading.Thread(target=announce, args=(given, began), daemon=True).start()
    return run_together(commands(given), {**environment(given), **ONE_THREAD}, settings.ROOT)


def own_settings() -> settings.Settings:
    """Return the installation's settings; one without any secret gets fresh ones. Raises SettingsError."""
    known = settings.merged(settings.read_env_file().values, os.environ)
    if not settings.has_secrets(known):
        written = settings.fill_env_file(environ=os.environ)
        print(f"quaid: fresh {', '.join(written)} written into {settings.ENV_FILE.name}", flush=True)
    return settings.load()


def prepare(given: settings.Settings) -> None:
    """Build what is missing or stale: the knowledge base, the search index, the model."""
    print("quaid: knowledge base and search index …", flush=True)
    build_stores(given)
    model.ensure_all(given.brains, lambda words: model.rasa(words, environment(given)))
    local_endpoints(given)


def build_stores(given: settings.Settings) -> None:
    """Build the knowledge base and the search index when they are missing or older than their sources."""
    given.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_others(given)
    ensure_knowledge(given.knowledge_url, RESPONSES)
    ensure_index(given.search_index_dir)


def commands(given: settings.Settings, models: Path = model.MODELS) -> dict[str, str]:
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


def environment(given: settings.Settings) -> dict[str, str]:
    """Return what the processes get: ours, and no calls home from Rasa or its sanitizers."""
    return {**settings.merged(settings.read_env_file().values, os.environ), **QUIET}


def local_endpoints(given: settings.Settings) -> Path:
    """Write endpoints.yml with this installation's action server; plain `rasa shell` keeps the default one."""
    text = ENDPOINTS.read_text(encoding="utf-8")
    target = given.var_dir / ENDPOINTS.name
    target.write_text(text.replace("http://localhost:5055/webhook", given.actions_url), encoding="utf-8")
    return target


def refuse_unusable_ports(given: settings.Settings) -> None:
    """Raise CannotStart naming every port that something else listens on, or a host that is not this machine."""
    taken = []
    for name in settings.ports_of(given.brains):
        port = getattr(given, name)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((given.host, port))
            except PermissionError:
                raise CannotStart(f"{name.upper()}={port} is for root alone; set one from 1024 in .env") from None
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise CannotStart(f"HOST={given.host} is no address of this machine; set another in .env") from None
                taken.append(f"{name.upper()}={port}")
    if taken:
        raise CannotStart(f"already in use: {', '.join(taken)}; stop what listens there or set another port in .env")


def refuse_strange_channels(given: settings.Settings, folder: Path = settings.ROOT) -> None:
    """Raise CannotStart for credentials with a channel that is not ours, or without the one that brings the checks.

    Where no channel of ours is left, nothing of ours would be asked when Rasa starts.
    """
    brains = [Path("brains") / name for name in settings.BRAINS] if given.brains == "two" else [Path()]
    for path in (brain / "credentials.yml" for brain in brains):
        try:
            channels = dict(YAML(typ="safe").load(folder / path) or {})
        except (OSError, YAMLError, TypeError, ValueError):
            raise CannotStart(f"{path}: cannot be read as channels and their settings; restore it") from None
        strange = sorted(str(name) for name in channels if not str(name).startswith("channels."))
        if strange:
            raise CannotStart(f"{path}: {', '.join(strange)}: no channel of ours, so it does not mask; remove it")
        if DOOR_ROUTES not in channels:
            raise CannotStart(f"{path}: {DOOR_ROUTES} is missing; put it back, nothing works without it")


def announce(given: settings.Settings, began: float) -> None:
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
        print(_addresses(given, time.monotonic() - began), flush=True)
        return
    print(f"quaid: not everything answers after {START_SECONDS} s; {health} says what is missing", flush=True)


def _addresses(given: settings.Settings, seconds: float) -> str:
    return (
        f"\n  Quaid is ready, after {seconds:.0f} s."
        f"\n  The client's page:   {given.public_url}/assistant/"
        f"\n  The agents' console: {given.bridge_url}/console"
        "\n  First account:       .venv/bin/python -m handoff add-agent NAME"
        "\n  Ctrl-C stops everything.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
