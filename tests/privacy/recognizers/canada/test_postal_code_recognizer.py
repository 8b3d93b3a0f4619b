"""Postal codes of Canada, and of elsewhere after a cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("they live in Karachi ⟦75300⟧, near the sea", id="behind a city abroad"),
        pytest.param("a salary in Toronto 65000, in Canada 50000", id="behind a city of Canada"),
        pytest.param("Kastanienweg 9, ⟦8002⟧ Zurich", id="behind a street of Switzerland"),
        pytest.param("rue: 18 rue du Lavoir ⟦1050⟧ Bruxelles", id="behind a street of Belgium"),
        pytest.param("au 7 bis cours Ravel ⟦69003⟧ Lyon?", id="behind a street of France"),
        pytest.param("12 Elm Lane, Portland, ME ⟦04210⟧", id="American"),
        pytest.param("IL Y EN A DE 45000 A MOI, 20000 MA PART", id="amounts in capitals"),
        pytest.param("I have points 12, 1500 Karachi families wait", id="a count before a city"),
        pytest.param("⟦K2P_1L4⟧", id="underscore"),
        pytest.param("Ottawa ⟦K1A 0B1⟧", id="space"),
        pytest.param("⟦K1A0B1⟧", id="nothing"),
        pytest.param("⟦M5V-2T6⟧", id="hyphen"),
        pytest.param("j'habite à Montréal ⟦h2x 1y4⟧", id="small letters"),
        pytest.param("code postal : ⟦75011⟧", id="foreign, after a cue"),
        pytest.param("pin code ⟦110001⟧", id="Indian, after a cue"),
        pytest.param("Laval ⟦H 7 X 3 K 8⟧", id="spaced out"),
        pytest.param("D1A 0B1", id="letter that is never used"),
        pytest.param("K1A 0B1O", id="letter that is never last"),
        pytest.param("W1A 0B1", id="W in front"),
        pytest.param("NOC 21231", id="five digits alone"),
        pytest.param("K1A", id="half a code"),
        pytest.param("Is a postal code needed?", id="only asked about"),
        pytest.param("Faut-il un code postal?", id="only asked about, French"),
        pytest.param("my code is ⟦k one a zero b one⟧", id="spelt"),
        pytest.param("c'est ⟦J quatre B deux S un⟧", id="spelt, French"),
        pytest.param("12 allée des Ormes\n⟦31000⟧ Toulouse", id="before a town"),
        pytest.param("I paid\n31000 rupees", id="no town"),
        pytest.param("y a un a deux permis", id="letters that are words"),
    ],
)
def test_postal_code_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.POSTAL_CODE, text, language)

    assert found == marked
