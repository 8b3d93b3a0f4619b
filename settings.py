"""The only reader of the environment: every process asks here, at start, and fails by name.

Values come from the environment, else from the file `.env` beside this module; NAME_FILE instead of NAME names a
file that holds the value. Secrets have no default; `python settings.py` writes a `.env` with fresh ones.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENV_FILE = ROOT / ".env"
ENV_EXAMPLE = ROOT / ".env.example"

# Long enough for HMAC-SHA256 and a Fernet key derived from it; a shorter one is a mistake.
MIN_SECRET_LENGTH = 32

NOTICE_VERSION = "2026-11-22"
"""Of the notice on the page and on Messenger, and of the privacy notice behind them. The version that a client was
shown is kept with the conversation; whoever changes the words changes this (tests/test_notice_version.py)."""

WEB, MESSENGER = "web", "messenger"
BRAINS = (WEB, MESSENGER)
"""Folders of brains/, and of models/ when each has a model and a server of its own (BRAINS=two)."""


class SettingsError(Exception):
    """A setting is missing or unusable. The message names it and says how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and another.

    A field `door_key` is read from the environment variable `DOOR_KEY`. Fields without a default
    must be set. URLs of stores are SQLAlchemy URLs; times are in seconds.
    """

    # Secrets -----------------------------------------------------------------------------
    door_key: str = field(repr=False)
    """Keys conversation ids, signs web sessions and encrypts the channel addresses."""
    bridge_token: str = field(repr=False)
    """What the door and the actions show to the ticket bridge."""
    internal_token: str = field(repr=False)
    """What the ticket bridge shows to the door's internal routes."""
    rest_token: str = field(repr=False)
    """What callers of the REST channel show."""
    console_key: str = field(repr=False)
    """Signs the console's login sessions."""

    # Where things are kept ----------------------------------------------------------------
    var_dir: Path = ROOT / "var"
    conversations_url: str = field(default="", repr=False)  # may hold a password
    door_url: str = field(default="", repr=False)
    knowledge_url: str = field(default="", repr=False)
    tickets_url: str = field(default="", repr=False)
    events_file: Path = Path()
    search_index_dir: Path = Path()

    # Brains ------------------------------------------------------------------------------
    brains: str = "one"
    """`one` Rasa server for all channels, or `two`: Messenger has its own (docs/decisions/0013)."""

    # Addresses ----------------------------------------------------------------------------
    host: str = "127.0.0.1"
    rasa_port: int = 5005
    rasa_messenger_port: int = 5006
    actions_port: int = 5055
    bridge_port: int = 5056
    public_url: str = ""
    """Where clients reach the web page; the default is this machine."""
    allowed_origins: tuple[str, ...] = ()
    """Origins whose pages may open the web channel; the default is the public URL's own."""
    bridge_url: str = ""
    rasa_url: str = ""
    rasa_messenger_url: str = ""
    actions_url: str = ""

    # Messenger (off while the page token is empty) ------------------------------------------
    messenger_page_token: str = field(default="", repr=False)
    messenger_app_secret: str = field(default="", repr=False)
    messenger_verify_token: str = field(default="", repr=False)
    messenger_graph_url: str = "https://graph.facebook.com/v21.0"

    # Behaviour ----------------------------------------------------------------------------
    turn_timeout: float = 8.0
    """After this long without a reply the door speaks for itself."""
    max_message_length: int = 2000
    log_level: str = "INFO"
    """DEBUG tells more, masked like everything; Rasa reads the same variable."""

    # How many days things are kept (docs/privacy.md) --------------------------------------
    keep_conversations_days: int = 30
    """After a message, and for what the door knows of a conversation after its last one."""
    keep_tickets_days: int = 365
    """After a ticket was closed."""
    keep_unanswered_days: int = 30
    """How far back the trainers' list of unanswered messages reaches."""
    keep_counts_days: int = 365
    """What is counted without saying of whom."""

    @property
    def servers(self) -> dict[str, str]:
        """Name → address of each Rasa server."""
        if self.brains == "one":
            return {"rasa": self.rasa_url}
        return {f"rasa-{WEB}": self.rasa_url, f"rasa-{MESSENGER}": self.rasa_messenger_url}

    def server_of(self, conversation_id: str) -> str:
        """Address of the Rasa server that has the conversation; its id begins with its channel."""
        channel = conversation_id.rpartition("-")[0]
        return self.rasa_url if self.brains == "one" or brain_of(channel) == WEB else self.rasa_messenger_url


