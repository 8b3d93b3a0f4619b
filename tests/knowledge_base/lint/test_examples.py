"""What the lint says of NLU examples: coverage, parity, likeness."""

from __future__ import annotations

import pytest

from knowledge_base import Problem
from tests.knowledge_base.little import LETTERS, SMALL_TALK, Little, entry, line_of, sentences

ARRIVE = "study_arrive_early"
HEAD = 'version: "3.1"\nnlu:\n'


def messages(problems: list[Problem]) -> list[tuple[str, int, str]]:
    return [(problem.file.partition("/nlu/")[2], problem.line, problem.what) for problem in problems]


def test_a_served_intent_without_examples_in_a_language_is_found(little: Little) -> None:
    little.teach("fr", LETTERS, {"affirm_more": []}).unlink()

    found = messages(little.lint())

    assert (f"fr/{LETTERS}.yml", 1, f"no examples of {ARRIVE}") in found


@pytest.mark.parametrize(("status", "count"), [("reviewed", 2), ("approved", 2), ("draft", 0)])
def test_only_served_intents_need_examples(little: Little, status: str, count: int) -> None:
    approval = {"approved_by": "IRCC", "approved_on": "2026-11-30"} if status == "approved" else {}
    second = entry(code="051104", intent="study_letters", status=status, **approval)
    little.respond(LETTERS, entry(), second)

    assert len([found for found in little.lint() if "study_letters" in found.what]) == count


def test_a_step_that_the_client_starts_needs_examples(little: Little) -> None:
    for language in ("en", "fr"):
        little.teach(language, SMALL_TALK, {"affirm": []}).unlink()

    assert {problem.what for problem in little.lint()} == {"no examples of affirm"}


def test_an_intent_that_is_never_predicted_needs_none_and_may_have_none(little: Little) -> None:
    refusal = entry(code="900301", intent="other_language", owner="conversation", kind="refusal")
    little.respond("conversation/refusals", refusal)
    assert little.lint() == []

    for language in ("en", "fr"):
        little.teach(language, "conversation/refusals", {"other_language": sentences("hola", language)})

    assert {problem.mend for problem in little.lint()} == {"remove its examples"}


@pytest.mark.parametrize(("count", "expected"), [(14, [f"{ARRIVE} has 14 examples"]), (15, [])])
def test_fifteen_examples_are_the_fewest(little: Little, count: int, expected: list[str]) -> None:
    little.teach("en", LETTERS, {ARRIVE: sentences("arrive", "en", count)})

    assert [problem.what for problem in little.lint()] == expected


def test_examples_in_another_sub_topic_are_sent_home(little: Little) -> None:
    for language in ("en", "fr"):
        little.teach(language, LETTERS, {ARRIVE: []}).unlink()
        little.teach(language, "study-permits/extend-restore", {ARRIVE: sentences("arrive", language)})

    found = little.lint()

    assert len(found) == 2
    assert found[0].what.startswith(f"{ARRIVE} is filed under study-permits/extend-restore")
    assert found[0].mend.endswith(f"en/{LETTERS}.yml")


def test_an_intent_at_two_places_is_found(little: Little) -> None:
    for language in ("en", "fr"):
        texts = sentences("arrive", language)
        little.write(
            f"nlu/{language}/{LETTERS}.yml",
            HEAD
            + f"- intent: {ARRIVE}\n  examples: |\n"
            + "".join(f"    - {text}\n" for text in texts)
            + f"- intent: {ARRIVE}\n  examples: |\n    - {language} once more\n",
        )

    assert [what for _, line, what in messages(little.lint()) if line == 20] == [
        f"{ARRIVE} has examples at {little.examples}/{language}/{LETTERS}.yml already" for language in ("en", "fr")
    ]


def test_examples_of_an_intent_nobody_knows_are_found(little: Little) -> None:
    for language in ("en", "fr"):
        texts = {ARRIVE: sentences("arrive", language), "study_arive": sentences("typo", language)}
        little.teach(language, LETTERS, texts)

    assert {problem.what for problem in little.lint()} == {"no response and no step has the intent study_arive"}


def test_another_order_of_intents_in_the_other_language_is_found(little: Little) -> None:
    little.respond(LETTERS, entry(), entry(code="051104", intent="study_letters"))
    english = {ARRIVE: sentences("arrive", "en"), "study_letters": sentences("letter", "en")}
    french = {"study_letters": sentences("letter", "fr"), ARRIVE: sentences("arrive", "fr")}
    little.teach("en", LETTERS, english)
    little.teach("fr", LETTERS, french)

    [problem] = little.lint()

    assert problem.line == 3
    assert f"{ARRIVE} is not at the same place" in problem.what
    assert "(there: study_letters)" in problem.what


