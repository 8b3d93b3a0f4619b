"""Every kind of bad input in one copy of the real content: one run of the command tells all of it, and nothing else."""

from __future__ import annotations

import re
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from knowledge_base import RESPONSES
from knowledge_base.__main__ import main
from knowledge_base.lint import EXAMPLES
from tests.knowledge_base.little import LETTERS, SMALL_TALK, dumped, entry, link, sentences

MINORS = "study-permits/minors"
WORKS = "study-permits/student-travel"
UNOFFICIAL = link(en="https://visa.example/en/a")
SHARED = "zebra quartz falcon marble before lunch"
NEAR = ["velvet lantern drifts across the copper harbour", "velvet lantern drifts across the copper harbor"]

RESPONSES_BROKEN = [
    entry(
        code="051180",
        intent="study_many_faults",
        owner="passports",
        anwser="x",
        volatile=True,
        review_by="2027-08-01",
        question={"en": "TODO", "fr": "Comment?"},
        answer={"en": "You pay $5. One. Two. Three. Four."},
        links=[UNOFFICIAL, {"en": {"title": "Letters", "url": "http://www.canada.ca/en/a"}}],
        related=["051184", "051199", 51103],
    ),
    entry(
        code="051181",
        intent="study_low_status",
        status="done",
        volatile="often",
        answer={"en": "It costs $5.", "fr": "Tu paies 5 $."},
        related=["051185"],
        links=[],
    ),
    entry(code=None, intent="study_no_code", answer={"en": "Yes.", "fr": " "}),
    entry(code="05118", intent="study_silent", review_by="2026-11-22"),
    entry(code="051184", intent="study_old", status="retired", replaced_by="051103"),
    entry(code="051185", intent="study_draft", status="draft"),
    entry(code="051186", intent="Study-Bad", reviewed_on="2026", question={"en": "How?", "fr": "How can I do it?"}),
    entry(code="051103", intent="study_taken_code", answer="Yes."),
]
EXAMPLES_BROKEN = {
    "en": {
        "study_many_faults": [*sentences("many", "en"), SHARED, *NEAR],
        "study_draft": sentences("draft", "en"),
        "study_of_nobody": sentences("nobody", "en"),
        "study_low_status": ["just one"],
    },
    "fr": {
        "study_many_faults": [*sentences("many", "fr", 13), "How can I show them my letter?"],
        "study_draft": sentences("draft", "fr"),
        "study_of_nobody": sentences("nobody", "fr"),
        "study_low_status": ["un seul"],
    },
}

