"""Payment cards, whole or by their last digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("⟦34::::00000000000::::09⟧", id="noughts between many marks"),
        pytest.param("card ending ⟦4821⟧", id="no preposition"),
        pytest.param("card ending 2031", id="a year"),
        pytest.param("⟦4111, 1111, 1111, 1111⟧", id="commas"),
        pytest.param("⟦4\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1⟧", id="a digit to each line"),
        pytest.param("card ⟦4111 1111 1111 1111⟧", id="Visa"),
        pytest.param("⟦5500-0000-0000-0004⟧", id="Mastercard"),
        pytest.param("⟦2221000000000009⟧", id="Mastercard, new range"),
        pytest.param("carte ⟦3782 822463 10005⟧", id="American Express"),
        pytest.param("⟦4111111111111111⟧", id="plain"),
        pytest.param("⟦4111 1111 1111 1111⟧ 123", id="followed by its code"),
        pytest.param("my card ending in ⟦4242⟧", id="last digits"),
        pytest.param("ma carte se terminant par ⟦4242⟧", id="last digits, French"),
        pytest.param("**** **** **** ⟦4242⟧", id="last digits, starred"),
        pytest.param("last four digits are ⟦6467⟧", id="last digits, without the card"),
        pytest.param("les 4 derniers chiffres sont ⟦6467⟧", id="last digits, without the card, French"),
        pytest.param("refund it, the last 4 digits of that Visa were ⟦6467⟧", id="last digits of the card"),
        pytest.param("last four digits on my visa card: ⟦6467⟧", id="last digits on the card"),
        pytest.param(
            "remboursez-moi, 4 derniers chiffres de ma carte de crédit : ⟦6467⟧", id="last digits of the card, French"
        ),
        pytest.param("une carte Visa dont les derniers chiffres sont ⟦6467⟧", id="last digits, not counted, French"),
        pytest.param("the last 4 digits of my card are ⟦2031⟧", id="last digits like a year"),
        pytest.param("the last 4 digits of the form are 1295", id="last digits of a form"),
        pytest.param("my card was charged 6467 dollars", id="amount"),
        pytest.param("les 4 derniers mois de paie 2025", id="last months"),
        pytest.param("the lats 4 digits of my card: ⟦6467⟧", id="misspelt last"),
        pytest.param("exp 04/27 cvv ⟦123⟧", id="code on the back"),
        pytest.param("cryptogramme visuel : ⟦123⟧", id="code on the back, French"),
        pytest.param("4111 1111 1111 1112", id="checksum fails"),
        pytest.param("a card ending in 2027", id="when it ends"),
        pytest.param("9111 1111 1111 1111", id="no such issuer"),
        pytest.param("my PR card ends in 2 months", id="PR card"),
        pytest.param("Can I pay with a Visa debit card?", id="only asked about"),
        pytest.param("Puis-je payer par carte de crédit?", id="only asked about, French"),
    ],
)
def test_credit_card_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.CREDIT_CARD, text, language)

    assert found == marked
