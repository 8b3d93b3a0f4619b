"""Raw text → here → the analyzer: one plain spelling to search, and the way back to the client's own.

Full-width digits, look-alike dashes or an invisible character inside a number must not let it through,
yet a message with nothing to mask must come back as it was. So the analyzer reads a normalised copy, and
every character of the copy knows which stretch of the original it stands for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex

from privacy.escapes import ESCAPE, unescaped
from privacy.keys import KEY, words_of_key
from privacy.kinds import PLACEHOLDER
from privacy.look_alikes import without_look_alikes
from privacy.separators import SEPARATOR, plain_separator

# Stands for a datum already masked; of the private use area, so no pattern takes it for text.
BARRIER = "\ue000"

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u02d7\ufe58\ufe63\uff0d", "-")
_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`\uff07", "'")
_DOTS = dict.fromkeys("\u00b7\u2022\u2219\u2027\u22c5\u30fb\u2024\u3002", ".")
_BREAKS = dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", "\n")
_ONE_FOR_ONE = {**_DASHES, **_QUOTES, **_DOTS, **_BREAKS, "\t": " "}

# Letters that show nothing: Hangul fillers and the Braille blank.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

# Escapes within escapes, as "&amp;nbsp;": so deep they are looked into.
_DEPTH = 4

_MOST_MARKS = 16  # on a character; composing takes longer than their number

# Pictures between digits or between single letters show nothing. A placeholder may stand for a letter: what was no
# letter alone before masking is none after it.
_PICTURES = regex.compile(r"[\p{So}\p{Sk}][\p{So}\p{Sk}\p{M}\p{Cf}]*+")
_DIGIT_BEFORE, _DIGIT_BEHIND = regex.compile(r"\d\s?\Z"), regex.compile(r"\s?\d")
_LETTER_BEFORE = regex.compile(rf"(?<![^\W\d_]|{BARRIER})[^\W\d_]\Z")
_LETTER_BEHIND = regex.compile(rf"[^\W\d_](?![^\W\d_]|{BARRIER})")
# All that is not plain Latin text: a character with marks on it, anything unusual.
_UNUSUAL = regex.compile(rf"{BARRIER}|" r"[\s\S]\p{M}+|[^\n\x20-\x5f\x61-\x7e\u00c0-\u0130\u0134-\u013e]")
# "_Mina Okafor_", "__Mina__", "mina__okafor": marks of emphasis are no letters; those of an address are left alone.
_EMPHASIS = regex.compile(
    r"(?:(?<![^\s(\[«\"'>*~,;:])_+(?=[^\W_])|(?<=[^\W_])_+(?=[)\].,;:!?»\"'<*~]*+(?:\s|\Z))|(?<=[^\W\d_])__+(?=[^\W\d_]))"
    r"(?![\w.+-]*@)"
)
_HIDDEN = regex.compile(rf"{PLACEHOLDER.pattern}|{BARRIER}")


@dataclass(frozen=True)
class Normalised:
    """`text` to search; its character i stands for original[starts[i]:ends[i]]."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters start:end (not empty) stand in the original."""
        return self.starts[start], self.ends[end - 1]

    def rewritten(self, search: regex.Pattern[str], write: Callable[[regex.Match[str]], str]) -> Normalised:
        """Return a copy in which each match stands as `write` gives it."""
        return self.replaced((*match.span(), write(match)) for match in search.finditer(self.text))

    def replaced(self, pieces: Iterable[tuple[int, int, str]]) -> Normalised:
        """Return a copy with new text at each start:end (in order, disjoint), each character for all."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, new in pieces:
            text += (self.text[at:start], new)
            starts += (*self.starts[at:start], *[self.starts[start]] * len(new))
            ends += (*self.ends[at:start], *[self.ends[end - 1]] * len(new))
            at = end
        if not at:
            return self
        text.append(self.text[at:])
        return Normalised("".join(text), (*starts, *self.starts[at:]), (*ends, *self.ends[at:]))


def as_it_is(original: str) -> Normalised:
    """Return `original` itself: each character stands where it stood."""
    return Normalised(original, tuple(range(len(original))), tuple(range(1, len(original) + 1)))


def normalise(original: str) -> Normalised:
    """Return the plain spelling of `original`, placeholders as barriers."""
    # A barrier of the client's own would pass for a masked datum.
    plain = as_it_is(original).rewritten(_HIDDEN, lambda match: "\ufffd" if match[0] == BARRIER else BARRIER)
    for _ in range(_DEPTH):
        plain = plain.rewritten(ESCAPE, lambda match: unescaped(match[0]).replace(BARRIER, "\ufffd"))
    plain = plain.replaced((*match.span(), "") for match in _PICTURES.finditer(plain.text) if _is_between(match))
    plain = plain.rewritten(_UNUSUAL, lambda match: _plain(match[0][: _MOST_MARKS + 1]))
    plain = plain.rewritten(_EMPHASIS, lambda match: " " * len(match[0]))
    plain = plain.rewritten(KEY, words_of_key).rewritten(SEPARATOR, plain_separator)
    return Normalised(without_look_alikes(plain.text), plain.starts, plain.ends)


def _is_between(pictures: regex.Match[str]) -> bool:
    """Return whether pictures part digits or single letters."""
    before = pictures.string[max(0, pictures.start() - 2) : pictures.start()]
    behind = pictures.string[pictures.end() : pictures.end() + 2]
    if _DIGIT_BEFORE.search(before) and _DIGIT_BEHIND.match(behind):
        return True
    return bool(_LETTER_BEFORE.search(before) and _LETTER_BEHIND.match(behind))


def _plain(chunk: str) -> str:
    if chunk[0] == BARRIER:
        return BARRIER
    return "".join(map(_plain_character, unicodedata.normalize("NFKC", _without_marks(chunk))))


def _without_marks(chunk: str) -> str:
    """Compose what composes and drop other marks: no pattern reads a struck-through digit."""
    composed = unicodedata.normalize("NFC", chunk)
    return "".join(char for char in composed if not unicodedata.category(char).startswith("M"))


def _plain_character(char: str) -> str:
    if char in _ONE_FOR_ONE:
        return _ONE_FOR_ONE[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in ("Cf", "Cc", "Mn", "Me", "Mc") or char in _BLANK_LETTERS:
        return ""
    if category == "Zs":
        return " "
    # Surrogates cannot be encoded, and a barrier of the client's own would pass for a masked datum.
    return "\ufffd" if category == "Cs" or char == BARRIER else char
