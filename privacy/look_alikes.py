"""Plain text → here → the same with letters of other alphabets, and letters for digits, as what they look like.

Only inside a word that mixes alphabets, or between digits: a name in Cyrillic stays one.
"""

from __future__ import annotations

import regex

# Cyrillic and Greek letters that look like Latin ones, each for one.
_LETTERS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝѵՏΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυχι",
    "ABESIJKMHOPCTYXaesijopcyxhdqwvSABEZHIKMNOPTYXavoptuxi",
)
_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}]+")
_LATIN, _OTHER = regex.compile(r"\p{Latin}"), regex.compile(r"[\p{Cyrillic}\p{Greek}]")
_NUMBER = regex.compile(
    r"(?<=\d[ .\-]?)([OoОо])(?=[ .\-]?\d)"
    # Not in a postal code: "n7b 5l5". A bar parts groups more often: "705|855|708".
    r"|(?:(?<=\d)|(?<![^\W_]))([lI])(?=\d(?:\d|[ .\-]\d{3}))"
)


def without_look_alikes(text: str) -> str:
    """Return `text`, character for character, with look-alikes as what they pretend to be."""
    text = _NUMBER.sub(lambda match: "0" if match[1] else "1", text)
    return _WORD.sub(_of_one_alphabet, text) if _OTHER.search(text) else text


def _of_one_alphabet(match: regex.Match[str]) -> str:
    word = match[0]
    return str(word.translate(_LETTERS)) if _LATIN.search(word) and _OTHER.search(word) else word
