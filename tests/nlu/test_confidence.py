"""The chance that thresholds cut: what raises it, what lowers it, and that it is learnt from what it cannot know."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from evaluation.confidence import Weighed, learn, line
from evaluation.scores import Labelled
from nlu.confidence import Reading, Weights, ranked

WEIGHTS = Weights(chance=1.0, margin=20.0, cover=5.0, length=1.0, bias=-5.0)
SHARES = arrays.arrays(float, 5, elements=st.floats(0.0, 1.0))


def reading(chances: object, likeness: object, cover: object, words: int = 8) -> Reading:
    return Reading("abcde", np.array(chances, float), np.array(likeness, float), np.array(cover, float), words)


@given(SHARES, SHARES, SHARES, st.integers(0, 500))
def test_every_confidence_is_a_chance_and_the_ranking_falls(
    chances: np.ndarray, likeness: np.ndarray, cover: np.ndarray, words: int
) -> None:
    found = ranked(reading(chances, likeness, cover, words), WEIGHTS, 3)

    assert 0 < len(found) <= 3
    assert all(0 <= chance <= 1 for _, chance in found)
    assert [chance for _, chance in found] == sorted((chance for _, chance in found), reverse=True)


def test_words_that_no_example_of_the_intent_holds_lower_it() -> None:
    same = ([0.8, 0.05, 0.05, 0.05, 0.05], [0.4, 0.1, 0.1, 0.1, 0.1])
    (_, known), *_ = ranked(reading(*same, [1.0] * 5), WEIGHTS, 1)
    (_, unknown), *_ = ranked(reading(*same, [0.3] * 5), WEIGHTS, 1)

    assert unknown < known


def test_an_intent_taken_out_is_no_candidate_any_more() -> None:
    whole = reading([0.8, 0.1, 0.05, 0.03, 0.02], [0.5, 0.2, 0.1, 0.1, 0.1], [1.0] * 5)

    left = whole.without([0])

    assert left.chances[1] == pytest.approx(0.5)
    assert ranked(left, WEIGHTS, 1)[0][0] == "b"


def test_learning_finds_the_feature_that_tells_right_from_wrong() -> None:
    rng = np.random.default_rng(20261122)
    row = Labelled("made-up", "en", "?", "answer", frozenset({"a"}), "choose")
    weighed = []
    for _ in range(200):
        right = np.array([True, False, False])
        features = rng.normal(0, 1, (3, 4))
        features[:, 2] = right + rng.normal(0, 0.2, 3)
        weighed.append(Weighed(row, False, features, right, np.ones(3, dtype=bool)))

    weights = learn(weighed)

    assert weights.cover > 5 * max(abs(weights.chance), abs(weights.margin), abs(weights.length))
    assert line(weights).startswith("{chance: ")
