"""Messages and the stretches an engine found → here → what leaked and what was taken too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from evaluation.privacy.messages import Item, Message

Span = tuple[int, int]
_RUN = 4
"""So many letters or digits in a row that survive give a datum away."""
_PARTICLES = frozenset(
    regex.split(
        " ",
        "al ait ben bin da de del del dela della der des di do dos du el la las le los ó o st van von y",
    )
)
_GENERIC = frozenset(
    regex.split(
        " ",
        "rue street st avenue ave road rd drive dr crescent cres blvd boul boulevard court lane way "
        "place trail terrace chemin apt app unit suite flat no block blk lot plot sector case postale "
        "box ouest est north west east nw sw linking calle rua das de la du des bis",
    )
)
_TOKEN = regex.compile(r"[^\W_]+")
_NAME_TOKEN = regex.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True)
class Leak:
    """An item of a message, and whether it survived in part or whole."""

    message: Message
    item: Item
    leaked: bool
    whole: bool


def leaks(message: Message, spans: Iterable[Span]) -> list[Leak]:
    """Return the fate of each item of `message` when `spans` are masked."""
    masked = set[int]().union(*(range(*span) for span in spans))
    return [
        Leak(message, item, _leaked(message.text, item, masked), not masked & set(range(item.start, item.end)))
        for item in message.items
    ]


def _leaked(text: str, item: Item, masked: set[int]) -> bool:
    start, end = item.telling
    if item.kind == "PERSON":
        return any(
            _survives(text, match.start() + start, match.end() + start, masked, min(_RUN, len(match[0])))
            for match in _NAME_TOKEN.finditer(text[start:end])
            if len(match[0]) > 1 and match[0].lower() not in _PARTICLES
        )
    if item.kind == "STREET_ADDRESS":
        return any(
            _survives(text, match.start() + start, match.end() + start, masked, _RUN)
            for match in _TOKEN.finditer(text[start:end])
            if match[0].lower() not in _GENERIC
        )
    return _survives(text, start, end, masked, _RUN)


def _survives(text: str, start: int, end: int, masked: set[int], least: int) -> bool:
    run = 0
    for place in range(start, end):
        if not text[place].isalnum():
            continue
        run = 0 if place in masked else run + 1
        if run >= least:
            return True
    return False


def ordinary_words_lost(message: Message, spans: Sequence[Span]) -> tuple[int, int]:
    """Return how many words that belong to no item were masked, and how many there are."""
    inside = set[int]().union(*(range(item.start, item.end) for item in message.items))
    masked = set[int]().union(*(range(*span) for span in spans))
    words = [match.start() for match in _TOKEN.finditer(message.text) if match.start() not in inside]
    return sum(place in masked for place in words), len(words)
