"""Letters that pretend to be others, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import Masker
from privacy.look_alikes import without_look_alikes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Маry", "Mary"),
        ("раsspоrt", "passport"),
        ("Мария", "Мария"),
        ("4l6-555-O199", "416-555-0199"),
        ("l30 692", "130 692"),
        ("Oslo 3", "Oslo 3"),
        ("O19395164043", "O19395164043"),
        ("I am 5", "I am 5"),
    ],
)
def test_look_alikes_are_what_they_pretend_to_be(written: str, read: str) -> None:
    assert without_look_alikes(written) == read


@given(text=st.text(max_size=60))
def test_length_stays(text: str) -> None:
    assert len(without_look_alikes(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("my SIN is &#49;30 692 544 ok", "my SIN is <SIN> ok", id="HTML"),
        pytest.param("1🙂3🙂0🙂6🙂9🙂2🙂5🙂4🙂4", "<SIN>", id="emoji between digits"),
        pytest.param("my name is M🙂i🙂n🙂a🙂h, hello", "my name is <PERSON>, hello", id="emoji between letters"),
        pytest.param("my plan 🙂 a 🎉 b", "my plan 🙂 a 🎉 b", id="emoji between words"),
        pytest.param("call 416-555-O199", "call <PHONE>", id="letter for a digit"),
        pytest.param('{"first_name": "Zoé"}', '{"first_name": "<PERSON>"}', id="JSON"),
        pytest.param("From: Mina Karimi <mina@example.org>", "From: <PERSON> <<EMAIL>>", id="e-mail header"),
        pytest.param("Q&amp;A &lt;3", "Q&amp;A &lt;3", id="HTML without data"),
        pytest.param("thank you 😀 100 %", "thank you 😀 100 %", id="emoji without data"),
    ],
)
def test_disguises_do_not_help(text: str, masked: str, masker: Masker) -> None:
    assert masker.mask(text, "en").text == masked
