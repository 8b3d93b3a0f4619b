"""Thresholds: the bar that answers most, never one that breaks the constraints."""

from evaluation.observed import Observed
from evaluation.thresholds import bars, best, sweep
from tests.evaluation.made import asked, seen


def chance(value: float, *, right: bool = True, second: float = 0.0, handling: str = "answer") -> Observed:
    code = "051103" if right else "050101"
    row = asked("051103" if handling == "answer" else "900301", handling=handling)
    return seen(row, ranked=((code, value), ("170101", second)))


def ours(code: str) -> bool:
    return not code.startswith("90")


def test_the_lowest_threshold_that_keeps_wrong_answers_back_is_chosen() -> None:
    observed = [chance(0.5)] * 30 + [chance(0.41, right=False)] * 10

    chosen = best(bars(observed, ours))[0]
    assert 0.41 < chosen.threshold <= 0.5
    assert chosen.answered.hits == 30


def test_a_margin_keeps_back_what_a_threshold_cannot() -> None:
    observed = [chance(0.5)] * 30 + [chance(0.5, right=False, second=0.45)] * 10

    chosen = best(bars(observed, ours))[0]
    assert chosen.margin > 0.05
    assert (chosen.right.hits, chosen.right.total) == (30, 30)


def test_strange_messages_that_would_be_answered_forbid_a_bar() -> None:
    observed = [chance(0.5)] * 100 + [chance(0.61, right=False, handling="out_of_scope")] * 2

    assert all(bar.threshold > 0.61 for bar in best(bars(observed, ours)))


def test_small_talk_and_refusals_are_never_wrong_answers() -> None:
    refused = seen(asked("900301", handling="out_of_scope"), "refuse", ranked=(("900301", 0.9),))

    assert all(bar.strange.hits == 0 for bar in bars([chance(0.5), refused], ours))


def test_when_nothing_is_good_enough_the_sweep_says_so() -> None:
    found = sweep([chance(0.95, right=False)] * 4, ours)

    assert "none is within the constraints" in found
    assert "config.yml" not in found
