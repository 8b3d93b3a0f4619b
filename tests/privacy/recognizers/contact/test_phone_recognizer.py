"""Telephone numbers in the notations that clients use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("phone ⟦416; 555; 0142⟧", id="semicolons after a cue"),
        pytest.param("tél : ⟦514 | 555 | 0142⟧", id="bars, French"),
        pytest.param("call ⟦(416) 555-0199⟧", id="parentheses"),
        pytest.param("⟦416.555.0199⟧", id="dots"),
        pytest.param("⟦416-555-0199⟧", id="hyphens"),
        pytest.param("⟦1-416-555-0199⟧", id="with 1"),
        pytest.param("⟦+1-416-555-0199⟧", id="with +1"),
        pytest.param("⟦+1 (416) 555-0199⟧", id="with +1 and parentheses"),
        pytest.param("⟦416/555-0199⟧", id="slash"),
        pytest.param("⟦(416)5550199⟧", id="parentheses, nothing between"),
        pytest.param("⟦416 5550199⟧", id="one space"),
        pytest.param("⟦4165550199⟧", id="plain"),
        pytest.param("tél. ⟦514 555 0142⟧", id="spaces"),
        pytest.param("⟦416-555-0199 ext. 22⟧", id="extension"),
        pytest.param("⟦514 555-0142, poste 12⟧", id="extension, French"),
        pytest.param("⟦514 555-0142 p. 12⟧ svp", id="extension, p."),
        pytest.param("tél. ⟦(514) 555-0142, p.12⟧", id="extension, p. after a comma"),
        pytest.param("⟦416-555-0199 x22⟧", id="extension, x"),
        pytest.param("⟦416-555-0199 #22⟧", id="extension, sign"),
        pytest.param("⟦514 555-0142 (poste 12)⟧", id="extension in brackets"),
        pytest.param("⟦416-555-0199 local 22⟧", id="extension, local"),
        pytest.param("⟦416-555-0199 extension number 22⟧", id="extension number"),
        pytest.param("⟦+33 6 12 34 56 78 p. 22⟧", id="international, extension"),
        pytest.param("⟦416-555-0199⟧ please", id="p of a word"),
        pytest.param("read p. 188", id="page"),
        pytest.param("⟦+33 6 12 34 56 78⟧", id="international"),
        pytest.param("⟦00 234 801 234 5678⟧", id="international with 00"),
        pytest.param("⟦07 12 34 56 78⟧", id="French"),
        pytest.param("⟦08012345678⟧", id="Nigerian"),
        pytest.param("my cell is ⟦555-0199⟧", id="local, named"),
        pytest.param("call 1-888-242-2100", id="office line"),
        pytest.param("appelez le 1 (888) 242.2100", id="office line, other notation"),
        pytest.param("116-555-0199", id="area code cannot start with 1"),
        pytest.param("555-0199", id="seven digits, not named"),
        pytest.param("2027-03-31", id="date"),
        pytest.param("1 500 000 $", id="amount"),
        pytest.param("What is your phone number?", id="only asked about"),
        pytest.param("Quel est votre numéro de téléphone?", id="only asked about, French"),
    ],
)
def test_phone_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.PHONE, text, language)

    assert found == marked
