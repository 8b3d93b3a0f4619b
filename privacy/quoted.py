"""A log line → here → what it quotes, to be masked apart: beside a library's own words a datum may not look like one.

"Issuing ticket for conversation 'mina karimi'" and "ValueError: je suis mina karimi" say nothing that tells a name;
« mina karimi » and « je suis mina karimi » alone do.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

Mask = Callable[[str], str]

_PATTERNS = (
    # Python's and JSON's strings; an apostrophe within a word begins none.
    regex.compile(r"(?<!\w)'[^'\n]{2,}'(?!\w)"),
    regex.compile(r'"(?:[^"\\\n]|\\.){2,}"'),
    # One segment of an address, as access logs have them.
    regex.compile(r"(?<=/)[^\s/'\"<>?&;,()\[\]{}]{3,}"),
)
_PREFIX = regex.compile(r":\s+")
_MOST_PREFIXES = 4
_OWN = regex.compile(r"\W*(?:[a-z]+_[a-z_]+|<[A-Z_]+>)?\W*")
# Segments of the addresses that we and our libraries serve, and that would be taken for names.
_ROUTES = frozenset(("webhook", "webhooks", "socket.io", "favicon.ico"))


def masked_apart(text: str, mask: Mask) -> str:
    """Return `text` with what stands after each of its first colons, in quotation marks and in addresses masked alone.

    `mask` takes a piece and returns it masked, or raises MaskingFailed.
    """
    for found in list(_PREFIX.finditer(text))[:_MOST_PREFIXES][::-1]:
        text = text[: found.end()] + _piece(text[found.end() :], mask)
    for pattern in _PATTERNS:
        text = pattern.sub(lambda found: _piece(found[0], mask), text)
    return text


def _piece(piece: str, mask: Mask) -> str:
    return piece if _OWN.fullmatch(piece) or piece in _ROUTES else mask(piece)
