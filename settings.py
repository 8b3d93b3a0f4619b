"""The only reader of the environment: every process asks here, at start, and fails by name.

Values come from the environment, else from the file `.env` beside this module. Secrets have no
default; `python settings.py` writes a `.env` with fresh ones.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENV_FILE = ROOT / ".env"
ENV_EXAMPLE = ROOT / ".env.example"

# Long enough for HMAC-SHA256 and a Fernet key derived from it; a shorter one is a mistake.
MIN_SECRET_LENGTH = 32


class SettingsError(Exception):
    """A setting is missing or unusable. The message names it and says how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and another.

    A field `door_key` is read from the environment variable `DOOR_KEY`. Fields without a default
    must be set. URLs of stores are SQLAlchemy URLs; times are in seconds.
    """

    # Secrets -----------------------------------------------------------------------------
    door_key: str
    """Keys conversation ids, signs web sessions and encrypts the channel addresses."""
    bridge_token: str
    """What the door and the actions show to the ticket bridge."""
    internal_token: str
    """What the ticket bridge shows to the door's internal routes."""
    rest_token: str
    """What callers of the REST channel show."""
    console_key: str
    """Signs the console's login sessions."""

    # Where things are kept ----------------------------------------------------------------
    var_dir: Path = ROOT / "var"
    conversations_url: str = ""
    door_url: str = ""
    knowledge_url: str = ""
    tickets_url: str = ""
    events_file: Path = Path()
    search_index_dir: Path = Path()

    # Addresses ----------------------------------------------------------------------------
    host: str = "127.0.0.1"
    rasa_port: int = 5005
    actions_port: int = 5055
    bridge_port: int = 5056
    public_url: str = ""
    """Where clients reach the web page; the default is this machine."""
    allowed_origins: tuple[str, ...] = ()
    """Origins whose pages may open the web channel; the default is the public URL's own."""
    bridge_url: str = ""
    rasa_url: str = ""
    actions_url: str = ""

    # Messenger (off while the page token is empty) ------------------------------------------
    messenger_page_token: str = ""
    messenger_app_secret: str = ""
    messenger_verify_token: str = ""
    messenger_graph_url: str = "https://graph.facebook.com/v21.0"

    # Behaviour ----------------------------------------------------------------------------
    turn_timeout: float = 8.0
    """After this long without a reply the door speaks for itself."""
    max_message_length: int = 2000


NAMES = frozenset(field.name for field in fields(Settings))


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Build the settings from `environ` (default: the process environment over `.env`).

    Raises SettingsError naming every setting that is missing or cannot be read, all at once.
    """
    if environ is None:
        environ = {**read_env_file(ENV_FILE), **os.environ}
    values: dict[str, object] = {}
    problems: list[str] = []
    for field in fields(Settings):
        raw = environ.get(field.name.upper(), "").strip()
        if not raw:
            if field.default is not None and is_secret(field.name):
                problems.append(f"{field.name.upper()} is not set")
            continue
        try:
            values[field.name] = _read(str(field.type), raw)
        except ValueError as error:
            problems.append(f"{field.name.upper()}: {error}")
            continue
        if is_secret(field.name) and len(raw) < MIN_SECRET_LENGTH:
            problems.append(f"{field.name.upper()} is shorter than {MIN_SECRET_LENGTH} characters")
    if problems:
        hint = "see .env.example; 'python settings.py' writes a .env with fresh secrets"
        raise SettingsError("; ".join(problems) + f" ({hint})")
    return _with_derived(Settings(**values))  # type: ignore[arg-type]  # checked field by field


def is_secret(name: str) -> bool:
    return name in ("door_key", "bridge_token", "internal_token", "rest_token", "console_key")


def _read(kind: str, raw: str) -> object:
    if kind == "int":
        return int(raw)
    if kind == "float":
        return float(raw)
    if kind == "Path":
        return Path(raw) if Path(raw).is_absolute() else ROOT / raw
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return raw


def _with_derived(given: Settings) -> Settings:
    """Fill what follows from other settings, so that one VAR_DIR moves everything."""
    var, host = given.var_dir, given.host
    public = given.public_url or f"http://localhost:{given.rasa_port}"
    derived: dict[str, object] = {
        "conversations_url": f"sqlite:///{var}/conversations.db",
        "door_url": f"sqlite:///{var}/door.db",
        "knowledge_url": f"sqlite:///{var}/knowledge.db",
        "tickets_url": f"sqlite:///{var}/tickets.db",
        "events_file": var / "events.jsonl",
        "search_index_dir": var / "search",
        "public_url": public,
        "allowed_origins": (public, f"http://127.0.0.1:{given.rasa_port}"),
        "bridge_url": f"http://{host}:{given.bridge_port}",
        "rasa_url": f"http://{host}:{given.rasa_port}",
        "actions_url": f"http://{host}:{given.actions_port}/webhook",
    }
    empty = ("", (), Path())
    current = {field.name: getattr(given, field.name) for field in fields(Settings)}
    missing = {name: value for name, value in derived.items() if current[name] in empty}
    return Settings(**{**current, **missing})


def read_env_file(path: Path) -> dict[str, str]:
    """Return the NAME=value lines of `path` ({} when it does not exist); `#` starts a comment line."""
    if not path.exists():
        return {}
    pattern = re.compile(r"^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$")
    found = (pattern.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {match[1]: match[2].strip("\"'") for match in found if match}


def write_env_file(path: Path = ENV_FILE, example: Path = ENV_EXAMPLE) -> bool:
    """Write `path` from `example` with fresh secrets; leave an existing file alone.

    Returns whether a file was written.
    """
    if path.exists():
        return False
    lines = []
    for line in example.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        if is_secret(name.strip().lower()) and not value.strip():
            line = f"{name.strip()}={secrets.token_urlsafe(MIN_SECRET_LENGTH)}"
        lines.append(line)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True


if __name__ == "__main__":
    written = write_env_file()
    try:
        load()
    except SettingsError as error:
        sys.exit(f"settings: {error}")
    print(f"{ENV_FILE.name} written with fresh secrets" if written else f"{ENV_FILE.name} is complete")
