from __future__ import annotations

import pytest

from tests.knowledge_base.little import LETTERS, Little, entry, line_of, link, sentences

ARRIVE = "study_arrive_early"
ENGLISH = "How early can I come to Canada before my classes begin?"
FRENCH = "Combien de temps avant le début de mes cours puis-je arriver?"


@pytest.mark.parametrize(("language", "text"), [("fr", ENGLISH), ("en", FRENCH)])
def test_an_example_in_the_other_language_is_found(little: Little, language: str, text: str) -> None:
    little.teach(language, LETTERS, {ARRIVE: [*sentences("arrive", language), text]})

    [problem] = little.lint()

    assert f"is not {'French' if language == 'fr' else 'English'} ({ARRIVE})" in problem.what
    assert line_of(problem) == f"    - {text}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mon study permit est approved, je pars quand?", id="borrowed words"),
        pytest.param("study permit processing time", id="no grammar to judge by"),
        pytest.param("« You may not work » : ça veut dire quoi sur ma lettre, je peux ou pas?", id="a quotation"),
        pytest.param("thank you", id="a courtesy"),
    ],
)
def test_french_as_clients_mix_it_passes(little: Little, text: str) -> None:
    little.teach("fr", LETTERS, {ARRIVE: [*sentences("arrive", "fr"), text]})

    assert little.lint() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": {"en": FRENCH, "fr": FRENCH}}, "question.en"),
        ({"answer": {"en": "You may come early.", "fr": "You may come as early as you want."}}, "answer.fr"),
        ({"links": [link(fr_title="What you can do before you arrive")]}, "links.0.fr.title"),
    ],
)
def test_a_text_of_a_response_in_the_other_language_is_found(
    little: Little, changes: dict[str, object], field: str
) -> None:
    little.respond(LETTERS, entry(**changes))

    [problem] = little.lint()

    assert problem.what.startswith(f"{field} is not ")
    assert line_of(problem).strip().startswith(f"{field.rpartition('.')[2]}: ")
