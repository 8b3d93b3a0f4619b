"""A log line → here → what it quotes, to be masked apart: beside a library's own words a datum may not look like one.

"Issuing ticket for conversation 'mina karimi'" and "ValueError: je suis mina karimi" say nothing that tells a name;
« mina karimi » and « je suis mina karimi » alone do.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable

import regex

Mask = Callable[[str], str]

_PATTERNS = (
    # Python's and JSON's strings; an apostrophe within a word begins none.
    regex.compile(r"(?<!\w)'[^'\n]{2,}'(?!\w)"),
    regex.compile(r'"(?:[^"\\\n]|\\.){2,}"'),
    # An address, which may hold blanks where a library shows it unescaped; then one segment of it.
    regex.compile(r"(?<=[\s\"']/)[^\n\"'>]+?(?= not found|[\n\"'>]|$)"),
    regex.compile(r"(?<=/)[^\s/'\"<>?&;,()\[\]{}]{3,}"),
)
_PREFIX = regex.compile(r":\s+")
# Where a record quotes or dumps something, colons belong to that.
_BEFORE_QUOTES = regex.compile(r"[^'\"{\[]*")
_MOST_PREFIXES = 4
_REMEMBERED = 10_000
_OWN = regex.compile(r"\W*(?:[a-z]+_[a-z_]+|<[A-Z_]+>)?\W*")
# Segments of the addresses that we and our libraries serve, and that would be taken for names.
_ROUTES = frozenset(("webhook", "webhooks", "socket.io", "favicon.ico"))


class Quotes:
    """Masks what log lines quote. Safe to share by threads.

    At debug level the same names and values stand in thousands of records; those that hold no datum are known again by
    a digest, keyed for this process, so that nothing of what was logged is kept.
    """

    def __init__(self, mask: Mask) -> None:
        """`mask` takes a piece and returns it masked, or raises MaskingFailed."""
        self._mask = mask
        self._key = secrets.token_bytes(16)
        self._clean: OrderedDict[bytes, None] = OrderedDict()

    def masked(self, text: str) -> str:
        """Return `text` with what stands after its first colons, in quotation marks and in addresses masked alone."""
        text = self._after_colons(text)
        if "\n" in text:
            # The last line of a traceback says what was wrong with what, after lines that quote files.
            text = "\n".join(map(self._after_colons, text.split("\n")))
        for pattern in _PATTERNS:
            text = pattern.sub(lambda found: self._piece(found[0]), text)
        return text

    def _after_colons(self, text: str) -> str:
        before = _BEFORE_QUOTES.match(text).end()
        for found in list(_PREFIX.finditer(text, 0, before))[:_MOST_PREFIXES][::-1]:
            text = text[: found.end()] + self._piece(text[found.end() :])
        return text

    def _piece(self, piece: str) -> str:
        if _OWN.fullmatch(piece) or piece in _ROUTES:
            return piece
        digest = hashlib.blake2b(piece.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key).digest()
        if digest in self._clean:
            return piece
        masked = self._mask(piece)
        if masked == piece:
            self._clean[digest] = None
            if len(self._clean) > _REMEMBERED:
                self._clean.popitem(last=False)
        return masked
