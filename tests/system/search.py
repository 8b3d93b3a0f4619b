"""Looks for a datum in bytes, in every form in which a program may have written it."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

# Letters and digits of a number may stand apart by up to three of these, escaped ones included.
_APART = rb"(?:[\s\-._/()]|\\[tn]|%20|%2[dD]){0,3}"


def found(datum: str, content: bytes) -> str | None:
    """Return how `datum` stands in `content`, or None."""
    lowered = content.lower()
    # Bytes know no capitals beyond ASCII.
    for written in (datum, datum.lower(), datum.upper()):
        for name, form in _forms(written):
            if form.lower() in lowered:
                return name
    for form in _base64(datum):
        if form in content:
            return "base64"
    if any(c.isdigit() for c in datum) and re.search(_spaced(datum), lowered):
        return "other separators"
    return None


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


def _spaced(datum: str) -> re.Pattern[bytes]:
    characters = [re.escape(c.encode()) for c in datum.lower() if c.isalnum()]
    # Not inside a longer word or number, nor behind the point of a time stamp.
    return re.compile(rb"(?<![0-9a-z])(?<!\d\.)" + _APART.join(characters) + rb"(?![0-9a-z])")


def everything_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
