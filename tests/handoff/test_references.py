"""What clients and agents call a ticket."""

from __future__ import annotations

import re

import pytest

from handoff.references import new_reference
from privacy import Masker

SENTENCES = {
    "en": ("{0}", "I put it with your request {0}.", "My request is {0}, when do you answer?", "Ref {0} please"),
    "fr": ("{0}", "J'ai joint votre message à la demande {0}.", "Ma demande {0}, quand répondez-vous?", "Réf {0} svp"),
}
# Of a post-office box (« CP 59 »), a rural route, a box, and all digits.
LOOKALIKES = ("Q-CP59-74", "Q-RR25-10", "Q-BP77-12", "q-cp89-98", "Q-3439-92")


@pytest.mark.parametrize("language", SENTENCES)
def test_reference_is_nobodys_name_to_the_masker(language: str, masker: Masker) -> None:
    references = [*LOOKALIKES, *(new_reference() for _ in range(40))]
    said = [sentence.format(reference) for reference in references for sentence in SENTENCES[language]]

    assert [masker.mask(text, language).text for text in said] == said


def test_reference_is_short_and_has_a_digit_among_its_letters() -> None:
    found = [new_reference() for _ in range(200)]

    assert all(re.fullmatch(r"Q-(?=\w*\d)[B-Z2-9]{4}-\d\d", reference) for reference in found)
    assert len(set(found)) == len(found)
