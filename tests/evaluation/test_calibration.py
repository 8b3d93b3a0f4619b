"""The reliability diagram: the error is the weighted gap, the picture is the same for the same figures."""

from pathlib import Path

import pytest

from evaluation.calibration import bins, calibration_error, draw
from evaluation.observed import Observed
from tests.evaluation.made import asked, seen


def given(chance: float, *, right: bool, language: str = "en") -> Observed:
    return seen(asked(language=language), ranked=(("051103" if right else "050101", chance),))


def test_a_model_that_is_as_sure_as_right_has_no_error() -> None:
    assert calibration_error([given(0.75, right=number < 3) for number in range(4)]) == pytest.approx(0.0)


def test_the_error_is_the_gap_weighted_by_messages() -> None:
    sure_and_wrong, unsure_and_wrong = [given(0.95, right=False)], [given(0.05, right=False)] * 3

    assert calibration_error(sure_and_wrong + unsure_and_wrong) == pytest.approx((0.95 + 3 * 0.05) / 4)


def test_full_certainty_is_in_the_last_bin_and_messages_without_a_ranking_in_none() -> None:
    (only,) = bins([given(1.0, right=True), given(0.91, right=True), seen(asked(), "refuse")])

    assert only.right.total == 2


def test_the_same_figures_give_the_same_picture(tmp_path: Path) -> None:
    observed = [given(0.1 * number, right=number > 4, language=lang) for number in range(10) for lang in ("en", "fr")]
    for name in ("one.svg", "two.svg"):
        draw(observed, tmp_path / name)

    first = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert first == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert "English (calibration error" in first
    assert "French (calibration error" in first
