"""Slips of the finger in the few words that give a datum away: "brithday", « naissence », "usrename".

Only for words after which a datum of a strict form must still follow: alone a slip is too near to other words.
"""

from __future__ import annotations

from functools import cache

from privacy import lists

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def slips(word: str) -> frozenset[str]:
    """Return what `word`, in small letters without accents, becomes by one letter lost, added, changed or swapped.

    What is a word itself is none: "berth" is no birth.
    """
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = (left + right[1:] for left, right in splits if right)
    swapped = (left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1)
    changed = (left + letter + right[1:] for left, right in splits if right for letter in _LETTERS)
    added = (left + letter + right for left, right in splits for letter in _LETTERS)
    ordinary = lists.words("words/common_en", "words/common_fr", "words/never_first")
    return frozenset({*lost, *swapped, *changed, *added}) - ordinary - {word}


def slips_pattern(word: str) -> str:
    """Return a pattern for `word` and its slips, its first letter kept: people seldom miss that one."""
    letter = r"[^\W\d_]"
    forms = []
    for at in range(1, len(word)):
        left, here, after = word[:at], word[at], word[at + 1 :]
        forms += [left + after, left + letter + after, left + letter + here + after]
        if after:
            forms.append(left + after[0] + here + after[1:])
    return rf"{word[0]}(?:{'|'.join(form[1:] for form in [word, *forms, word + letter])})"
