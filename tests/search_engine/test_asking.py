"""Which sentences of a message ask."""

from __future__ import annotations

import pytest

from search_engine.asking import asking_sentences, without_placeholders


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        pytest.param("How long does it take?", [], id="one sentence is the whole message"),
        pytest.param(
            "I came in May. My permit ends soon. Can I stay until June?",
            ["Can I stay until June?"],
            id="last",
        ),
        pytest.param(
            "Can I work with this permit? I have it here. And may my wife work too?",
            ["Can I work with this permit?", "And may my wife work too?"],
            id="two questions",
        ),
        pytest.param(
            "I lost my card. please tell me what to do now\nthank you so much sir",
            ["please tell me what to do now"],
            id="no question mark",
        ),
        pytest.param("J'ai perdu ma carte. Que dois-je faire ?", ["Que dois-je faire ?"], id="French spacing"),
        pytest.param(
            "Je suis à Laval. je veux savoir le prix du permis",
            ["je veux savoir le prix du permis"],
            id="savoir",
        ),
        pytest.param("Card lost. Why? Help me?", [], id="too short to mean anything"),
        pytest.param("I am here. You are there.", [], id="nothing asked"),
    ],
)
def test_the_sentences_that_ask_are_found(text: str, asking: list[str]) -> None:
    assert asking_sentences(text) == asking


def test_at_most_the_last_three_questions_are_taken() -> None:
    text = " ".join(f"Can I do thing {number}?" for number in range(9))

    assert asking_sentences(text) == [f"Can I do thing {number}?" for number in (6, 7, 8)]


def test_placeholders_are_not_the_clients_words() -> None:
    assert without_placeholders("I am <NAME>, file <CASE_NUMBER>. When?") == "I am  , file  . When?"
