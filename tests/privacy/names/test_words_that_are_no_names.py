"""Clients type fast: a slip of the finger in a word of ours is no name, nor is an only word that is just rare."""

from __future__ import annotations

import pytest

from privacy import shared_masker
from privacy.names.misspelt import Misspelt

KNOWN = Misspelt.of(["passport", "biometrics", "permit", "visa"])


@pytest.mark.parametrize("slip", ["pasport", "passporrt", "passpart", "passprot", "biometris", "permi", "helppp"])
def test_one_slip_is_a_known_word(slip: str) -> None:
    assert slip in KNOWN


@pytest.mark.parametrize("other", ["passports1234", "pass", "prti", "visy", "gwendolyn", ""])
def test_short_words_and_two_slips_are_not(other: str) -> None:
    assert other not in KNOWN


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("text", ["Biometris", "Passeprt", "Prolongaton", "Arnaque", "Humain", "Cancel", "Hiii", "kk"])
def test_a_message_of_one_odd_word_stays(text: str, language: str) -> None:
    assert shared_masker().mask(text, language).text == text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("text", ["Gwendolyn", "gwendolyn", "Oyelaran"])
def test_a_message_of_one_name_does_not(text: str, language: str) -> None:
    assert shared_masker().mask(text, language).text == "<PERSON>"


@pytest.mark.parametrize("text", ["I want to be home for Nowruz and come back", "je rentre pour diwali avec ma femme"])
def test_a_feast_is_nobody(text: str) -> None:
    assert shared_masker().mask(text, "fr" if "je" in text else "en").text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [("the kettle is hot", "en"), ("where is the teapot", "en"), ("une bouilloire chaude", "fr")],
)
def test_a_thing_after_its_article_is_nobody(text: str, language: str) -> None:
    assert shared_masker().mask(text, language).text == text


@pytest.mark.parametrize("text", ["Somebody else's question", "Somebody else, please", "hola quiero visa de trabajo"])
def test_nobody_in_particular_is_nobody(text: str) -> None:
    assert shared_masker().mask(text, "en").text == text


def test_of_a_short_word_two_letters_inside_may_change_places_and_no_more() -> None:
    short = Misspelt.of(["faire", "mais"])

    assert [word in short for word in ("fiare", "masi", "afire", "maps", "faure")] == [True, True, False, False, False]


CITIES = ["Francfort", "Varsovie", "Djakarta", "Addis-Abeba", "Tizi-Ouzou", "Katmandou", "Bichkek", "Jacmel"]


@pytest.mark.parametrize("city", [*CITIES, *map(str.lower, CITIES)])
@pytest.mark.parametrize("said", ["J'arrive de {} le 12 mars", "mon mari travaille à {} depuis un an"])
def test_a_city_by_its_french_name_is_nobody(city: str, said: str) -> None:
    assert shared_masker().mask(said.format(city), "fr").text == said.format(city)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The station Zagorsky is near the office", "en"),
        ("Is the office on Zagorsky Street open on Monday?", "en"),
        ("Prince George is not in the list, is it?", "en"),
        ("Est-ce que Prince Albert est une communauté pilote?", "fr"),
        ("le boulevard Zagorsky est fermé", "fr"),
        ("je viens du lycée zagorsky", "fr"),
        ("Ville : Lévis", "fr"),
    ],
)
def test_a_street_a_school_and_a_city_are_nobody(text: str, language: str) -> None:
    assert shared_masker().mask(text, language).text == text


@pytest.mark.parametrize("text", ["Jiwoo Park applied in May", "Hannah Church applied in May", "IBRAHIM PARK APPLIED"])
def test_who_bears_the_name_of_a_thing_in_a_city_is_somebody(text: str) -> None:
    assert shared_masker().mask(text, "en").text.lower().startswith("<person> applied")


@pytest.mark.parametrize("text", ["Prince Okafor is my cousin", "Albert is my cousin, Prince too"])
def test_who_bears_the_name_of_a_city_is_somebody(text: str) -> None:
    assert "<PERSON> is my cousin" in shared_masker().mask(text, "en").text
