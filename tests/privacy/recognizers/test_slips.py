"""Slips of the finger in cue words."""

from __future__ import annotations

import pytest
import regex

from privacy.recognizers.slips import slips, slips_pattern


@pytest.mark.parametrize("slip", ["brithday", "birtday", "birthdday", "birthfay", "birthdayy"])
def test_one_letter_lost_added_changed_or_swapped_is_a_slip(slip: str) -> None:
    assert slip in slips("birthday")


@pytest.mark.parametrize("word", ["birthday", "brthdy", "holiday", ""])
def test_the_word_itself_and_what_is_farther_are_none(word: str) -> None:
    assert word not in slips("birthday")


def test_words_of_every_day_are_no_slips() -> None:
    assert not {"form", "bon"} & slips("born")


@pytest.mark.parametrize("written", ["passport", "passprot", "pasport", "passsport", "passpart", "passports"])
def test_pattern_knows_the_word_and_its_slips(written: str) -> None:
    assert regex.fullmatch(slips_pattern("passport"), written)


@pytest.mark.parametrize("written", ["sport", "passage", "transport", "bassport"])
def test_pattern_knows_no_other_word(written: str) -> None:
    assert not regex.fullmatch(slips_pattern("passport"), written)
