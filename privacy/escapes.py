"""What JSON, Python, URLs and HTML write instead of a character → here → the character, as its reader would see it."""

from __future__ import annotations

import html
import json
from urllib.parse import unquote_to_bytes

import regex

_JSON = r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\[nrt\"/]"
# Bytes of UTF-8: one character each up to 7f, several together beyond.
_PYTHON = r"\\x[0-7][\da-fA-F]|(?:\\x[89a-fA-F][\da-fA-F])+"
_URL = r"%[0-7][\da-fA-F]|(?:%[89a-fA-F][\da-fA-F])+"
_HTML = (
    r"&(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});"
    # Browsers forgive the missing semicolon; then digits may follow that are no part of the code.
    r"|&\#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])|&\#[xX][2-7][\da-fA-F]|&(?:nbsp|amp|lt|gt|quot)(?![a-zA-Z])"
)
ESCAPE = regex.compile(f"{_JSON}|{_PYTHON}|{_URL}|{_HTML}")


def unescaped(escape: str) -> str:
    """Return what one match of ESCAPE stands for."""
    if escape[0] == "%":
        return _decoded(unquote_to_bytes(escape))
    if escape[0] == "&":
        return html.unescape(escape if escape[-1] == ";" else f"{escape};")
    if escape.startswith("\\x"):
        return _decoded(bytes.fromhex(escape.replace("\\x", "")))
    return str(json.loads(f'"{escape}"'))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")  # of a Python string, not of its bytes: \xe9 is é