TOLD = [
    # of one response
    (LETTERS, "owner: passports", "051180: 'owner' is not the business line"),
    (LETTERS, "anwser: x", "051180: 'anwser' is not a field"),
    (LETTERS, "volatile: true", "051180: volatile without 'as_of'"),
    (LETTERS, "review_by: '2027-08-01'", "051180: volatile but not reviewed again within 90 days"),
    (LETTERS, "en: TODO", "051180: 'question.en' is still to be written"),
    (LETTERS, "answer:", "051180: 'answer.fr' is missing"),
    (LETTERS, "en: You pay $5. One. Two. Three. Four.", "051180: answer.en has 5 sentences"),
    (LETTERS, "url: https://visa.example/en/a", "051180: the host visa.example is not on the allow-list"),
    (LETTERS, "- en:", "051180: 'links.1.fr' is missing"),
    (LETTERS, "url: http://www.canada.ca/en/a", "051180: not a plain https address"),
    (LETTERS, "- '051184'", "051180: related code 051184 is retired"),
    (LETTERS, "- '051199'", "051180: related code 051199 is not another response"),
    (LETTERS, "- 51103", "051180: 'related.2': str type expected"),
    # of others
    (LETTERS, "status: done", "051181: 'status': unexpected value"),
    (LETTERS, "volatile: often", "051181: 'volatile': value is not a valid boolean"),
    (LETTERS, "fr: Tu paies 5 $.", "051181: the French answer says tu"),
    (LETTERS, "links: []", "051181: an answer without a link"),
    (LETTERS, "- '051185'", "051181: related code 051185 is a draft"),
    (LETTERS, "- answer:", "'code' is missing"),
    (LETTERS, "fr: ' '", "'answer.fr': is empty"),
    (LETTERS, "code: '05118'", "05118: 'code': is not six digits"),
    (LETTERS, "review_by: '2026-11-22'", "05118: 'review_by' is not after 'reviewed_on'"),
    (LETTERS, "intent: Study-Bad", "051186: 'intent': is not a name"),
    (LETTERS, "reviewed_on: '2026'", "051186: 'reviewed_on': is not a day"),
    (LETTERS, "fr: How can I do it?", "051186: question.fr is not French"),
    (LETTERS, "answer: Yes.", "051103: 'answer': value is not a valid dict"),
    (LETTERS, "code: '051103'", "051103: the code 051103 is already used at"),
    (LETTERS, "code: '051103'", "051103: the code was given to study_arrive_early before"),
    (MINORS, "- code: a: b", "is not YAML"),
    ("codes.yml", '"051190": study_gone', "051190: the response study_gone is gone"),
    ("codes.yml", "51191: study_gone", "'51191: study_gone' is not a code with its intent"),
    # of the examples
    *((f"{language}/{LETTERS}", '', f"no examples of {intent}")
      for language in ("en", "fr") for intent in ("study_no_code", "study_silent", "study_taken_code")),
    *((f"{language}/{LETTERS}", "- intent: study_draft", "study_draft is a draft") for language in ("en", "fr")),
    *((f"{language}/{LETTERS}", "- intent: study_of_nobody", "no response and no step has the intent study_of_nobody")
      for language in ("en", "fr")),
    (f"fr/{LETTERS}", "- intent: study_many_faults", "study_many_faults has 14 examples"),
    (f"fr/{LETTERS}", "- How can I show them my letter?", "'How can I show them my letter?' is not French"),
    (f"en/{LETTERS}", f"- {NEAR[1]}", f"'{NEAR[1][:40]}' nearly repeats line"),
    (f"en/{LETTERS}", f"- {SHARED}", f"'{SHARED}' is an example of study_many_faults and, at"),
    (f"en/{LETTERS}", "- intnt: affirm", "is not an intent"),
    (f"fr/{WORKS}", "nlu: [", "is not YAML"),
]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the lint prints of a copy of the real content with all that is wrong above written into it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(RESPONSES, root / "responses")
    shutil.copytree(EXAMPLES, root / "nlu")
    codes = RESPONSES.with_name("codes.yml").read_text("utf-8")
    for one in RESPONSES_BROKEN:
        if one.get("code") not in (None, "051103", "05118") and not re.search(str(one["code"]), codes):
            codes += f'"{one["code"]}": {str(one["intent"]).lower().replace("-", "_")}\n'
    codes += '"051190": study_gone\n51191: study_gone\n'
    (root / "codes.yml").write_text(codes, encoding="utf-8")
    _append(root / "responses" / f"{LETTERS}.yml", dumped(RESPONSES_BROKEN))
    _append(root / "responses" / f"{MINORS}.yml", "- code: a: b\n")
    for language, blocks in EXAMPLES_BROKEN.items():
        for intent, texts in blocks.items():
            lines = "".join(f"    - {text}\n" for text in texts)
            _append(root / "nlu" / language / f"{LETTERS}.yml", f"- intent: {intent}\n  examples: |\n{lines}")
        _append(root / "nlu" / language / f"{LETTERS}.yml", "- intnt: affirm\n" if language == "en" else "")
    _append(root / "nlu" / "en" / f"{SMALL_TALK}.yml", f"    - {SHARED}\n")
    (root / "nlu" / "fr" / f"{WORKS}.yml").write_text("nlu: [\n", encoding="utf-8")
    return _printed(root)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def _printed(root: Path) -> list[str]:
    printed = StringIO()
    with redirect_stdout(printed):
        assert main(["--responses", str(root / "responses"), "lint", "--examples", str(root / "nlu")]) == 1
    # Warnings come with the days: a review is due.
    return [line for line in printed.getvalue().splitlines()[:-1] if ": warning: " not in line]


@pytest.mark.parametrize(("file", "line", "what"), TOLD, ids=[f"{place}: {what}" for place, _, what in TOLD])
def test_it_is_told_with_its_line_and_a_mend(told: list[str], file: str, line: str, what: str) -> None:
    told_so = [one for one in told if re.search(rf"{file}(\.yml)?:\d+: {re.escape(what)}.*; .", one)]

    assert len(told_so) == 1, "\n".join(told)
    path, number = told_so[0].split(":")[:2]
    assert line in Path(path).read_text("utf-8").splitlines()[int(number) - 1]


def test_nothing_else_is_told(told: list[str]) -> None:
    unexpected = [one for one in told if not any(what in one and file in one for file, _, what in TOLD)]

    assert unexpected == []
    assert len(told) == len(TOLD)
