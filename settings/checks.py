"""The text of one setting → its value, or what it may be; never what stands there, which may be a misplaced secret."""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from settings.values import PORTS, ROOT, SECRETS

# Long enough for HMAC-SHA256 and a Fernet key derived from it; a shorter one is a mistake.
MIN_SECRET_LENGTH = 32
MAX_SECONDS, MAX_CHARACTERS, MAX_DAYS = 600, 100_000, 36_500
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST_NAME = re.compile(rf"(?!.*\.\d+$)(?!\d+$){_LABEL}(?:\.{_LABEL})*")
_STORE_URLS = "write a SQLAlchemy URL such as sqlite:////srv/quaid/door.db or postgresql://user:password@host/database"


def checked(name: str, raw: str) -> object:
    """Return the value of the field `name`; raises ValueError whose message begins with the setting's name."""
    try:
        return _READERS.get(name, str)(raw)
    except ValueError as error:
        raise ValueError(f"{name.upper()} {error}") from None


def clashes(ports: Mapping[str, object]) -> list[str]:
    """Return which ports, each right by itself, are the same."""
    names: dict[object, list[str]] = {}
    for name, port in ports.items():
        names.setdefault(port, []).append(name.upper())
    return [
        f"{' and '.join(same)} are {'both' if len(same) == 2 else 'all'} {port}; give each process a port of its own"
        for port, same in names.items()
        if len(same) > 1
    ]


def _secret(raw: str) -> str:
    if len(raw) < MIN_SECRET_LENGTH:
        raise ValueError(f"is shorter than {MIN_SECRET_LENGTH} characters")
    return raw


def _whole(raw: str, least: int, most: int, what: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", raw) or not least <= int(raw) <= most:
        raise ValueError(f"cannot be used; write {what} from {least} to {most}")
    return int(raw)


def _seconds(raw: str) -> float:
    try:
        value = float(raw)
    except ValueError:
        value = math.nan
    if not 0 < value <= MAX_SECONDS:  # also false for "nan"
        raise ValueError(f"cannot be used; write seconds, more than 0 and at most {MAX_SECONDS}")
    return value


def _path(raw: str) -> Path:
    return Path(raw) if Path(raw).is_absolute() else ROOT / raw


def _level(raw: str) -> str:
    if raw not in LEVELS:
        raise ValueError(f"cannot be used; write one of {', '.join(LEVELS)}")
    return raw


def _brains(raw: str) -> str:
    if raw not in ("one", "two"):
        raise ValueError("cannot be used; write one or two")
    return raw


def _host(raw: str) -> str:
    try:
        return str(ipaddress.IPv4Address(raw))
    except ValueError:
        if _HOST_NAME.fullmatch(raw):
            return raw
    raise ValueError("cannot be used; write an IPv4 address or a name of this machine, such as 127.0.0.1, and no port")


def _address(raw: str) -> SplitResult:
    """Return the parts of an http(s) address; raises ValueError for anything else."""
    parts = urlsplit(raw)
    _ = parts.port  # raises ValueError when it is none
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", raw):
        raise ValueError
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError
    return parts


def _http_url(raw: str) -> str:
    try:
        _address(raw)
    except ValueError:
        raise ValueError(
            "cannot be used; write an http or https URL such as https://help.example.org, without user, query and #"
        ) from None
    return raw.rstrip("/")


def _origins(raw: str) -> tuple[str, ...]:
    return tuple(_origin(part.strip()) for part in raw.split(",") if part.strip())


def _origin(raw: str) -> str:
    try:
        parts = _address(raw)
    except ValueError:
        parts = None
    if parts is None or parts.path:
        raise ValueError(
            "cannot be used; write origins such as https://help.example.org, with nothing behind host and port,"
            " separated by commas"
        )
    return raw.lower()  # as browsers send it


def _store_url(raw: str) -> str:
    # Only for who sets one: importing SQLAlchemy takes longer than all other settings together.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(raw)
        dialect = url.get_dialect()
    except (ArgumentError, ValueError):  # the first is also that of a database nobody has written a dialect for
        raise ValueError(f"is not the URL of a database; {_STORE_URLS}") from None
    try:
        dialect.dbapi()
    except ImportError as error:
        raise ValueError(f"needs the Python package {error.name}, which is not installed; {_STORE_URLS}") from None
    if not url.database or url.database == ":memory:":
        raise ValueError(f"names no database; {_STORE_URLS}")
    return raw


def _days(raw: str) -> int:
    return _whole(raw, 1, MAX_DAYS, "a number of days")


def _port(raw: str) -> int:
    return _whole(raw, 1, 65535, "a port")


def _characters(raw: str) -> int:
    return _whole(raw, 1, MAX_CHARACTERS, "a number of characters")


_READERS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(SECRETS, _secret),
    **dict.fromkeys(("var_dir", "events_file", "search_index_dir"), _path),
    **dict.fromkeys(("conversations_url", "door_url", "knowledge_url", "tickets_url"), _store_url),
    **dict.fromkeys(PORTS, _port),
    **dict.fromkeys(
        ("public_url", "bridge_url", "rasa_url", "rasa_messenger_url", "actions_url", "messenger_graph_url"), _http_url
    ),
    **dict.fromkeys(
        ("keep_conversations_days", "keep_tickets_days", "keep_unanswered_days", "keep_counts_days"), _days
    ),
    "brains": _brains,
    "host": _host,
    "allowed_origins": _origins,
    "turn_timeout": _seconds,
    "max_message_length": _characters,
    "log_level": _level,
}
