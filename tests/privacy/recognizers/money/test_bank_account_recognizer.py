"""Bank accounts of Canada and IBANs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("transit ⟦20417 institution 006⟧", id="told by words"),
        pytest.param("numéro de transit ⟦20417⟧", id="told by words, French"),
        pytest.param("public transit 2024 pass", id="a year"),
        pytest.param("account ⟦FR76 3000 6000 0112 3456 7890 189⟧ was debited", id="IBAN before a short word"),
        pytest.param("⟦12345-003-1234567⟧", id="transit first"),
        pytest.param("⟦003-12345-1234567⟧", id="institution first"),
        pytest.param("my account number is ⟦1234567⟧", id="after a cue"),
        pytest.param("compte bancaire ⟦123456789⟧", id="after a cue, French"),
        pytest.param("⟦FR76 3000 6000 0112 3456 7890 189⟧", id="IBAN"),
        pytest.param("⟦GB82WEST12345698765432⟧", id="IBAN, nothing between"),
        pytest.param("GB82WEST12345698765433", id="IBAN, checksum fails"),
        pytest.param("I have 15000 dollars in my account", id="amount on it"),
        pytest.param("Do I need a bank account?", id="only asked about"),
        pytest.param("Faut-il un compte bancaire?", id="only asked about, French"),
        pytest.param("succursale ⟦20431, institution 004⟧", id="succursale"),
    ],
)
def test_bank_account_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.BANK_ACCOUNT, text, language)

    assert found == marked
