"""Passport numbers: Canadian by form, others after the word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("passport ⟦KL-204-816⟧", id="groups"),
        pytest.param("mon passeport est ⟦KL 204 816⟧ svp", id="groups, French"),
        pytest.param("my passport is 12 months old", id="no number"),
        pytest.param("⟦AB123456⟧", id="Canadian"),
        pytest.param("my passport ⟦AB 123456⟧", id="Canadian, spaced"),
        pytest.param("⟦A123456BC⟧", id="Canadian, new"),
        pytest.param("⟦ab123456⟧", id="small letters"),
        pytest.param("passport number is ⟦J1234567⟧", id="one letter and seven"),
        pytest.param("passeport no ⟦12AB34567⟧", id="French"),
        pytest.param("passport: ⟦E12345678⟧", id="Chinese"),
        pytest.param("mon passeport est le ⟦EA1234567⟧", id="two letters and seven"),
        pytest.param("passeport : ⟦P1234567A⟧", id="letter at the end"),
        pytest.param("Passport # ⟦123456789⟧", id="nine digits"),
        pytest.param("pasport no. ⟦M12345678⟧", id="misspelt cue"),
        pytest.param("my passport is ⟦A-B-1-2-3-4-5-6⟧", id="spaced out"),
        pytest.param("passeport ⟦A B 1 2 3 4 5 6⟧", id="spaced out, French"),
        pytest.param("my paspport nubmer is wrong", id="misspelt cue, no number"),
        pytest.param("the passprot on the form is wrong, the right one is ⟦kl 204816⟧", id="misspelt cue, far"),
        pytest.param("passaport: ⟦K1234567⟧", id="misspelt cue, one letter and seven"),
        pytest.param("mon passeport, le nouveau, c'est le ⟦kl 204816⟧", id="far, small letters, French"),
        pytest.param("⟦kl 204816⟧", id="small letters, alone"),
        pytest.param("⟦k204816xw⟧", id="Canadian, new, small letters"),
        pytest.param("⟦l204816mm⟧", id="Canadian, new, l like a one"),
        pytest.param("my passport fee was rs 250000", id="rupees"),
        pytest.param("my passport and form imm 5257", id="form"),
        pytest.param("passport in hand, flight ac 1855", id="flight in small letters"),
        pytest.param("passport holders in noc 212320", id="longer than an occupation code"),
        pytest.param("of 250000", id="two letters that are a word, alone"),
        pytest.param("a balance of 250000", id="amount in small letters"),
        pytest.param("J1234567", id="without a cue"),
        pytest.param("my passport expires 2027-03-31", id="it expires"),
        pytest.param("mon passeport 2027", id="a year"),
        pytest.param("AC 855", id="flight"),
        pytest.param("Do I need my passport?", id="only asked about"),
        pytest.param("Dois-je envoyer mon passeport?", id="only asked about, French"),
        pytest.param("passport no is ⟦19 KV 40218⟧", id="French, spaced"),
    ],
)
def test_passport_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.PASSPORT, text, language)

    assert found == marked
