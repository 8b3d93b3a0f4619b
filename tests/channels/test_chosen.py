"""A clarifying question is answered by typing the place of a button, in both languages."""

import pytest

from channels.chosen import chosen

OFFERED = ["/study_extend", "/study_work_hours", "/ask_person", "/none_of_these"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0),
        ("2.", 1),
        ("#2", 1),
        ("option 2", 1),
        ("the first one", 0),
        ("First one please", 0),
        ("number three", 2),
        ("No. 1", 0),
        ("It's the second", 1),
        ("4th", 3),
        ("la première", 0),
        ("la premiere svp", 0),
        ("la 2e", 1),
        ("numéro 3", 2),
        ("c’est la deuxième question", 1),
        ("le 2ème", 1),
        ("je veux la 3ieme", 2),
        ("Quatre", 3),
        ("choix deux", 1),
    ],
)
def test_a_place_that_is_typed_chooses_the_button_there(text: str, place: int) -> None:
    assert chosen(text, OFFERED) == OFFERED[place]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "0",
        "12",
        "1 or 2",
        "1 year",
        "one question",
        "one question please",
        "une question",
        "j'ai une question",
        "the first time I applied",
        "2 weeks",
        "premier séjour",
        "my second permit",
        "la première demande",
        "3 enfants",
        "no",
        "none of these",
        "no one",
        "I want one",
        "c'est un",
        "the one",
    ],
)
def test_other_words_are_read_as_words(text: str) -> None:
    assert chosen(text, OFFERED) is None


def test_a_place_beyond_the_last_button_chooses_none() -> None:
    assert chosen("3", ["/study_extend", "/none_of_these"]) is None


def test_under_an_answer_a_number_is_no_yes() -> None:
    assert chosen("1", ["/affirm", "/deny"]) is None
