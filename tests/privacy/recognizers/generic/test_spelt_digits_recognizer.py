"""Numbers spelt out digit by digit or in groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it is ⟦four one six five five five zero one nine nine⟧ ok", id="digit by digit"),
        pytest.param("⟦four-one-six, five five five⟧", id="separators"),
        pytest.param("⟦double seven eight nine one two three⟧", id="double"),
        pytest.param("c'est le ⟦quatre un six cinq cinq cinq zéro un⟧", id="French"),
        pytest.param("⟦quatre cent seize cinq cent cinquante cinq⟧", id="French, in groups"),
        pytest.param("⟦one 3 zero 6 nine 2⟧", id="words and digits"),
        pytest.param("call ⟦514 five five five 0199⟧", id="groups of digits and words"),
        pytest.param("le ⟦514 cinq cinq cinq 0199⟧", id="groups of digits and words, French"),
        pytest.param("steps one two three 4 5", id="few digits"),
        pytest.param("one is five and one is six", id="ages"),
        pytest.param("two thousand five hundred dollars", id="amount"),
        pytest.param("cent cinquante dollars et vingt cents", id="amount, French"),
        pytest.param("three or four of us", id="small numbers"),
    ],
)
def test_spelt_number_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.IDENTIFIER, text, language)

    assert found == marked
