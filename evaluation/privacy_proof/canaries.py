"""A seed → here → messages full of made-up personal data, each datum of its own kind to be found again anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.privacy.messages import Item, Message, messages
from evaluation.privacy_proof.search import compact

SHORTEST, SHORTEST_NAME, SHORTEST_POSTAL_CODE = 7, 10, 6
_BATCH = 200


@dataclass(frozen=True)
class Canary:
    """A made-up datum that is nowhere else."""

    kind: str
    value: str


@dataclass(frozen=True)
class Unit:
    """What is sent in one piece: a message, or a bare datum where only a datum fits."""

    text: str
    language: str
    canaries: tuple[Canary, ...]


def units(count: int, seed: int) -> list[Unit]:
    """Return messages with `count` canaries or a few more, in both languages.

    Of the development set: what is found here is looked at.
    """
    known: set[bytes] = set()
    found: list[Unit] = []
    total = 0
    for message in _endless(seed):
        fresh = tuple(_canaries(message, known))
        if fresh:
            found.append(Unit(message.text, message.language, fresh))
            total += len(fresh)
        if total >= count:
            return found
    raise AssertionError("an endless stream has ended")


def bare(unit: Unit) -> list[Unit]:
    """Return each canary of a message alone, for places that take no sentences."""
    return [Unit(canary.value, unit.language, (canary,)) for canary in unit.canaries]


def _endless(seed: int) -> Iterator[Message]:
    while True:
        yield from messages("development", _BATCH, seed)
        seed += 1_000_003


def _canaries(message: Message, known: set[bytes]) -> Iterator[Canary]:
    for item in message.items:
        value = message.text[item.telling[0] : item.telling[1]]
        form = compact(value)
        if len(form) >= _shortest(item) and form not in known and (item.kind != "PERSON" or " " in value):
            known.add(form)
            yield Canary(item.kind, value)


def _shortest(item: Item) -> int:
    return {"PERSON": SHORTEST_NAME, "POSTAL_CODE": SHORTEST_POSTAL_CODE}.get(item.kind, SHORTEST)
