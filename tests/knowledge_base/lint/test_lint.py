from __future__ import annotations

import re
import time

from knowledge_base.lint import lint
from tests.knowledge_base.little import LETTERS, SMALL_TALK, Little, entry, link, sentences


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


def test_what_stands_in_a_broken_file_is_not_said_to_be_missing(little: Little) -> None:
    second = entry(code="050701", intent="study_extend", related=["051103"])
    little.respond("study-permits/extend-restore", second)
    for language in ("en", "fr"):
        little.teach(language, "study-permits/extend-restore", {"study_extend": sentences("extend", language)})
    little.record()
    assert little.lint() == []
    broken_response = little.write(f"responses/{LETTERS}.yml", "- code: a: b\n")
    broken_examples = little.write(f"nlu/en/{SMALL_TALK}.yml", "nlu: a: b\n")

    assert [problem.file for problem in little.lint()] == [str(broken_examples), str(broken_response)]


def test_every_kind_of_bad_input_is_told_in_one_run(little: Little) -> None:
    other, unofficial = entry(code="051104", intent="study_letters"), link(en="https://visa.example/en/a")
    retired = entry(code="051105", intent="study_old", status="retired", replaced_by="051104")
    little.respond(
        LETTERS,
        entry(related=["051105", "051199"], links=[unofficial], answer={"en": "Yes."}),
        {**other, "related": ["051105", "051199"], "links": [unofficial]},
        retired,
        entry(code="051106", intent="study_draft", status="draft"),
        entry(code="051107", intent="study_silent"),
    )
    texts = ["Can I come before my classes begin?", "How long is my letter good for?"]
    little.record()
    for language in ("en", "fr"):
        drafted = {"study_draft": sentences("draft", language)}
        little.teach(language, LETTERS, {"study_letters": [*sentences("letter", language), *texts], **drafted})
    little.teach("en", SMALL_TALK, {"affirm": [*sentences("affirm", "en"), texts[0], "Is my letter good for how long"]})
    little.write("responses/study-permits/extend-restore.yml", "- code: 'open\n")
    little.write("nlu/fr/study-permits/extend-restore.yml", "nlu: [\n")

    told = [str(problem) for problem in little.lint()]

    for what in (
        "'answer.fr' is missing",
        "related code 051199 is not another response",
        "related code 051105 is retired; write 051104, which took its place",
        "the host visa.example is not on the allow-list",
        "no examples of study_silent",
        "study_draft is a draft: its examples",
        f"'{texts[0]}' is an example of study_letters and",
        f"'{texts[1]}' is nearly an example of study_letters",
        "is not French",
        "extend-restore.yml:1: is not YAML",
    ):
        assert any(what in line for line in told), what
    assert all(re.match(r"/.+\.yml:\d+: .+; .+", line) for line in told)


def test_a_broken_taxonomy_is_the_problem_to_mend_first(little: Little) -> None:
    little.taxonomy_file.write_text("lines: 5\n", encoding="utf-8")

    [problem] = little.lint()

    assert problem.file == str(little.taxonomy_file)


def test_a_broken_allow_list_is_the_problem_to_mend_first(little: Little) -> None:
    path = little.write("links_allowed.yml", "- canada.ca\n")
    little.record()

    [problem] = lint(little.responses, little.examples, taxonomy=little.taxonomy_file, links_allowed=path)

    assert problem.what == "holds no list of hosts"


def test_a_broken_taxonomy_allow_list_and_record_hide_no_problem_of_the_content(little: Little) -> None:
    little.taxonomy_file.write_text("lines: 5\n", encoding="utf-8")
    allowed = little.write("links_allowed.yml", "- canada.ca\n")
    record = little.write("codes.yml", "- 5\n")
    little.respond(LETTERS, entry(links=[], answer={"en": "Yes."}, question={"en": "How?", "fr": "TODO"}))
    little.teach("en", LETTERS, {"study_arrive_early": [*sentences("arrive", "en"), "maple arrive EN"]})

    told = lint(little.responses, little.examples, taxonomy=little.taxonomy_file, links_allowed=allowed)

    files = {problem.file for problem in told}
    assert {str(little.taxonomy_file), str(allowed), str(record)} < files
    assert {
        "'answer.fr' is missing",
        "'question.fr' is still to be written",
        "an answer without a link",
        "'maple arrive EN' nearly repeats line 17",
    } == {problem.what for problem in told if problem.file.startswith((str(little.responses), str(little.examples)))}


def test_a_code_without_quotes_is_the_only_problem_of_its_response(little: Little) -> None:
    little.record()
    path = little.responses / f"{LETTERS}.yml"
    path.write_text(path.read_text("utf-8").replace("'051103'", "051103"), encoding="utf-8")

    [problem] = little.lint()

    assert (problem.code, problem.what) == ("051103", "'code': str type expected")


def test_the_whole_base_is_checked_in_ten_seconds(little: Little) -> None:
    words = [f"{a}{b}{c}" for a in "bcdfglmnprst" for b in "aeiou" for c in ("lo", "ra", "mi", "tu", "ne")]
    for number in range(411):
        texts = [" ".join(words[(number * 7 + n * step) % 300] for step in range(1, 26)) for n in range(18)]
        for language in ("en", "fr"):
            place = f"study-permits/extend-restore-{number}"
            little.teach(language, place, {f"intent_{number}": [f"{language} {text}" for text in texts]})

    start = time.process_time()
    little.lint()

    assert time.process_time() - start < 10, "14,796 examples of 25 words"
