"""Words as the lists hold them: small letters, no accents, as half of all clients type."""

from __future__ import annotations

import unicodedata

_FOLDED = str.maketrans({"ı": "i", "đ": "d", "ø": "o", "’": "'"})


_AT_HOME = frozenset("abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿ'-")


def is_foreign(word: str) -> bool:
    """Return whether a letter of `word` is in neither language's alphabet: "Nguyễn", "Şule", "Muñoz"."""
    return not word.isascii() and not _AT_HOME.issuperset(word.lower())


def fold(word: str) -> str:
    """Return `word` in small letters without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFD", lower.translate(_FOLDED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
