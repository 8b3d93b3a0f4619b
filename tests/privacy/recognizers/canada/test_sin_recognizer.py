"""Social insurance numbers, with and without their check digit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sin ⟦462 -- 839 -- 010⟧", id="wide marks"),
        pytest.param("my SIN is ⟦130692544⟧", id="nothing between"),
        pytest.param("SIN ⟦130-692-544⟧.", id="hyphens"),
        pytest.param("mon NAS est le ⟦130 692 544⟧", id="spaces"),
        pytest.param("⟦130.692.544⟧", id="dots"),
        pytest.param("⟦130 692-544⟧", id="mixed separators"),
        pytest.param("NAS : ⟦972 487 086⟧", id="temporary residents start with 9"),
        pytest.param("⟦130-692-544⟧ et ⟦462 839 010⟧", id="two of them"),
        pytest.param("⟦1:3:0:6:9:2:5:4:4⟧", id="anything between its digits"),
        pytest.param("NAS ⟦130, 692, 544⟧", id="commas"),
        pytest.param("scores 7.5, 7.0, 6.5, 8.0, CRS 487", id="list of scores"),
        pytest.param("we are 130, 692 and 544", id="a word between"),
        pytest.param("order 130692545", id="checksum fails"),
        pytest.param("046 454 286", id="no number starts with 0"),
        pytest.param("812 345 679", id="no number starts with 8"),
        pytest.param("13069254", id="eight digits"),
        pytest.param("1306925441", id="ten digits"),
        pytest.param("12-130692544-7", id="inside a longer number"),
        pytest.param("where do I find my SIN?", id="only asked about"),
        pytest.param("Où trouver mon NAS?", id="only asked about, French"),
    ],
)
def test_sin_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.SIN, text, language)

    assert found == marked
