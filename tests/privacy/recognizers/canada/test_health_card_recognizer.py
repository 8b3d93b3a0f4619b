"""Health cards by form, and plain numbers after a cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("carte sante ⟦12345-6789⟧", id="no accent"),
        pytest.param("health card ⟦1234 567 890⟧ is lost", id="a word of two letters after it"),
        pytest.param("health card ⟦abcd 9093 9912⟧", id="small letters, digits of no date, after a cue"),
        pytest.param("RAMQ ⟦TREM 9005 1212⟧", id="Québec"),
        pytest.param("⟦TREM 9055 1212⟧", id="Québec, a woman"),
        pytest.param("⟦trem90051212⟧", id="Québec, nothing between"),
        pytest.param("⟦1234-567-890-AB⟧", id="Ontario"),
        pytest.param("my PHN is ⟦9123 456 789⟧", id="British Columbia, named"),
        pytest.param("carte d'assurance maladie ⟦12345-6789⟧", id="Alberta, named"),
        pytest.param("TREM 9035 1212", id="no such month"),
        pytest.param("9123 456 789", id="ten digits, not named"),
        pytest.param("Do I need a health card?", id="only asked about"),
        pytest.param("La RAMQ me couvre-t-elle?", id="only asked about, French"),
    ],
)
def test_health_card_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.HEALTH_CARD, text, language)

    assert found == marked
