"""`make bench` fails when a target is missed, and says which."""

from pathlib import Path

from evaluation.bench import Side, misses


def side(wall_ms: float, cpu_ms: float) -> Side:
    return Side("made up", 0, lambda *_: None, Path(), wall_ms=[wall_ms] * 3, cpu_ms=[cpu_ms] * 3)


def test_each_target_that_is_missed_is_named_with_what_it_must_be() -> None:
    assert misses(side(71, 40), side(100, 100), 2.1) == [
        "p50 of a turn, of stock's: 0.71, must be at most 0.70",
        "the last turns of a long conversation, of its first: 2.10, must be at most 2.00",
    ]
    assert misses(side(40, 71), side(100, 100), 1.0) == ["CPU of a turn, of stock's: 0.71, must be at most 0.70"]


def test_targets_that_are_met_are_no_misses() -> None:
    assert misses(side(70, 70), side(100, 100), 2.0) == []
