"""Paired comparisons: chance is told from loss, and the intervals hold what they promise."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.paired import Pairs, alike, chance_of_loss, twin_table, twins
from evaluation.scores import Rate
from tests.evaluation.made import asked, seen

COUNTS = st.integers(0, 60)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_interval_holds_the_difference_and_turns_with_the_order(a: int, b: int, c: int, d: int) -> None:
    pairs, turned = Pairs(a, b, c, d), Pairs(a, c, b, d)
    low, high = pairs.interval

    assert -1.0 - 1e-9 <= low <= pairs.difference + 1e-9
    assert pairs.difference - 1e-9 <= high <= 1.0 + 1e-9
    if pairs.total:
        assert turned.interval == pytest.approx((-high, -low))


def test_95_of_100_intervals_hold_the_true_difference() -> None:
    chance = random.Random(7)  # noqa: S311 – seeded sampling is no secret
    held = 0
    for _ in range(600):
        # Both right 0.6, one alone 0.2, the other alone 0.1: the true difference is 0.1.
        kinds = chance.choices([(True, True), (True, False), (False, True), (False, False)], [6, 2, 1, 1], k=63)
        low, high = Pairs.of(kinds).interval
        held += low <= 0.1 <= high

    assert Rate(held, 600).interval[1] > 0.94
    assert held < 600


def test_pairs_are_counted_by_who_was_right() -> None:
    found = Pairs.of([(True, True), (True, False), (True, False), (False, True), (False, False)])

    assert (found.both, found.first, found.second, found.neither) == (1, 2, 1, 1)
    assert found.difference == pytest.approx(0.2)


@pytest.mark.parametrize(("lost", "won", "chance"), [(0, 0, 1.0), (0, 5, 1.0), (5, 0, 1 / 32), (3, 1, 5 / 16)])
def test_the_chance_of_a_loss_is_the_exact_one(lost: int, won: int, chance: float) -> None:
    assert chance_of_loss(lost, won) == pytest.approx(chance)


def test_only_a_french_question_whose_english_one_is_there_has_a_twin() -> None:
    english, french = seen(asked()), seen(asked(ident="fr-1", language="fr", twin="en-1"))

    assert twins([english, french, seen(asked(ident="fr-2", language="fr", twin="en-9"))]) == [(english, french)]


def test_twins_are_alike_when_the_same_was_done() -> None:
    answered, other = seen(asked(), codes=("051103",)), seen(asked(), codes=("050101",))

    assert alike((answered, answered))
    assert not alike((answered, other))
    assert not alike((answered, seen(asked(), "clarify")))
    assert alike((seen(asked(), "clarify", candidates=("1",)), seen(asked(), "clarify", candidates=("2",))))


def test_the_table_of_twins_names_difference_and_interval() -> None:
    right = (("051103", 0.9),)
    english = seen(asked(), codes=("051103",), ranked=right)
    french = seen(asked(ident="fr-1", language="fr", twin="en-1"), "clarify", ranked=(("050101", 0.3),))

    found = twin_table([english, french])
    assert "| right code first | +1.00 (" in found
    assert "| twins answered alike | 0.00 (0/1;" in found
