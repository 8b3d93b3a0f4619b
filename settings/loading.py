"""Environment over `.env` → Settings, or every problem at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from settings.checks import checked, clashes
from settings.env_file import probably_mistyped, read_env_file
from settings.problems import SettingsError
from settings.values import KNOWN, SECRETS, Settings, is_secret, ports_of

NOT_SET = "is not set"
MEND_SECRETS = ".venv/bin/python -m settings writes the missing secrets into .env; .env.example lists all settings"
MEND = ".env.example lists all settings, docs/runbook.md says what each may be"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Build the settings from `environ` (default: the process environment over `.env`).

    Raises SettingsError naming everything that is missing or cannot be used, all at once. For the process's own
    settings it also sees to it that what this process writes from here on is readable by its user alone.
    """
    problems: list[str] = []
    if environ is None:
        os.umask(0o077)
        file = read_env_file()
        problems += file.problems
        problems += _mistyped_periods(os.environ)
        environ = merged(file.values, os.environ)
    values, wrong = _read(environ)
    problems += [*wrong.values(), *clashes(_ports(values, wrong))]
    if problems:
        raise SettingsError(problems, MEND_SECRETS if any(one.endswith(NOT_SET) for one in wrong.values()) else MEND)
    return _with_derived(Settings(**values))  # type: ignore[arg-type]  # checked field by field


def brains_wanted(environ: Mapping[str, str] | None = None) -> str:
    """Return BRAINS alone: training needs no secret. Raises SettingsError."""
    environ = merged(read_env_file().values, os.environ) if environ is None else environ
    try:
        raw = _raw("BRAINS", environ)
        return str(checked("brains", raw)) if raw else Settings.brains
    except ValueError as error:
        raise SettingsError([str(error)], MEND) from None


def has_secrets(environ: Mapping[str, str]) -> bool:
    """Tell whether any secret is given, be it one that cannot be used."""
    return any(environ.get(form, "").strip() for name in SECRETS for form in (name.upper(), f"{name.upper()}_FILE"))


def _read(environ: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str]]:
    """Return the values that are set, and what is wrong with the others, both by field."""
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for one in fields(Settings):
        try:
            raw = _raw(one.name.upper(), environ)
            if raw:
                values[one.name] = checked(one.name, raw)
            elif is_secret(one.name):
                wrong[one.name] = f"{one.name.upper()} {NOT_SET}"
        except ValueError as error:
            wrong[one.name] = str(error)
    return values, wrong


def _mistyped_periods(environ: Mapping[str, str]) -> list[str]:
    """Return what is wrong with names like KEEP_TICKET_DAYS: unread, they would keep data longer than meant.

    Of other names an environment holds too many that are nobody's mistake.
    """
    periods = sorted(name for name in environ if name.upper().startswith("KEEP_"))
    return [problem for name in periods for problem in probably_mistyped(name, "the environment")]


def _ports(values: Mapping[str, object], wrong: Mapping[str, str]) -> dict[str, object]:
    """Return the ports that can be used: what clashes can be said although something else is wrong."""
    used = ports_of(values.get("brains"))
    usable = (one for one in fields(Settings) if one.name in used and one.name not in wrong)
    return {one.name: values.get(one.name, one.default) for one in usable}


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
        # Not what it names either: the secret itself may stand there.
        raise ValueError(f"{name}_FILE names a file that cannot be read ({type(error).__name__})") from None


def _with_derived(given: Settings) -> Settings:
    """Fill what follows from other settings, so that one VAR_DIR moves everything."""
    var = given.var_dir
    # A server that listens everywhere is reached here.
    host = "127.0.0.1" if given.host == "0.0.0.0" else given.host  # noqa: S104 - compared, not bound
    public = given.public_url or f"http://localhost:{given.rasa_port}"
    derived: dict[str, object] = {
        "conversations_url": f"sqlite:///{var}/conversations.db",
        "door_url": f"sqlite:///{var}/door.db",
        "knowledge_url": f"sqlite:///{var}/knowledge.db",
        "tickets_url": f"sqlite:///{var}/tickets.db",
        "events_file": var / "events.jsonl",
        "search_index_dir": var / "search",
        "public_url": public,
        "allowed_origins": (_origin_of(public), f"http://127.0.0.1:{given.rasa_port}"),
        "bridge_url": f"http://{host}:{given.bridge_port}",
        "rasa_url": f"http://{host}:{given.rasa_port}",
        "rasa_messenger_url": f"http://{host}:{given.rasa_messenger_port}",
        "actions_url": f"http://{host}:{given.actions_port}/webhook",
    }
    missing = {name: value for name, value in derived.items() if getattr(given, name) in ("", (), Path())}
    return replace(given, **missing)  # type: ignore[arg-type]  # the names are those of the fields


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