@pytest.mark.parametrize(
    ("status", "texts", "what"),
    [
        ("draft", sentences("soon", "en"), "study_soon is a draft: its examples would train"),
        ("draft", [], "study_soon has 0 examples"),
        ("retired", sentences("soon", "en"), "study_soon is retired: nobody answers"),
    ],
)
def test_examples_that_nobody_would_answer_are_found(little: Little, status: str, texts: list[str], what: str) -> None:
    after = {"replaced_by": "051103"} if status == "retired" else {}
    little.respond(LETTERS, entry(), entry(code="051104", intent="study_soon", status=status, **after))
    for language in ("en", "fr"):
        little.teach(language, LETTERS, {ARRIVE: sentences("arrive", language), "study_soon": texts})

    told = [problem for problem in little.lint() if "study_soon" in problem.what]

    assert len(told) == 2
    assert all(problem.what.startswith(what) and line_of(problem) == "- intent: study_soon" for problem in told[:2])


def test_an_example_under_two_intents_is_found_with_both_places(little: Little) -> None:
    little.teach("fr", SMALL_TALK, {"affirm": [*sentences("affirm", "fr"), "Arrivée AVANT les cours!"]})
    little.teach("fr", LETTERS, {ARRIVE: [*sentences("arrive", "fr"), "arrivee avant les cours"]})

    [problem] = little.lint()

    assert messages([problem])[0][:2] == (f"fr/{LETTERS}.yml", 20)
    assert "is an example of study_arrive_early and, at" in problem.what
    assert problem.what.endswith(f"{SMALL_TALK}.yml:20, of affirm") or problem.what.endswith("of affirm")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        pytest.param("How early may I come to Canada", True, id="only the mark"),
        pytest.param("how EARLY may i come to canada?", True, id="only the case"),
        pytest.param("to canada how early may I come", True, id="only the order"),
        pytest.param("how early may I come to Canadaa?", True, id="only a letter"),
        pytest.param("how late may my wife come to Canada?", False, id="another question"),
        pytest.param("how early may I come to [Canada](place)?", True, id="only an annotation"),
    ],
)
def test_an_example_that_says_nothing_new_is_found(little: Little, text: str, near: bool) -> None:
    little.teach("en", LETTERS, {ARRIVE: [*sentences("arrive", "en"), "How early may I come to Canada?", text]})

    found = little.lint()

    assert [problem.line for problem in found] == ([21] if near else [])
    assert all("nearly repeats line 20" in problem.what for problem in found)


@pytest.mark.parametrize("pair", [("bye", "bye bye"), ("salut", "slaut"), ("étudier où", "etudier ou")])
def test_short_variants_clients_do_write_pass(little: Little, pair: tuple[str, str]) -> None:
    little.teach("fr", LETTERS, {ARRIVE: [*sentences("arrive", "fr"), *pair]})

    assert little.lint() == []


def test_the_same_word_in_both_languages_passes_under_one_intent(little: Little) -> None:
    for language in ("en", "fr"):
        little.teach(language, SMALL_TALK, {"affirm": [*sentences("affirm", language), "ok"]})

    assert little.lint() == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        pytest.param("rules: []\n", "holds no 'nlu:' list", id="no nlu key"),
        pytest.param(HEAD + "- intent: affirm\n  examples: |\n    yes\n", "is not an example of affirm", id="no dash"),
        pytest.param(HEAD + "- intent: affirm\n  examples: |\n    -\n", "is not an example of affirm", id="no text"),
    ],
)
def test_an_example_file_of_another_form_is_found(little: Little, body: str, what: str) -> None:
    little.write(f"nlu/en/{SMALL_TALK}.yml", body)

    assert any(what in found for _, _, found in messages(little.lint()))


def test_examples_with_metadata_and_other_nlu_entries_are_read(little: Little) -> None:
    listed = "".join(f'  - text: "{text}"\n    metadata: {{source: x}}\n' for text in sentences("affirm", "en"))
    body = HEAD + "- synonym: loa\n  examples: |\n    - letter\n- intent: affirm\n  examples:\n" + listed
    little.write(f"nlu/en/{SMALL_TALK}.yml", body)

    assert little.lint() == []