def brain_of(channel: str) -> str:
    """Return the brain that serves a channel when there are two: what is not Messenger's public is the web's."""
    return MESSENGER if channel == MESSENGER else WEB


NAMES = frozenset(one.name for one in fields(Settings))
KNOWN = frozenset(name.upper() for name in NAMES)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Build the settings from `environ` (default: the process environment over `.env`).

    Raises SettingsError naming every setting that is missing or cannot be read, all at once.
    """
    if environ is None:
        environ = merged(read_env_file(ENV_FILE), os.environ)
    values: dict[str, object] = {}
    problems: list[str] = []
    for one in fields(Settings):
        name = one.name.upper()
        try:
            raw = _raw(name, environ)
            if raw:
                values[one.name] = _checked(one.name, raw, str(one.type))
            elif is_secret(one.name):
                problems.append(f"{name} is not set")
        except ValueError as error:
            problems.append(str(error) if name in str(error) else f"{name}: {error}")
    if problems:
        hint = "see .env.example; 'python settings.py' writes a .env with fresh secrets"
        raise SettingsError("; ".join(problems) + f" ({hint})")
    return _with_derived(Settings(**values))  # type: ignore[arg-type]  # checked field by field


def brains_wanted() -> str:
    """Return BRAINS alone: training needs no secrets. Raises SettingsError."""
    raw = merged(read_env_file(ENV_FILE), os.environ).get("BRAINS", "").strip()
    try:
        return str(_checked("brains", raw, "str")) if raw else Settings.brains
    except ValueError as error:
        raise SettingsError(str(error)) from None


def is_secret(name: str) -> bool:
    return name in ("door_key", "bridge_token", "internal_token", "rest_token", "console_key")


def merged(below: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return both, `above` winning: NAME or NAME_FILE there outdoes either form of it in `below`."""
    given = {name.removesuffix(suffix) for name in above if above[name].strip() for suffix in ("", "_FILE")}
    kept = {name: value for name, value in below.items() if not {name, name.removesuffix("_FILE")} & (given & KNOWN)}
    return {**kept, **above}


def _raw(name: str, environ: Mapping[str, str]) -> str:
    """Return the value of NAME, or what stands in the file that NAME_FILE names; raises ValueError."""
    raw, file = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip()
    if not file:
        return raw
    if raw:
        raise ValueError(f"{name} and {name}_FILE are both set; keep one of them")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        # Never the content: it is half a secret.
        raise ValueError(f"{name}_FILE: {file} cannot be read ({type(error).__name__})") from None


def _checked(name: str, raw: str, kind: str) -> object:
    if is_secret(name) and len(raw) < MIN_SECRET_LENGTH:
        raise ValueError(f"{name.upper()} is shorter than {MIN_SECRET_LENGTH} characters")
    if name == "brains" and raw not in ("one", "two"):
        raise ValueError("BRAINS is neither 'one' nor 'two'")
    value = _read(kind, raw)
    if name.startswith("keep_") and isinstance(value, int) and not 1 <= value <= 36_500:
        raise ValueError(f"{name.upper()} is {value}; give a number of days, 1 or more")
    return value


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
        "rasa_messenger_url": f"http://{host}:{given.rasa_messenger_port}",
        "actions_url": f"http://{host}:{given.actions_port}/webhook",
    }
    empty = ("", (), Path())
    current = {one.name: getattr(given, one.name) for one in fields(Settings)}
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
