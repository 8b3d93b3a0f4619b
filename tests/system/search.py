"""Looks for a datum in bytes, in every form in which a program may have written it."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, quote_plus

# Letters and digits of a number may stand apart by up to three of these, escaped ones included.
_APART = rb"(?:[\s\-._/()]|\\[tn]|%20|%2[dD]){0,3}"


@dataclass(frozen=True)
class Content:
    """Bytes to search, and the same in small letters."""

    raw: bytes
    lowered: bytes

    @classmethod
    def of(cls, raw: bytes) -> Content:
        return cls(raw, raw.lower())


def found(datum: str, content: Content) -> str | None:
    """Return how `datum` stands in `content`, or None."""
    for form, name in _all_forms(datum).items():
        if form in content.lowered:
            return name
    if any(form in content.raw for form in _base64(datum)):
        return "base64"
    if any(c.isdigit() for c in datum) and _spaced(datum).search(content.lowered):
        return "other separators"
    return None


@lru_cache(maxsize=1000)
def _all_forms(datum: str) -> dict[bytes, str]:
    # Bytes know no capitals beyond ASCII.
    written = (datum, datum.lower(), datum.upper())
    return {form.lower(): name for one in written for name, form in reversed(list(_forms(one)))}


def _forms(datum: str) -> Iterator[tuple[str, bytes]]:
    yield "as typed", datum.encode()
    yield "UTF-16", datum.encode("utf-16-le")
    yield "JSON", json.dumps(datum)[1:-1].encode()
    yield "JSON in JSON", json.dumps(json.dumps(datum))[3:-3].encode()
    yield "Python", repr(datum.encode())[2:-1].encode()
    yield "URL", quote(datum).encode()
    yield "form", quote_plus(datum).encode()
    yield "HTML", html.escape(datum).encode()
    yield "hexadecimal", datum.encode().hex().encode()


def _base64(datum: str) -> Iterator[bytes]:
    """The middle of the datum's base64 at each of the three places it may begin."""
    raw = datum.encode()
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + raw)
        yield coded[4 if offset else 0 : -4]


@lru_cache(maxsize=1000)
def _spaced(datum: str) -> re.Pattern[bytes]:
    first, *others = (re.escape(c.encode()) for c in datum.lower() if c.isalnum())
    # Not inside a longer word or number, nor behind the point of a time stamp.
    alone = rb"(?<![0-9a-z]" + first + rb")(?<!\d\." + first + rb")"
    return re.compile(_APART.join([first + alone, *others]) + rb"(?![0-9a-z])")


def everything_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
