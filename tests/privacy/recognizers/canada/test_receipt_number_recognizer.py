"""Receipts of payments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("receipt number ⟦123456789012⟧", id="plain"),
        pytest.param("reçu no ⟦1234-5678-9012⟧", id="groups"),
        pytest.param("payment receipt ⟦K123456789⟧", id="letter"),
        pytest.param("transaction ⟦ABC12345678⟧", id="three letters"),
        pytest.param("⟦IOE0123456789⟧", id="United States"),
        pytest.param("123456789012", id="not named"),
        pytest.param("my payment receipt of 1500 dollars", id="amount"),
        pytest.param("I lost my receipt", id="only asked about"),
        pytest.param("J'ai perdu mon reçu", id="only asked about, French"),
    ],
)
def test_receipt_number_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.RECEIPT_NUMBER, text, language)

    assert found == marked
