"""The definitions of a leak: by position, in runs of four, with the exceptions that the documentation names."""

from __future__ import annotations

import pytest

from evaluation.privacy.messages import Item, Message
from evaluation.privacy.scorer import leaks, ordinary_words_lost


def scored(text: str, datum: str, kind: str, masked: str) -> tuple[bool, bool]:
    start = text.index(datum)
    item = Item(kind, start, start + len(datum), (start, start + len(datum)))
    message = Message(text, (item,), "en", "careful", "other", "single")
    spans = [(text.index(masked), text.index(masked) + len(masked))] if masked else []
    (fate,) = leaks(message, spans)
    return fate.leaked, fate.whole


@pytest.mark.parametrize(
    ("datum", "kind", "masked", "leaked", "whole"),
    [
        pytest.param("Mina de Okafor", "PERSON", "Mina de Okafor", False, False, id="all masked"),
        pytest.param("Mina de Okafor", "PERSON", "", True, True, id="nothing masked"),
        pytest.param("Mina de Okafor", "PERSON", "Mina", True, False, id="half a name"),
        pytest.param("Mina de Okafor", "PERSON", "Mina de Oka", False, False, id="three letters left"),
        pytest.param("J. Okafor", "PERSON", "Okafor", False, False, id="an initial does not count"),
        pytest.param("Li Wu", "PERSON", "Wu", True, False, id="a short name counts whole"),
        pytest.param("130-692-544", "SIN", "130-692-544", False, False, id="number masked"),
        pytest.param("130-692-544", "SIN", "130-6", True, False, id="four digits over separators"),
        pytest.param("130-692-544", "SIN", "130-692-", False, False, id="three digits left"),
        pytest.param("12 Main Street", "STREET_ADDRESS", "12 Main", False, False, id="generic word"),
        pytest.param("12 Main Street", "STREET_ADDRESS", "12 ", True, False, id="name of the street"),
    ],
)
def test_leak_is_what_survives_in_place(datum: str, kind: str, masked: str, leaked: bool, whole: bool) -> None:
    assert scored(f"hello, {datum} here", datum, kind, masked) == (leaked, whole)


def test_words_lost_are_those_of_no_item() -> None:
    item = Item("PERSON", 0, 4, (0, 4))
    message = Message("Mina wants help", (item,), "en", "careful", "other", "single")

    assert ordinary_words_lost(message, [(0, 10)]) == (1, 2)
