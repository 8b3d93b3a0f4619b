"""The file `.env`: its NAME=value lines, names in it that are probably mistyped, and fresh secrets for it."""

from __future__ import annotations

import difflib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from settings.checks import MIN_SECRET_LENGTH
from settings.problems import SettingsError
from settings.values import KNOWN, ROOT, SECRETS

ENV_FILE = ROOT / ".env"
ENV_EXAMPLE = ROOT / ".env.example"

_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")
_OURS = sorted({f"{name}{suffix}" for name in KNOWN for suffix in ("", "_FILE")})
_ALIKE = 0.8
"""RASA_PROT is like RASA_PORT, RASA_TELEMETRY_ENABLED is not: other programs' variables may stand here too."""


@dataclass(frozen=True)
class EnvFile:
    """What stands in a `.env`: values by name, and what is wrong with it."""

    values: Mapping[str, str]
    problems: tuple[str, ...] = ()


def read_env_file(path: Path = ENV_FILE) -> EnvFile:
    """Return what stands in `path` (nothing when it does not exist); `#` begins a comment line.

    Raises SettingsError when it cannot be read.
    """
    values: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(_lines(path), start=1):
        found = _LINE.fullmatch(line)
        if found:
            values[found[1]] = found[2].strip("\"'")
            problems += probably_mistyped(found[1], path.name)
        elif line.strip() and not line.lstrip().startswith("#"):
            # Not the line itself: it may be half a secret.
            problems.append(f"line {number} of {path.name} is not NAME=value")
    return EnvFile(values, tuple(problems))


def fill_env_file(
    path: Path = ENV_FILE, example: Path = ENV_EXAMPLE, environ: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Write a fresh one for each secret that neither `path` nor `environ` gives; all else in `path` stays.

    A file that is not there is made from `example`. Returns the names of what was written.
    """
    begun = path if path.exists() else example
    known = {**read_env_file(begun).values, **(environ or {})}
    missing = [name.upper() for name in SECRETS if not _is_given(name.upper(), known)]
    if not missing and path.exists():
        return ()
    fresh = {name: f"{name}={secrets.token_urlsafe(MIN_SECRET_LENGTH)}" for name in missing}
    lines = [_filled(line, fresh) for line in _lines(begun)]
    lines += [line for name, line in fresh.items() if line not in lines]
    try:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        problem = f"{path.name} cannot be written ({type(error).__name__})"
        raise SettingsError([problem], "it takes the secrets") from None
    return tuple(missing)


def _filled(line: str, fresh: Mapping[str, str]) -> str:
    found = _LINE.fullmatch(line)
    return fresh.get(found[1], line) if found else line


def _is_given(name: str, known: Mapping[str, str]) -> bool:
    return any(known.get(form, "").strip() for form in (name, f"{name}_FILE"))


def probably_mistyped(name: str, where: str) -> list[str]:
    """Return the problem with a `name` that is no setting but nearly one, if it is; `where` says where it was read."""
    if name in _OURS:
        return []
    alike = difflib.get_close_matches(name.upper(), _OURS, n=1, cutoff=_ALIKE)
    return [f"{name} in {where} is no setting; did you mean {alike[0]}?"] if alike else []


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"{path.name} cannot be read ({type(error).__name__})"], "it holds the settings") from None
