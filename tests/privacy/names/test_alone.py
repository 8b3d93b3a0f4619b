"""Who says nothing else says a name; who says a word does not."""

from __future__ import annotations

import pytest

from privacy.names.alone import names_alone
from privacy.names.tagger import shared_tagger
from privacy.names.tokens import tokens


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Malcolm", ["Malcolm"]),
        ("gwendolyn", ["gwendolyn"]),
        ("How long is it?\n\nRose Malcolm", ["Rose", "Malcolm"]),
        ("Quel délai? Gwendolyn Young", ["Gwendolyn", "Young"]),
        ("Gwendolyn: what is the price", ["Gwendolyn"]),
        ("Gwendolyn : quel est le prix", ["Gwendolyn"]),
        ("MALCOLM RUTHERFORD", ["MALCOLM", "RUTHERFORD"]),
        ("Work", []),
        ("Permis", []),
        ("Victoria, Regina", []),
        ("study permit", []),
        ("carte d'assurance", []),
        ("May", []),
        ("does Gwendolyn need it", []),
    ],
)
def test_a_stretch_of_names_alone_is_names(text: str, names: list[str]) -> None:
    found = tokens(text)

    places = names_alone(found, shared_tagger().lexicon, shouting=text.isupper())

    assert [found[place].text for place in sorted(places)] == names
