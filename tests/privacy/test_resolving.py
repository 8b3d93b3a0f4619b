"""Who keeps which stretch when matches overlap each other or what must stay."""

from __future__ import annotations

import pytest
from presidio_analyzer import RecognizerResult

from privacy.intervals import Intervals
from privacy.keeping import Kept
from privacy.normalised import BARRIER
from privacy.recognizers.base import CERTAIN, CHECKED, FORMAT, GUESS, SHAPE
from privacy.resolving import Found, resolve

NOTHING = Kept(firm=Intervals(), likely=Intervals())
TEXT = "0123456789 abcdefghi 0123456789"


def test_surer_match_keeps_its_stretch_and_the_other_what_is_left() -> None:
    results = [RecognizerResult("IDENTIFIER", 0, 10, GUESS), RecognizerResult("UCI", 2, 6, SHAPE)]

    found = resolve(TEXT, results, NOTHING)

    assert found == [Found("UCI", 2, 6), Found("IDENTIFIER", 6, 10)]


def test_parts_of_one_kind_become_one() -> None:
    results = [RecognizerResult("STREET_ADDRESS", 0, 12, CHECKED), RecognizerResult("STREET_ADDRESS", 8, 20, CERTAIN)]

    assert resolve(TEXT, results, NOTHING) == [Found("STREET_ADDRESS", 0, 20)]


def test_neighbours_of_one_kind_stay_two() -> None:
    results = [RecognizerResult("UCI", 0, 4, SHAPE), RecognizerResult("UCI", 4, 8, SHAPE)]

    assert resolve(TEXT, results, NOTHING) == [Found("UCI", 0, 4), Found("UCI", 4, 8)]


@pytest.mark.parametrize(
    ("kind", "score", "left"),
    [
        pytest.param("UCI", SHAPE, [], id="a shape yields"),
        pytest.param("SIN", FORMAT, [], id="a form inside yields"),
        pytest.param("CREDIT_CARD", CHECKED, [Found("CREDIT_CARD", 0, 10)], id="a check digit does not"),
        pytest.param("UCI", CERTAIN, [Found("UCI", 0, 10)], id="a cue does not"),
        pytest.param("IDENTIFIER", GUESS, [], id="the net yields"),
    ],
)
def test_likely_stretch_is_kept_from_weak_matches(kind: str, score: float, left: list[Found]) -> None:
    kept = Kept(firm=Intervals(), likely=Intervals([(0, 10)]))

    assert resolve(TEXT, [RecognizerResult(kind, 0, 10, score)], kept) == left


def test_firm_stretch_is_kept_from_every_match() -> None:
    kept = Kept(firm=Intervals([(0, 10)]), likely=Intervals())

    assert resolve(TEXT, [RecognizerResult("PHONE", 0, 10, 1.0)], kept) == []


def test_net_takes_what_stands_beside_a_kept_stretch() -> None:
    kept = Kept(firm=Intervals(), likely=Intervals([(0, 10)]))

    assert resolve(TEXT, [RecognizerResult("IDENTIFIER", 0, 31, GUESS)], kept) == [Found("IDENTIFIER", 11, 31)]


def test_barrier_is_never_part_of_a_match() -> None:
    text = f"0123{BARRIER}5678"

    found = resolve(text, [RecognizerResult("PHONE", 0, 9, CHECKED)], NOTHING)

    assert found == [Found("PHONE", 0, 4), Found("PHONE", 5, 9)]


def test_intervals_join_what_touches_and_give_the_remainder() -> None:
    taken = Intervals([(5, 8), (1, 3), (2, 4)])

    taken.add(10, 12)

    assert taken.overlapping(0, 20) == [(1, 4), (5, 8), (10, 12)]
    assert taken.remainder(0, 11) == [(0, 1), (4, 5), (8, 10)]
    assert (taken.covers(5, 8), taken.covers(3, 6)) == (True, False)
