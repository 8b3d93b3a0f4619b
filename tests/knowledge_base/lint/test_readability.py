from __future__ import annotations

import pytest

from knowledge_base.lint.readability import english_grade, french_ease, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("permit", 2), ("study", 2), ("visa", 2), ("apply", 2), ("application", 4), ("immigration", 4),
        ("biometrics", 4), ("previous", 3), ("school", 1), ("fee", 1), ("the", 1), ("needed", 2),
        ("changed", 1), ("changes", 2), ("passed", 1), ("people", 2), ("eligible", 4), ("studying", 3),
        ("online", 2), ("IRCC", 1), ("2026", 1), ("a", 1), ("officer", 3), ("certificate", 4),
    ],
)  # fmt: skip
def test_english_syllables_are_counted_from_the_spelling(word: str, count: int) -> None:
    assert syllables(word, "en") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("permis", 2), ("étude", 2), ("études", 2), ("visa", 2), ("demande", 2), ("année", 2), ("années", 2),
        ("biométrie", 3), ("école", 2), ("l'école", 2), ("vous", 1), ("le", 1), ("que", 1), ("réaliser", 4),
        ("naïf", 2), ("établissement", 5), ("frontière", 2), ("LAP", 1), ("entrée", 2),
    ],
)  # fmt: skip
def test_french_syllables_are_counted_from_the_spelling(word: str, count: int) -> None:
    assert syllables(word, "fr") == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("You may. You must!", 2, id="two"),
        pytest.param("Give proof, e.g. Canadian bank statements.", 1, id="e.g."),
        pytest.param("Un document, p. ex. Visa ou AVE.", 1, id="p. ex."),
        pytest.param("It costs $6.50 today.", 1, id="decimal point"),
        pytest.param("See www.canada.ca for more.", 1, id="address"),
        pytest.param("First\nSecond", 2, id="lines"),
        pytest.param("Il a dit « oui. » Puis non.", 2, id="guillemets"),
        pytest.param("Puis-je venir ? Oui.", 2, id="space before the mark"),
        pytest.param("…", 0, id="no words"),
    ],
)
def test_sentences_are_split_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_grouped_figure_is_one_word_in_both_languages() -> None:
    assert len(words("You need $22,895 now")) == len(words("Il faut 22 895 $ maintenant")) == 4


def test_the_english_measure_is_the_published_formula() -> None:
    assert english_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_the_french_measure_is_the_published_formula() -> None:
    assert french_ease("Le chat dort sur le lit.") == pytest.approx(207 - 1.015 * 6 - 73.6 * 1)


def test_harder_english_has_a_higher_grade() -> None:
    plain = english_grade("Pay the fee. Keep the receipt.")
    hard = english_grade("Applicants demonstrating insufficient documentation necessitate verification.")

    assert plain < 5
    assert hard > 12


def test_harder_french_has_less_ease() -> None:
    plain = french_ease("Payez les frais. Gardez le reçu.")
    hard = french_ease("Une documentation insuffisante nécessite une vérification administrative.")

    assert plain > 80
    assert hard < 30
