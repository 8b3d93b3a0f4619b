from __future__ import annotations

import time

from knowledge_base.lint import lint
from tests.knowledge_base.little import LETTERS, Little, entry, sentences


def test_sound_content_has_no_problems(little: Little) -> None:
    assert little.lint() == []


def test_a_broken_file_hides_no_problem_of_another(little: Little) -> None:
    little.write("responses/study-permits/extend-restore.yml", "- code: a: b\n")
    little.write("nlu/en/study-permits/extend-restore.yml", "nlu: a: b\n")
    little.respond(LETTERS, entry(links=[]))
    little.teach("fr", LETTERS, {"study_arrive_early": sentences("arrive", "fr", 14)})

    whats = [problem.what for problem in little.lint()]

    assert sum("is not YAML" in what for what in whats) == 2
    assert "an answer without a link" in whats
    assert "study_arrive_early has 14 examples" in whats


def test_a_broken_taxonomy_is_the_problem_to_mend_first(little: Little) -> None:
    little.taxonomy_file.write_text("lines: 5\n", encoding="utf-8")

    [problem] = little.lint()

    assert problem.file == str(little.taxonomy_file)


def test_a_broken_allow_list_is_the_problem_to_mend_first(little: Little) -> None:
    path = little.write("links_allowed.yml", "- canada.ca\n")

    [problem] = lint(little.responses, little.examples, taxonomy=little.taxonomy_file, links_allowed=path)

    assert problem.what == "holds no list of hosts"


def test_six_thousand_examples_are_checked_in_ten_seconds(little: Little) -> None:
    words = [f"{a}{b}{c}" for a in "bcdfglmnprst" for b in "aeiou" for c in ("lo", "ra", "mi", "tu", "ne")]
    for number in range(100):
        at = number * 7
        texts = [" ".join(words[(at + n * step) % 300] for step in range(1, 16)) for n in range(30)]
        for language in ("en", "fr"):
            place = f"study-permits/extend-restore-{number}"
            little.teach(language, place, {f"intent_{number}": [f"{language} {text}" for text in texts]})

    start = time.perf_counter()
    little.lint()

    assert time.perf_counter() - start < 10
