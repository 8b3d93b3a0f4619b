"""Names spelt letter by letter."""

from __future__ import annotations

import pytest

from privacy import kinds
from privacy.recognizers.names.spelt_letters import SpeltLettersRecognizer


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it is spelt ⟦M-O-R-A-D-I⟧ ok", id="hyphens"),
        pytest.param("ça s'écrit ⟦m o r a d i⟧, merci", id="spaces"),
        pytest.param("⟦F. A. R. H. A. D⟧", id="dots"),
        pytest.param("U S A", id="a country"),
        pytest.param("U.S.S.R.", id="a country with dots"),
        pytest.param("A, B, C, D, E or F", id="a list"),
        pytest.param("O-1-A-2-B", id="digits between"),
    ],
)
def test_spelt_name_is_found_only_where_it_is(text: str, language: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    marked = [(text.index("⟦"), text.index("⟧") - 1)] if "⟦" in text else []

    results = SpeltLettersRecognizer(language).analyze(plain, [kinds.PERSON])

    assert [(result.start, result.end) for result in results] == marked
