"""A name found once is found everywhere in the message."""

from __future__ import annotations

from privacy import Masker


def test_name_given_away_once_is_masked_wherever_it_stands(masker: Masker) -> None:
    text = "My name is Zorvika Blenn. zorvika blenn was refused, and BLENN is misspelt."

    masked = masker.mask(text, "en").text

    assert "zorvika" not in masked.lower()
    assert "blenn" not in masked.lower()


def test_a_word_that_is_a_name_too_stays_a_word(masker: Masker) -> None:
    assert masker.mask("Mr. Long is here. How long?", "en").text == "Mr. <PERSON> is here. How long?"
