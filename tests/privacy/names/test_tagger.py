"""The tagger alone: names without a cue, and the words that are none."""

from __future__ import annotations

import pytest

from privacy.names.tagger import shared_tagger


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Priya Sharma wants to study in Toronto", ["Priya Sharma"], id="name first"),
        pytest.param("priya sharma wants to study in toronto", ["priya sharma"], id="small letters"),
        pytest.param("PRIYA SHARMA WANTS TO STUDY IN TORONTO", ["PRIYA SHARMA"], id="capitals"),
        pytest.param("Le dossier d'Aminata Diallo est bloqué", ["Aminata Diallo"], id="elision"),
        pytest.param("le dossier de thi hoa nguyen est bloqué", ["thi hoa nguyen"], id="Vietnamese, small letters"),
        pytest.param("Oluwaseun Adeyemi's permit expired", ["Oluwaseun Adeyemi"], id="possessive"),
        pytest.param("Can Mariam and Babak apply together?", ["Mariam", "Babak"], id="given names alone"),
        pytest.param("Jean-Baptiste Saint-Fleur, permis refusé", ["Jean-Baptiste Saint-Fleur"], id="hyphens"),
        pytest.param("what does express entry mean for a nurse in manila", [], id="clean"),
        pytest.param("Est-ce que Manille a un centre de biométrie?", [], id="clean, French"),
        pytest.param("Does Simon Fraser University need a PAL?", [], id="school named after a person"),
        pytest.param("add my newborn girl aisha to PR application", ["aisha"], id="small letters beside an acronym"),
        pytest.param("my cousin rukayat got ITA with less points", ["rukayat"], id="an acronym after it"),
        pytest.param("Is Rajan Pillai Polytechnic on the list?", [], id="school that bears a name"),
        pytest.param("Le lycée Awa Diagne est-il reconnu?", [], id="school that bears a name, French"),
        pytest.param("my daughter Priya college fees are paid", ["Priya"], id="a college of hers"),
        pytest.param("HOW LONG DOES IT TAKE IN NEW DELHI", [], id="clean, capitals"),
        pytest.param("may i hope to mark the form", [], id="words that are names too"),
        pytest.param("", [], id="nothing"),
        pytest.param("12 34 !? \n", [], id="no word"),
    ],
)
def test_names_are_found_without_a_cue(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in shared_tagger().spans(text)] == names
