"""What the tagger sees of a text: every letter once, elisions and possessives apart."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.names.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("d'Amina", ["d'", "Amina"]),
        ("qu'O'Brien", ["qu'", "O'Brien"]),
        ("Amina's", ["Amina", "'s"]),
        ("I'm here", ["I", "'m", "here"]),
        ("haven't", ["haven't"]),
        ("Jean-Paul", ["Jean-Paul"]),
        ("K1A 0B1", ["K1A", "0B1"]),
        ("a\n\nb", ["a", "\n\n", "b"]),
        ("Мина asks", ["Мина", "asks"]),
    ],
)
def test_text_is_cut_where_names_begin_and_end(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@given(text=st.text(max_size=60))
def test_tokens_are_in_order_and_hold_every_letter(text: str) -> None:
    found = tokens(text)

    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert sum(map(str.isalnum, "".join(token.text for token in found))) == sum(map(str.isalnum, text))
