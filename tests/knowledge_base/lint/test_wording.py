from __future__ import annotations

import pytest

from knowledge_base.lint.wording import amounts
from tests.knowledge_base.little import LETTERS, Little, entry, line_of, link

SHORT = {"en": "You may come early.", "fr": "Vous pouvez arriver tôt."}
HARD_EN = (
    "Notwithstanding aforementioned considerations, applicants demonstrating insufficient documentation "
    "necessitate supplementary administrative verification preceding authorization determination "
    "consideration, irrespective of individual eligibility or previous authorizations."
)
HARD_FR = (
    "Nonobstant les considérations susmentionnées, toute documentation insuffisante nécessite une "
    "vérification administrative complémentaire préalablement à la détermination de l'autorisation "
    "indépendamment de l'admissibilité individuelle."
)


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        pytest.param("en", "One. Two. Three. Four. Five.", "answer.en has 5 sentences", id="five"),
        pytest.param("en", "go " * 31 + ". Go.", "a sentence of 31 words", id="31 English words"),
        pytest.param("fr", "va " * 37 + ".", "a sentence of 37 words", id="37 French words"),
        pytest.param("en", HARD_EN, "answer.en reads at grade", id="hard English"),
        pytest.param("fr", HARD_FR, "answer.fr has an ease of", id="hard French"),
        pytest.param("fr", "Si tu arrives tôt, attends.", "says tu", id="tu"),
        pytest.param("fr", "Apporte tes papiers.", "says tu", id="tes"),
        pytest.param("fr", "Il en coûte 150 $.", "amounts differ", id="a fee in French only"),
    ],
)
def test_an_answer_that_is_long_hard_or_unlike_is_found(little: Little, language: str, text: str, what: str) -> None:
    little.respond(LETTERS, entry(answer={**SHORT, language: text}))

    [problem] = little.lint()

    assert what in problem.what
    assert not problem.warning


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"en": "One. Two. Three. Four.", "fr": "Un. Deux. Trois. Quatre."}, id="four sentences"),
        pytest.param({"en": "go " * 30 + ".", "fr": "va " * 36 + "."}, id="as long as may be"),
        pytest.param({"en": "It is in status.", "fr": "C'est le statut d'étudiant, ton officiel exclu."}, id="near tu"),
    ],
)
def test_short_plain_answers_pass(little: Little, answer: dict[str, str]) -> None:
    little.respond(LETTERS, entry(answer=answer))

    assert little.lint() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("$1,000.00", {"1000"}, id="English, with cents"),
        pytest.param("1 000,00 $", {"1000"}, id="French, with cents"),
        pytest.param("22 895 $", {"22895"}, id="no-break spaces"),
        pytest.param("CAN$85 or 85 $ CA", {"85"}, id="with the country"),
        pytest.param("$6.50 and 6,50 $", {"6.50"}, id="cents are kept"),
        pytest.param("in 2026, 85 $", {"85"}, id="a year before a comma"),
        pytest.param("within 90 days", set(), id="no money"),
    ],
)
def test_amounts_are_read_in_either_spelling(text: str, expected: set[str]) -> None:
    assert amounts(text) == expected


def test_what_a_new_entry_leaves_to_its_author_is_found_field_by_field(little: Little) -> None:
    unwritten = {"en": "TODO", "fr": "Vous pouvez arriver tôt."}
    links = [link(fr="https://www.canada.ca/fr/TODO")]
    little.respond(LETTERS, entry(status="draft", answer=unwritten, links=links))

    told = [problem for problem in little.lint() if "still to be written" in problem.what]

    assert [problem.what.split("'")[1] for problem in told] == ["answer.en", "links.0.fr"]
    assert line_of(told[0]).strip() == "en: TODO"
