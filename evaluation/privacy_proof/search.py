"""Bytes → here → which of thousands of data stand in them, in any form in which a program may have written them.

Everything is reduced to letters and digits, without capitals and accents; windows of six of them are looked up in one
table, so that a thousand data cost no more than one. A hit counts when what stands between is what people and
programs put between, and what stands around does not make it part of something longer.
"""

from __future__ import annotations

import binascii
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_plus

import numpy as np
from numpy.typing import NDArray

WINDOW = 6
_BITS = 22
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_BASE = np.uint64(257)
BLOCK, OVERLAP = 4_000_000, 8_000
_BETWEEN = frozenset(b" \t\r\n-._/()+@'\\")
_MOST_BETWEEN = 3
_LONG = 12
"""So many letters and digits are found by nobody's accident, whatever stands around them."""

_ALNUM = np.zeros(256, dtype=bool)
_ALNUM[[*range(48, 58), *range(97, 123), *range(128, 256)]] = True
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
_HEX = re.compile(rb"[0-9a-fA-F]{12,}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([nrtbf])|\\(.)")


def fold(text: str) -> bytes:
    """Return `text` without capitals, accents and other forms of the same letter or digit."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return text.lower().encode("utf-8", "replace")


def compact(text: str) -> bytes:
    """Return the folded letters and digits of `text` alone."""
    folded = np.frombuffer(fold(text), dtype=np.uint8)
    return bytes(folded[_ALNUM[folded]])


class Needles:
    """Data to look for."""

    def __init__(self, values: Sequence[str]) -> None:
        self._by_window: dict[bytes, list[tuple[str, bytes]]] = defaultdict(list)
        # A datum's own separators may stand between its parts as well.
        self._between = {value: _BETWEEN.union(fold(value)) for value in values}
        for value in values:
            form = compact(value)
            if len(form) < WINDOW:
                raise ValueError(f"a datum of {len(form)} letters and digits cannot be told from anything else")
            self._by_window[form[:WINDOW]].append((value, form))
        self._table = np.zeros(1 << _BITS, dtype=bool)
        for window in self._by_window:
            self._table[_buckets(np.frombuffer(window, dtype=np.uint8))] = True

    def find(self, raw: bytes) -> dict[str, str]:
        """Return each datum in `raw` with the form in which it stands there."""
        found: dict[str, str] = {}
        for at in range(0, max(1, len(raw)), BLOCK):
            for form, view in views(raw[at : at + BLOCK + OVERLAP]):
                for value in self._in_view(view):
                    found.setdefault(value, form)
        return found

    def _in_view(self, view: bytes) -> Iterator[str]:
        folded = np.frombuffer(view, dtype=np.uint8)
        places = np.flatnonzero(_ALNUM[folded])
        letters = folded[places]
        if len(letters) < WINDOW:
            return
        line = letters.tobytes()
        for at in np.flatnonzero(self._table[_buckets(letters)]):
            for value, form in self._by_window.get(line[at : at + WINDOW], ()):
                if line.startswith(form, at) and self._stands(view, places[at : at + len(form)], value):
                    yield value

    def _stands(self, view: bytes, places: NDArray[np.int64], value: str) -> bool:
        steps = np.diff(places)
        if steps.max() > _MOST_BETWEEN + 1:
            return False
        for at in np.flatnonzero(steps > 1):
            if not self._between[value].issuperset(view[places[at] + 1 : places[at + 1]]):
                return False
        return len(places) >= _LONG or _stands_alone(view, int(places[0]), int(places[-1]) + 1)


def _stands_alone(view: bytes, start: int, end: int) -> bool:
    before, after = view[max(0, start - 2) : start], view[end : end + 2]
    if (before and _ALNUM[before[-1]]) or (after and _ALNUM[after[0]]):
        return False
    # The digits behind the point of a time stamp, and before it.
    is_fraction = len(before) == 2 and before[1:] == b"." and before[:1].isdigit()
    is_whole = len(after) == 2 and after[:1] == b"." and after[1:].isdigit()
    return not (is_fraction or is_whole)


def _buckets(letters: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return the place in the table of each window."""
    wide = letters.astype(np.uint64)
    count = len(wide) - WINDOW + 1
    found = np.zeros(count, dtype=np.uint64)
    for at in range(WINDOW):
        found = found * _BASE + wide[at : at + count]
    return (found * _FACTOR) >> np.uint64(64 - _BITS)


def views(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield `raw` as it is, and with each way of writing it undone."""
    text = _text(raw)
    yield "as written", fold(text)
    once = unescaped(text)
    if once != text:
        yield "escaped", fold(once)
        twice = unescaped(once)
        if twice != once:
            yield "escaped twice", fold(twice)
    if b"\0" in raw:
        yield "UTF-16", fold(raw.replace(b"\xff\xfe", b" ").replace(b"\0", b"").decode("latin-1"))
    yield "base64", fold(_text(b"\n".join(_of_base64(raw))))
    yield "hexadecimal", fold(_text(b"\n".join(_of_hex(raw))))


def unescaped(text: str) -> str:
    """Undo one layer of JSON's, Python's, a URL's and HTML's escapes."""
    text = _ESCAPED.sub(_unescape, text) if "\\" in text else text
    text = html.unescape(text) if "&" in text else text
    return unquote_plus(text, errors="replace") if "%" in text or "+" in text else text


def _unescape(found: re.Match[str]) -> str:
    if found[1] or found[2]:
        return chr(int(found[1] or found[2], 16)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " " if found[3] else found[4]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\ufffd", " ")


def _of_base64(raw: bytes) -> Iterator[bytes]:
    for found in _BASE64.finditer(raw):
        run = found[0].replace(b"-", b"+").replace(b"_", b"/")
        for offset in range(4):
            part = run[offset:]
            part = part[:-1] if len(part) % 4 == 1 else part
            yield binascii.a2b_base64(part + b"=" * (-len(part) % 4))


def _of_hex(raw: bytes) -> Iterator[bytes]:
    for found in _HEX.finditer(raw):
        for offset in range(2):
            part = found[0][offset:]
            yield bytes.fromhex(part[: len(part) // 2 * 2].decode("ascii"))
