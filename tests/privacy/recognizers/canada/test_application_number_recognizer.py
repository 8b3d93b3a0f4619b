"""Application numbers, and letters before other numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("⟦W 3*0*2*3*4*5*6*7*8⟧", id="anything between its digits"),
        pytest.param("application ⟦E001234567⟧", id="plain"),
        pytest.param("⟦W 302345678⟧", id="space"),
        pytest.param("⟦W-302345678⟧", id="hyphen"),
        pytest.param("⟦W 302 345 678⟧", id="groups"),
        pytest.param("ma demande ⟦s302345678⟧", id="small letter"),
        pytest.param(
            "⟦V302345678⟧ ⟦F302345678⟧ ⟦B302345678⟧ ⟦H302345678⟧ ⟦C302345678⟧ ⟦U302345678⟧ ⟦P302345678⟧",
            id="every letter",
        ),
        pytest.param("⟦EP0001234567⟧", id="Express Entry"),
        pytest.param("numéro ⟦ep0001234567⟧", id="Express Entry, small letters"),
        pytest.param("E00123456", id="eight digits"),
        pytest.param("E0012345678", id="ten digits"),
        pytest.param("Z302345678", id="letter of no business line"),
        pytest.param("XE001234567", id="inside a word"),
        pytest.param("IMM 5257", id="form number"),
        pytest.param("What is my application number?", id="only asked about"),
        pytest.param("Où est mon numéro de demande?", id="only asked about, French"),
    ],
)
def test_application_number_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.APPLICATION_NUMBER, text, language)

    assert found == marked
