"""Tokens → here → the features by which the tagger knows a name: its form, its rarity, its neighbours.

Most words of a message are common ones, so what is made of these is made once: `Common` keeps it. What a client wrote
beside them is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from privacy.names.folding import fold, is_foreign
from privacy.names.lexicon import COMMON, RARE, Lexicon
from privacy.names.tokens import Token

_WINDOW = (-3, -2, -1, 1, 2, 3)
_LONG = 24
_TRIGRAMS_FROM = 3  # commoner words are known one by one
_MOST_COMMON = 20_000
_RARE_WORD = "?"
_ACRONYM = 5
_NO_WORDS = ("barrier", "number", "line", "mark", "elided", "suffix", "foreign")

Row = list[str]


@dataclass(frozen=True)
class _Seen:
    """What neighbours see of a token."""

    folded: str
    word: str
    """Itself when common or a mark, otherwise only that it is rare."""
    shape: str
    band: int
    lists: str
    rows: dict[str | int, Row] = field(default_factory=dict, compare=False, repr=False)
    """Features made of it so far: its own by the text's case, those of a neighbour by the distance."""


Common = dict[str, _Seen]
"""Words of the commonest 3,000, as they were written."""

_EDGE = _Seen("", "|", "|", 0, "|")


def features(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    hidden: Collection[str] = frozenset(),
    common: Common | None = None,
) -> list[Row]:
    """Return the features of each token. Names in `hidden` pass for unlisted: training must not lean on lists.

    `common`: where to find and to keep what is made of common words; of one lexicon, with nothing hidden.
    """
    seen = [_seen(token, lexicon, hidden, common) for token in tokens]
    case = _case(tokens)
    around = [_EDGE, _EDGE, _EDGE, *seen, _EDGE, _EDGE, _EDGE]
    found = []
    for place, own in enumerate(seen):
        row = [*(own.rows.get(case) or _own(own, lexicon, case))]
        for offset in _WINDOW:
            other = around[place + 3 + offset]
            row += other.rows.get(offset) or _neighbour(other, offset)
        before, after = around[place + 2], around[place + 4]
        row += (
            f"b:{before.word}|{own.shape}|{case}",
            f"ba:{before.word}|{after.word}",
            f"bb:{around[place + 1].word}|{before.word}",
            f"bla:{before.lists}|{own.lists}|{after.lists}",
            f"bsa:{before.shape}|{own.shape}|{after.shape}|{case}",
            f"bd:{before.band}|{own.band}|{after.band}",
        )
        found.append(row)
    return found


def _seen(token: Token, lexicon: Lexicon, hidden: Collection[str], common: Common | None) -> _Seen:
    if token.kind != "word":
        return _no_word(token)
    known = common.get(token.text) if common is not None else None
    if known is not None:
        return known
    made = _word(token, lexicon, hidden)
    if common is not None and made.word != _RARE_WORD and len(common) < _MOST_COMMON:
        common[token.text] = made
    return made


@lru_cache(maxsize=512)
def _mark(text: str) -> _Seen:
    return _Seen(text, text, "mark", 0, "-")


def _no_word(token: Token) -> _Seen:
    if token.kind == "mark":
        return _mark(token.text.lower())
    text = token.text.lower() if token.kind in ("elided", "suffix") else token.kind
    return _Seen(text, text, token.kind, 0, "-")


def _word(token: Token, lexicon: Lexicon, hidden: Collection[str]) -> _Seen:
    folded = fold(token.text)
    foreign = is_foreign(token.text)
    band = RARE if foreign else lexicon.band(folded)
    lists = lexicon.spelling(folded) or "-" if folded in hidden else lexicon.membership(folded)
    return _Seen(
        folded, folded if band <= COMMON else _RARE_WORD, _shape(token.text) + ("~" if foreign else ""), band, lists
    )


def _shape(word: str) -> str:
    if word.islower():
        return "x-x" if "-" in word else "x"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper() and word[1:].islower():
        return "Xx"
    return "Xx-Xx" if "-" in word and word[0].isupper() else "Mc" if word[0].isupper() else "?"


def _case(tokens: Sequence[Token]) -> str:
    """Return whether capitals tell anything in this text: all small, all capitals, a capital on each word, or mixed.

    Acronyms tell nothing: "my cousin rukayat got ITA" is all small.
    """
    words = [token.text for token in tokens if token.kind == "word" and len(token.text) > 1]
    if sum(word.isupper() for word in words) > 0.7 * len(words):
        return "capitals"
    if all(word.islower() or (word.isupper() and len(word) <= _ACRONYM) for word in words):
        return "small"
    return "titled" if sum(word[0].isupper() for word in words) > 0.8 * len(words) else "mixed"


def _own(own: _Seen, lexicon: Lexicon, case: str) -> Row:
    row = ["bias", f"w:{own.word}", f"s:{own.shape}|{case}", f"l:{own.lists}", f"r:{own.band}"]
    own.rows[case] = row
    if own.shape in _NO_WORDS:
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
    if own.band > _TRIGRAMS_FROM or own.lists not in ("-", "d"):
        row += [f"p{size}:{word[:size]}" for size in (2, 3, 4)]
        row += [f"e{size}:{word[-size:]}" for size in (1, 2, 3, 4)]
        padded = f"<{word[:_LONG]}>"
        row += [f"t:{padded[at : at + 3]}" for at in range(len(padded) - 2)]
    return row


def _neighbour(seen: _Seen, offset: int) -> Row:
    row = [f"{offset}w:{seen.word}", f"{offset}l:{seen.lists}"]
    seen.rows[offset] = row
    if abs(offset) == 1:
        row += [f"{offset}s:{seen.shape}", f"{offset}r:{seen.band}"]
    elif abs(offset) == 2:
        row.append(f"{offset}s:{seen.shape}")
    return row
