"""What readers found: a file of theirs is checked line by line, kept without words, and counted while it holds."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.judged import sampled
from evaluation.rows import RowInvalid
from evaluation.scores import labelled
from evaluation.verdicts import NOTHING, RECORD, Judged, fingerprint, keep, kept, table, verdicts_in
from knowledge_base import RESPONSES, Response, load_sources

ENGLISH, FRENCH = ([row.id for row in labelled(half="figure") if row.language == language] for language in ("en", "fr"))
ANSWERS = [response for response in load_sources(RESPONSES) if response.kind == "answer" and response.served]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*rows: dict[str, Any]) -> Path:
        path = tmp_path / "filled.jsonl"
        path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return path

    return written


def filled(ident: str, verdict: str, *responses: Response) -> dict[str, Any]:
    answers = [{"code": one.code, "text": one.answer[ident[:2]], "pages": []} for one in responses or ANSWERS[:1]]
    return {"id": ident, "question": "May my cousin come?", "answers": answers, "verdict": verdict}


def judged(ident: str, verdict: str, response: Response) -> Judged:
    return Judged(ident, response.code, fingerprint(response.answer[ident[:2]]), verdict)


def test_a_filled_file_is_kept_without_a_word_of_question_or_answer(write: Write, tmp_path: Path) -> None:
    record = tmp_path / "judged.jsonl"

    keep(verdicts_in(write(filled(FRENCH[0], "partly"))), record)

    assert kept(record) == [judged(FRENCH[0], "partly", ANSWERS[0])]
    assert set(json.loads(record.read_text("utf-8"))) == {"id", "code", "answer", "verdict"}
    assert "cousin" not in record.read_text("utf-8")


def test_of_two_answers_sent_together_each_is_kept(write: Write) -> None:
    found = verdicts_in(write(filled(ENGLISH[0], "yes", *ANSWERS[:2])))

    assert found == [judged(ENGLISH[0], "yes", one) for one in ANSWERS[:2]]


def test_a_question_that_is_judged_again_has_the_new_verdict_alone_and_others_stay(tmp_path: Path) -> None:
    record = tmp_path / "judged.jsonl"
    keep([judged(ENGLISH[0], "partly", one) for one in ANSWERS[:2]] + [judged(FRENCH[0], "yes", ANSWERS[0])], record)

    keep([judged(ENGLISH[0], "yes", ANSWERS[2])], record)

    assert kept(record) == [judged(ENGLISH[0], "yes", ANSWERS[2]), judged(FRENCH[0], "yes", ANSWERS[0])]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(filled(ENGLISH[1], "perhaps"), "'perhaps' is no verdict; write one of yes, partly", id="word"),
        pytest.param(filled(ENGLISH[1], ""), f"{ENGLISH[1]} has no verdict; write one of", id="missing"),
        pytest.param(filled("en-nope", "yes"), "there is no question 'en-nope' in the half 'figure'", id="unknown"),
        pytest.param(filled(ENGLISH[0], "yes"), f"{ENGLISH[0]} has been judged above", id="twice"),
        pytest.param({"id": ENGLISH[1], "verdict": "yes"}, "'answers' is not what was drawn", id="no answers"),
    ],
)
def test_what_is_wrong_in_a_filled_file_is_named_with_its_line(write: Write, row: dict[str, Any], message: str) -> None:
    file = write(filled(ENGLISH[0], "yes"), row)

    with pytest.raises(RowInvalid) as refused:
        verdicts_in(file)

    assert f"{file}:3: " in str(refused.value)
    assert message in str(refused.value)


def test_every_wrong_line_is_named_at_once(write: Write) -> None:
    with pytest.raises(RowInvalid, match=r"(?s):1: .*:3: .*nothing was kept"):
        verdicts_in(write(filled(ENGLISH[0], ""), filled(ENGLISH[1], "no")))


def test_nothing_read_is_said_in_words() -> None:
    assert table([], ANSWERS) == NOTHING


def test_verdicts_are_counted_by_language_and_together() -> None:
    text = table(
        [
            judged(ENGLISH[0], "yes", ANSWERS[0]),
            judged(ENGLISH[1], "misleading", ANSWERS[1]),
            *(judged(FRENCH[0], "yes", one) for one in ANSWERS[:2]),
        ],
        ANSWERS,
    )

    cells = {line.split(" | ")[0]: [cell[:10] for cell in line.split(" | ")[1:]] for line in text.splitlines()}
    assert cells["| read"] == ["2", "1", "3 |"]
    assert cells["| answers the question"] == ["0.50 (1/2;", "1.00 (1/1;", "0.67 (2/3;"]
    assert cells["| misleading for this client"] == ["0.50 (1/2;", "0.00 (0/1;", "0.33 (1/3;"]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param([replace(ANSWERS[0], answer={"en": "Other words.", "fr": "Autres mots."})], id="mended"),
        pytest.param([replace(ANSWERS[0], status="retired")], id="retired"),
        pytest.param([], id="gone"),
    ],
)
def test_an_answer_that_has_changed_since_is_said_and_not_counted(now: list[Response]) -> None:
    text = table([judged(ENGLISH[0], "misleading", ANSWERS[0])], now)

    assert "| of those, changed since: not counted | 1 | 0 | 1 |" in text
    assert "| misleading for this client | 0.00 (0/0;" in text


def test_the_same_seed_draws_the_same_answers_and_never_one_twice() -> None:
    sent = [{"id": str(number)} for number in range(50)]

    drawn = sampled(sent, 4, 20)

    assert drawn == sampled(sent, 4, 20) != sampled(sent, 5, 20)
    assert len({one["id"] for one in drawn}) == 20
    assert len(sampled(sent, 4, 200)) == 50


def test_the_committed_record_can_be_counted() -> None:
    table(kept(RECORD), ANSWERS)
