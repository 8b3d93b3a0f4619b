"""Normalised text → here → the tokens that the tagger labels: words, numbers, marks, line ends.

Elisions and possessives stand alone ("d'Amina", "Amina's"), so that a name looks the same wherever it stands.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from privacy.normalised import BARRIER

_SUFFIX = r"'(?:s|m|ve|ll|re|d)(?![^\W_])"
_TOKEN = regex.compile(
    rf"(?P<barrier>{BARRIER})"
    r"|(?P<elided>(?<![^\W_])(?:jusqu|lorsqu|puisqu|qu|[ldjnmstc])'(?=[^\W\d_]))"
    rf"|(?P<suffix>(?<=\w){_SUFFIX})"
    rf"|(?P<word>(?<![\d_])\p{{Latin}}++(?:(?:-|(?!{_SUFFIX})')\p{{Latin}}++)*+(?![\d_]))"
    r"|(?P<foreign>(?<![\d_])[^\W\d_]++(?![\d_]))"
    r"|(?P<number>\w++)"
    r"|(?P<line>\n\s*+)"
    r"|(?P<mark>[^\s\w])",
    regex.IGNORECASE,
)


class Token(NamedTuple):  # thousands are made of a long text: a dataclass takes three times as long
    """A stretch start:end of the text; `kind` is the name of its group above."""

    text: str
    start: int
    end: int
    kind: str


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text` in order."""
    return [Token(match[0], match.start(), match.end(), str(match.lastgroup)) for match in _TOKEN.finditer(text)]
