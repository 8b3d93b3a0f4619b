"""Identity numbers of other countries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pan card ⟦KTRWS2093L⟧ may I use for proof", id="a word after it"),
        pytest.param("ma CIN ⟦AB 123456⟧ est perdue", id="a word after it, French"),
        pytest.param("Aadhaar ⟦1234 5678 9012⟧", id="India"),
        pytest.param("⟦ABCDE1234F⟧", id="India, tax"),
        pytest.param("⟦12345-1234567-1⟧", id="Pakistan"),
        pytest.param("CPF ⟦123.456.789-09⟧", id="Brazil"),
        pytest.param("⟦GOMC900503HDFRRL09⟧", id="Mexico"),
        pytest.param("my NIN is ⟦12345678901⟧", id="Nigeria"),
        pytest.param("CIN ⟦AB123456⟧", id="Morocco"),
        pytest.param("carte nationale d'identité ⟦880692310285⟧", id="France"),
        pytest.param("national ID of 3 countries", id="too few digits"),
        pytest.param("PAN Canada", id="panel"),
        pytest.param("Do I need my national ID?", id="only asked about"),
        pytest.param("Faut-il ma carte d'identité?", id="only asked about, French"),
    ],
)
def test_national_id_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.NATIONAL_ID, text, language)

    assert found == marked
