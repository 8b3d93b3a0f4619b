"""Numbers of permits, confirmations and cards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("work permit ⟦U123456789⟧", id="work permit"),
        pytest.param("permis d'études ⟦F302345678⟧", id="study permit, French"),
        pytest.param("COPR ⟦T123456789⟧", id="confirmation"),
        pytest.param("PR card ⟦RA12345678⟧", id="resident card"),
        pytest.param("carte RP ⟦PA0123456789⟧", id="resident card, ten digits"),
        pytest.param("my citizenship certificate is No. ⟦418827⟧ series B", id="certificate"),
        pytest.param("certificat de citoyenneté numéro ⟦A 4188271⟧", id="certificate, French"),
        pytest.param("a certificate costs 75 dollars, no 5 is free", id="a certificate's price"),
        pytest.param("T12345678", id="eight digits"),
        pytest.param("QA12345678", id="letters of no card"),
        pytest.param("Where is the document number on my permit?", id="only asked about"),
        pytest.param("Où est le numéro du document sur mon permis?", id="only asked about, French"),
    ],
)
def test_document_number_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.DOCUMENT_NUMBER, text, language)

    assert found == marked
