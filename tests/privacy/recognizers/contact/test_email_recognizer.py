"""E-mail addresses, whole, however they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Contact:\n•⟦zbrida88@gmail.com⟧\n•416", id="behind a bullet"),
        pytest.param("mail is ...⟦zoe_brida@gmail.com⟧...", id="behind an ellipsis"),
        pytest.param("Email ...............⟦zoe_brida@yahoo.ca⟧", id="behind leaders"),
        pytest.param("write to ⟦mina.okafor@example.com⟧.", id="usual"),
        pytest.param("⟦m_okafor+ircc88@mail.example.co.uk⟧, merci", id="tag and digits"),
        pytest.param("⟦mina @ example.ca⟧", id="spaces round the sign"),
        pytest.param("⟦mina (at) example (dot) com⟧", id="spelled out"),
        pytest.param("courriel ⟦mina arobase example point ca⟧", id="spelled out, French"),
        pytest.param("⟦mina88@gmail⟧", id="provider without a suffix"),
        pytest.param("⟦MINA@EXAMPLE.ORG⟧", id="capitals"),
        pytest.param("⟦zoé.côté@exemple.ca⟧", id="accents"),
        pytest.param("follow @CitImmCanada", id="handle of an office"),
        pytest.param("an address that ends in @cic.gc.ca", id="domain of an office"),
        pytest.param("question@cic.gc.ca", id="published mail box"),
        pytest.param("At what point should I apply?", id="at and point as words"),
        pytest.param("It was valid at some point in 2024", id="a point in time"),
        pytest.param("at this point me and my wife wait; at that point my permit ended", id="suffixes that are words"),
        pytest.param("I work at Bell in Montréal", id="employer"),
        pytest.param("does he work at Yahoo", id="employer that is a provider"),
        pytest.param("⟦zorblenn at gmail⟧", id="provider without a suffix, spelled out"),
        pytest.param("⟦zorblenn at hotmail point com⟧", id="mixed languages"),
        pytest.param("Which email do you use?", id="only asked about"),
        pytest.param("Quel est votre courriel?", id="only asked about, French"),
    ],
)
def test_email_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.EMAIL, text, language)

    assert found == marked
