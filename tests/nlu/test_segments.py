"""Message focus: where in a message the question is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.segments import asking_sentences, asks, sentences, without_placeholders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("How early may I arrive?", [], id="one sentence is its own question"),
        pytest.param(
            "My sister was accepted in Halifax for January. She has her letter already. Can she fly in November?",
            ["Can she fly in November?"],
            id="story first, question last",
        ),
        pytest.param(
            "Mon visa finit bientôt et je stresse beaucoup. Est-ce que je peux prolonger? Et combien ça coûte?",
            ["Est-ce que je peux prolonger?", "Et combien ça coûte?"],
            id="two questions",
        ),
        pytest.param(
            "I sent everything in March to the office. Nothing since then. I would like to know how long it takes",
            ["I would like to know how long it takes"],
            id="no question mark",
        ),
        pytest.param(
            "J'ai tout envoyé en mars à votre bureau. Mon passeport est prêt depuis une semaine",
            ["Mon passeport est prêt depuis une semaine"],
            id="nothing asks: the last sentence stands in",
        ),
    ],
)
def test_asking_sentences_are_found(text: str, expected: list[str]) -> None:
    assert asking_sentences(text) == expected


@pytest.mark.parametrize("text", ["Do I need one", "est-ce que c'est vrai", "Combien de temps", "So can I work"])
def test_first_words_ask_without_a_question_mark(text: str) -> None:
    assert asks(text)


@given(st.text(max_size=400))
def test_any_text_splits_into_parts_of_itself(text: str) -> None:
    assert all(part in text for part in sentences(text))
    assert len(asking_sentences(text, limit=2)) <= 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my UCI is <UCI>, please check", "my UCI is , please check"),
        ("mon NAS est le <SIN>, combien coûte un permis d'études", "combien coûte un permis d'études"),
        ("I am <PERSON>. <EMAIL>. How long does it take?", "How long does it take?"),
        ("Can my wife <PERSON> come, she is 30", "Can my wife come, she is 30"),
        ("<UCI>", "<UCI>"),
        ("<UCI> ... <PERSON>!", "<UCI> ... <PERSON>!"),
        ("I earn <5000 a month> here", "I earn <5000 a month> here"),
    ],
)
def test_placeholders_are_left_out_unless_nothing_else_is_there(text: str, left: str) -> None:
    assert without_placeholders(text).split() == left.split()
