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
