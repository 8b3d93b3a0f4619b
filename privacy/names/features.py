"""Tokens → here → the features by which the tagger knows a name: its form, its rarity, its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from privacy.names.folding import fold, is_foreign
from privacy.names.lexicon import COMMON, RARE, Lexicon
from privacy.names.tokens import Token

_WINDOW = (-3, -2, -1, 1, 2, 3)
_LONG = 24
_TRIGRAMS_FROM = 3  # commoner words are known one by one


@dataclass(frozen=True)
class _Seen:
    """What neighbours see of a token."""

    folded: str
    word: str
    """Itself when common or a mark, otherwise only that it is rare."""
    shape: str
    band: int
    lists: str


_EDGE = _Seen("", "|", "|", 0, "|")


def features(tokens: Sequence[Token], lexicon: Lexicon, hidden: Collection[str] = frozenset()) -> list[list[str]]:
    """Return the features of each token. Names in `hidden` pass for unlisted: training must not lean on lists."""
    seen = [_seen(token, lexicon, hidden) for token in tokens]
    case = _case(tokens)
    found = []
    for place, own in enumerate(seen):
        row = _own(own, lexicon, case)
        for offset in _WINDOW:
            at = place + offset
            row += _neighbour(seen[at] if 0 <= at < len(seen) else _EDGE, offset)
        before = seen[place - 1] if place else _EDGE
        after = seen[place + 1] if place + 1 < len(seen) else _EDGE
        row.append(f"b:{before.word}|{own.shape}|{case}")
        row.append(f"ba:{before.word}|{after.word}")
        row.append(f"bla:{before.lists}|{own.lists}|{after.lists}")
        row.append(f"bsa:{before.shape}|{own.shape}|{after.shape}|{case}")
        row.append(f"bd:{before.band}|{own.band}|{after.band}")
        found.append(row)
    return found


def _seen(token: Token, lexicon: Lexicon, hidden: Collection[str]) -> _Seen:
    if token.kind != "word":
        text = token.text.lower() if token.kind in ("elided", "suffix", "mark") else token.kind
        return _Seen(text, text, token.kind, 0, "-")
    folded = fold(token.text)
    foreign = is_foreign(token.text)
    band = RARE if foreign else lexicon.band(folded)
    lists = "-" if folded in hidden else lexicon.membership(folded)
    return _Seen(folded, folded if band <= COMMON else "?", _shape(token.text) + ("~" if foreign else ""), band, lists)


def _shape(word: str) -> str:
    if word.islower():
        return "x-x" if "-" in word else "x"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper() and word[1:].islower():
        return "Xx"
    return "Xx-Xx" if "-" in word and word[0].isupper() else "Mc" if word[0].isupper() else "?"


def _case(tokens: Sequence[Token]) -> str:
    """Return whether capitals tell anything in this text: all small, all capitals, a capital on each word, or mixed."""
    words = [token.text for token in tokens if token.kind == "word" and len(token.text) > 1]
    if not words or not any(not word.islower() for word in words):
        return "small"
    upper = sum(word.isupper() for word in words)
    if upper > 0.7 * len(words):
        return "capitals"
    return "titled" if sum(word[0].isupper() for word in words) > 0.8 * len(words) else "mixed"


def _own(own: _Seen, lexicon: Lexicon, case: str) -> list[str]:
    row = ["bias", f"w:{own.word}", f"s:{own.shape}|{case}", f"l:{own.lists}", f"r:{own.band}"]
    if own.shape in ("barrier", "number", "line", "mark", "elided", "suffix", "foreign"):
        return row
    word = own.folded
    english, french = lexicon.english.get(word, RARE), lexicon.french.get(word, RARE)
    row += [
        f"en:{english}|fr:{french}",
        f"ls:{own.lists}|{own.shape}|{case}",
        f"lr:{own.lists}|{own.band}",
        f"sr:{own.shape}|{own.band}|{case}",
        f"n:{min(len(word), 12)}",
    ]
    if own.band > _TRIGRAMS_FROM or own.lists != "-":
        row += [f"p{size}:{word[:size]}" for size in (2, 3, 4)]
        row += [f"e{size}:{word[-size:]}" for size in (1, 2, 3, 4)]
        padded = f"<{word[:_LONG]}>"
        row += [f"t:{padded[at : at + 3]}" for at in range(len(padded) - 2)]
    return row


def _neighbour(seen: _Seen, offset: int) -> list[str]:
    row = [f"{offset}w:{seen.word}", f"{offset}l:{seen.lists}"]
    if abs(offset) == 1:
        row += [f"{offset}s:{seen.shape}", f"{offset}r:{seen.band}"]
    elif abs(offset) == 2:
        row.append(f"{offset}s:{seen.shape}")
    return row
