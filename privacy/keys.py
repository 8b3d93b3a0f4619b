"""Keys of JSON, XML and forms → here → their words: "dateOfBirth" and `sin_number` give a datum away like the words."""

from __future__ import annotations

import regex

_SNAKE = r"[A-Za-z]++(?:_[A-Za-z]++)+"
_CAMEL = r"(?:[A-Z]++[a-z]++|[a-z]++)(?:[A-Z]++[a-z]*+)+"
# What a key ends with; in a link it must stay one word.
_THEN = r"(?=[\"']?\s{0,2}[:=>]|\s\d)"
KEY = regex.compile(
    rf"(?<![\w?&/@.]|[\w]-)(?<!=)(?:{_SNAKE}|{_CAMEL})(?<!(?i:names?|noms?)){_THEN}|(?<=</)(?:{_SNAKE}|{_CAMEL})(?=>)"
)
_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def words_of_key(match: regex.Match[str]) -> str:
    """Return the words of one match of KEY in small letters."""
    return " ".join(_WORD.findall(match[0])).lower()
