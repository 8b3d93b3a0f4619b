"""Short numbers whose name the client says, and what only looks like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("booking reference ⟦ZK4TWP⟧", id="booking"),
        pytest.param("I booked with WestJet (⟦ZK4TWP⟧) for Friday", id="booked"),
        pytest.param("on a réservé avec Air France, ⟦4KTWPZ⟧", id="booked, French"),
        pytest.param("réservation ⟦ZK4TWP⟧", id="booking, French"),
        pytest.param("the plate is ⟦BXRT 914⟧", id="plate"),
        pytest.param("la plaque de l'auto du consultant c'est ⟦R81 KLM⟧", id="plate, French"),
        pytest.param("Emp. ID: ⟦EMP-00917⟧", id="employee"),
        pytest.param("numéro d'employé chez Agropur: ⟦00917-c⟧", id="employee, French"),
        pytest.param("student number ⟦S40917⟧", id="student"),
        pytest.param("confirmation ⟦WK7-4PD-31⟧ demain", id="three groups"),
        pytest.param("matricule scolaire ⟦30175T⟧", id="pupil, French"),
        pytest.param("receipt No. ⟦00386⟧ from the consultant", id="digits alone"),
        pytest.param("numéro de reçu non, reçu n° ⟦5512⟧", id="digits alone, French"),
        pytest.param("order #⟦48213⟧", id="digits after a sign"),
        pytest.param("reference number 2024", id="a year, called a number"),
        pytest.param("booking number 3 of 4", id="which of them"),
        pytest.param("booking for 2 people", id="how many"),
        pytest.param("I booked flight AC857 to Montreal", id="flight"),
        pytest.param("student on IMM5709 with 2 kids", id="form"),
        pytest.param("student in the 3rd year", id="ordinal"),
        pytest.param("employee of a level B2B company", id="a word with a digit"),
        pytest.param("order 2 copies of the COPR", id="copies"),
        pytest.param("police certificate from 2019", id="year"),
        pytest.param("a departure order in 2024", id="a year after an order"),
        pytest.param("étudiant pour 1700$ par mois", id="an amount, French"),
        pytest.param("Plaque du véhicule : ⟦FY-418-TR⟧ svp", id="plate of France"),
        pytest.param("confirmation number ⟦7K3H92QL1⟧", id="confirmation"),
        pytest.param("numéro de rendez-vous ⟦BX-38214⟧", id="appointment, French"),
        pytest.param("webform ref ⟦1-23CB4A⟧", id="reference"),
        pytest.param("payment 1500CAD", id="an amount"),
        pytest.param("reference letter for 2 jobs", id="a letter"),
    ],
)
def test_named_number_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.IDENTIFIER, text, language)

    assert found == marked
