"""Street addresses, and numbers before ordinary words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("⟦3907 marquette⟧ montréal h2h 3x7", id="no type, postal code"),
        pytest.param("⟦5160 Queen-Mary #12⟧", id="no type, number sign"),
        pytest.param("⟦77 Laurier⟧, Ottawa", id="no type, city"),
        pytest.param("⟦2240 highway 11 north⟧", id="numbered road"),
        pytest.param("30 students in ottawa K1A 0B1", id="no house number"),
        pytest.param("IMM 5257 Form #2", id="a form's part"),
        pytest.param("12 March, Toronto office", id="a day"),
        pytest.param("Mina Karimi\n⟦8618 Nguyen Trai⟧\nLaval", id="line alone"),
        pytest.param("nous avons déménagé au ⟦1937 Nguyen Trai⟧, que faire", id="after a cue, French"),
        pytest.param("⟦4321 boul. Saint-Laurent Ouest, bur. 200⟧", id="office, French"),
        pytest.param("my forms:\n5257 Application", id="line of one word"),
        pytest.param("Dates:\n2026 March April", id="line of a year"),
        pytest.param("adresse ⟦Calle Reforma 2189⟧", id="number last, with a cue"),
        pytest.param("we are at ⟦Rua das Flores 70⟧.", id="number last"),
        pytest.param("⟦H.No. 97, Sector 53⟧ please", id="house and sector"),
        pytest.param("living at ⟦9489/2, Gandhi Nagar⟧", id="part of a house"),
        pytest.param("i live at ⟦unit 12, 262 king st⟧, thanks", id="small letters"),
        pytest.param("send it to ⟦1818 wellington drive⟧, please", id="small letters, loose type"),
        pytest.param("⟦7549 saint-hubert app 2⟧", id="Montréal, small letters"),
        pytest.param("in 2024 work place was closed", id="year before a loose type"),
        pytest.param("3 years way too long", id="no address in small letters"),
        pytest.param("I live at ⟦123 Main Street⟧, Toronto", id="English"),
        pytest.param("⟦123 main street apt 4⟧ toronto", id="small letters"),
        pytest.param("⟦123 Main St W, Unit 5⟧", id="direction and unit"),
        pytest.param("⟦12-345 Bathurst St⟧", id="unit before the number"),
        pytest.param("⟦Apt 4, 123 Oak Drive⟧", id="unit first"),
        pytest.param("⟦10025 106 Street NW⟧", id="numbered street"),
        pytest.param("⟦8 Maple Grove Crescent⟧", id="two words"),
        pytest.param("⟦4321, rue Saint-Denis, app. 3⟧", id="French"),
        pytest.param("⟦55 boulevard René-Lévesque Ouest⟧", id="French, boulevard"),
        pytest.param("j'habite au ⟦12 rue des Érables⟧", id="French, article"),
        pytest.param("⟦12 rue des érables⟧", id="French, small letters"),
        pytest.param("⟦4321 St-Denis app 3⟧, Montréal", id="no type, unit"),
        pytest.param("my address is ⟦77 Elmwood⟧", id="no type, cue"),
        pytest.param("⟦PO Box 123⟧", id="box"),
        pytest.param("⟦C.P. 45⟧", id="box, French"),
        pytest.param("⟦RR 2⟧", id="rural route"),
        pytest.param("30 days to drive there", id="measure"),
        pytest.param("2 years on the road", id="years on the road"),
        pytest.param("I took 2 road tests", id="class"),
        pytest.param("$150 Street fee", id="fee"),
        pytest.param("6 months work place", id="months"),
        pytest.param("2 cours de français", id="courses, French"),
        pytest.param("3 places en garderie", id="places, French"),
        pytest.param("IMM 5257 form", id="form"),
        pytest.param("How do I change my address?", id="only asked about"),
        pytest.param("Comment changer d'adresse?", id="only asked about, French"),
    ],
)
def test_street_address_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.STREET_ADDRESS, text, language)

    assert found == marked
