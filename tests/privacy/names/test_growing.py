"""Halves of names that the model found grow over the other half, and over nothing else."""

from __future__ import annotations

import pytest

from privacy.names.growing import grown
from privacy.names.tagger import shared_tagger
from privacy.names.tokens import tokens


@pytest.mark.parametrize(
    ("text", "sure", "whole"),
    [
        pytest.param("Amina Zzorkov asks", "Amina", ["Amina Zzorkov"], id="unknown family name"),
        pytest.param("amina zzorkov asks", "amina", ["amina zzorkov"], id="small letters"),
        pytest.param("Zzorkov Amina asks", "Amina", ["Zzorkov Amina"], id="to the left"),
        pytest.param("J. Zzorkov asks", "Zzorkov", ["J. Zzorkov"], id="initial"),
        pytest.param("M. Zzorkov asks", "Zzorkov", ["Zzorkov"], id="title that looks like an initial"),
        pytest.param("Amina asks", "Amina", ["Amina"], id="a common word stays"),
        pytest.param("Amina, Zzorkov", "Amina", ["Amina"], id="not over a comma"),
        pytest.param("Amina Canada", "Amina", ["Amina"], id="not over a country"),
        pytest.param("Josée L'Espérance asks", "Josée", ["Josée L'Espérance"], id="an elision with capitals"),
        pytest.param("josee l'heureux asks", "josee", ["josee l'heureux"], id="an elision that is listed"),
        pytest.param("Amina d'Ottawa", "Amina", ["Amina"], id="not over of a city"),
        pytest.param("amina l'an passé", "amina", ["amina"], id="not over an elided word"),
        pytest.param("aB" * 30, "aB" * 30, [], id="a word of sixty letters is none"),
    ],
)
def test_half_a_name_grows_over_the_other(text: str, sure: str, whole: list[str]) -> None:
    found = tokens(text)
    chances = [1.0 if token.text == sure else 0.0 for token in found]

    spans = grown(text, found, chances, shared_tagger().lexicon)

    assert [text[start:end] for start, end in spans] == whole
