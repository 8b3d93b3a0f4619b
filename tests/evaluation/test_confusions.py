"""The trainer's list: most costly first, nearest examples beside each message, nothing of the reported half."""

from pathlib import Path

import pytest

from evaluation.confusions import pairs, report, slips
from evaluation.examples import Nearest
from knowledge_base import RESPONSES, load_sources
from tests.evaluation.made import asked, seen

ARRIVE, DURATION, CARD = "051103", "050101", "120201"
WRONG = seen(asked(ident="en-1"), codes=(DURATION,), ranked=((DURATION, 0.8), (ARRIVE, 0.1)))
CLICK = seen(asked(ident="en-2"), "clarify", candidates=(CARD, ARRIVE), ranked=((CARD, 0.4), (ARRIVE, 0.3)))
TIMID = seen(asked(ident="en-3"), "clarify", candidates=(ARRIVE, CARD), ranked=((ARRIVE, 0.4), (CARD, 0.3)))
LOST = seen(asked(ident="en-4"), "search", ranked=((CARD, 0.2),))
FINE = seen(asked(ident="en-5"), codes=(ARRIVE,), ranked=((ARRIVE, 0.9), (CARD, 0.1)))


@pytest.fixture(scope="module")
def nearest(tmp_path_factory: pytest.TempPathFactory) -> Nearest:
    """A few examples of two intents in files as in data/nlu."""
    data = tmp_path_factory.mktemp("nlu")
    for language, early, long in (
        ("en", "how soon before my course may i land", "is a permit needed for a short course"),
        ("fr", "combien de temps avant mes cours", "faut-il un permis pour un cours de courte durée"),
    ):
        (data / language).mkdir()
        examples = [("study_arrive_early", early), ("study_arrive_early", "zzz qqq"), (intent_of(DURATION), long)]
        entries = "".join(f"- intent: {intent}\n  examples: |\n    - {text}\n" for intent, text in examples)
        (data / language / "some.yml").write_text(f'version: "3.1"\nnlu:\n{entries}', encoding="utf-8")
    return Nearest(data)


def intent_of(code: str) -> str:
    return next(one.intent for one in load_sources(RESPONSES) if one.code == code)


def test_what_was_answered_right_is_no_slip() -> None:
    assert slips([FINE, seen(asked("900301", handling="out_of_scope"), "refuse", ranked=(("900301", 0.9),))]) == []


def test_a_wrong_answer_costs_most_and_a_click_least() -> None:
    assert [(slip.seen.row.id, slip.cost) for slip in slips([WRONG, CLICK, TIMID, LOST])] == [
        ("en-1", 4), ("en-2", 1), ("en-3", 1), ("en-4", 2),
    ]  # fmt: skip


def test_pairs_are_counted_in_either_direction_and_the_most_costly_comes_first() -> None:
    back = seen(asked(CARD, ident="en-6"), codes=(ARRIVE,), ranked=((ARRIVE, 0.7), (CARD, 0.2)))

    found = pairs(slips([WRONG, CLICK, back]))
    assert [(pair, len(group)) for pair, group in found] == [((ARRIVE, CARD), 2), ((DURATION, ARRIVE), 1)]


def test_a_message_stands_beside_the_nearest_example_of_what_was_meant_and_of_what_was_read(nearest: Nearest) -> None:
    responses = {one.code: one for one in load_sources(RESPONSES)}

    text = report([WRONG], responses, nearest)
    assert "study_arrive_early (051103): 4\n" in text
    assert "**en-1** wrong answer sent: How early may I come?" in text
    assert "how soon before my course may i land" in text
    assert "is a permit needed for a short course" in text
    assert "zzz qqq" not in text
    assert "`data/nlu/en/study-permits/" in text


def test_an_answer_to_what_is_not_ours_is_a_slip() -> None:
    strange = asked("900301", ident="en-7", handling="out_of_scope")

    (slip,) = slips([seen(strange, codes=(DURATION,), ranked=((DURATION, 0.8), ("900301", 0.1)))])
    assert (slip.meant, slip.read, slip.cost) == ("900301", DURATION, 4)


def test_files_of_examples_that_are_named_exist() -> None:
    responses = {one.code: one for one in load_sources(RESPONSES)}

    class Blind(Nearest):
        def __init__(self) -> None:
            self._texts, self._rows = {}, {}  # type: ignore[assignment]  # no examples at all

    text = report([WRONG, CLICK], responses, Blind())
    named = {part for part in text.split("`") if part.startswith("data/nlu/")}
    root = Path(__file__).resolve().parents[2]
    assert named
    assert all((root / part).exists() for part in named)
