"""A datum found by its cue, and the other places where it stands."""

from __future__ import annotations

import pytest

from privacy import Masker
from privacy.repeated import repeated_data


@pytest.mark.parametrize(
    ("text", "again"),
    [
        pytest.param("zbrida and ZBRIDA", [(0, 6), (11, 17)], id="whatever its case"),
        pytest.param("zbrida and zbridas", [(0, 6)], id="part of a longer token"),
        pytest.param("zbrida,zbrida", [(0, 6), (7, 13)], id="beside a mark"),
    ],
)
def test_whole_tokens_are_found_again(text: str, again: list[tuple[int, int]]) -> None:
    assert list(repeated_data(text, [(0, 6)])) == again


def test_what_is_short_is_not_looked_for() -> None:
    assert list(repeated_data("2024 and 2024", [(0, 4)])) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_user_name_without_its_cue_is_masked_too(language: str, masker: Masker) -> None:
    text = "username: zb_rida does not work, I typed zb_rida twice"

    assert masker.mask(text, language).text == "username: <USERNAME> does not work, I typed <USERNAME> twice"
