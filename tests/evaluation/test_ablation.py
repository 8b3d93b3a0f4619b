"""What each part brings: parts are left out cleanly, and the folds hold out what they do not teach."""

from pathlib import Path

from rasa.shared.nlu.constants import TEXT

from evaluation.ablation import ENCODER, READERS, YARDSTICK, table, without
from evaluation.cross_validation import folds
from evaluation.quality import write_between
from evaluation.readers import config
from tests.evaluation.made import asked

FIRST = asked(ident="en-1")
SECOND = asked(ident="fr-1", language="fr")


def test_every_part_that_an_ablation_leaves_out_is_in_the_pipeline() -> None:
    names = {part["name"] for part in config()["pipeline"]}

    assert [part for _, parts in READERS.values() for part in parts if part not in names] == []


def test_a_part_left_out_is_forgotten_by_those_that_read_it() -> None:
    given = {
        "language": "en",
        "pipeline": [
            {"name": "A", "alias": "a"},
            {"name": ENCODER, "alias": "e"},
            {"name": "D", "featurizers": ["a", "e"]},
        ],
    }

    assert without(given, frozenset({ENCODER})) == {
        "language": "en",
        "pipeline": [{"name": "A", "alias": "a"}, {"name": "D", "featurizers": ["a"]}],
    }
    assert given["pipeline"][2]["featurizers"] == ["a", "e"]


def test_a_reader_stands_beside_the_yardstick_on_the_same_questions() -> None:
    yardstick = {"first": {"en-1": True, "fr-1": False}, "three": {"en-1": True, "fr-1": True}}
    focus = {"first": {"en-1": True, "fr-1": True}, "three": {"en-1": True, "fr-1": True}}

    text = table({YARDSTICK: yardstick, "words": focus}, [FIRST, SECOND])
    line = text.splitlines()[-1]
    assert "| 1.00 (1/1;" in line
    assert "| +0.50 (" in line


def test_every_example_is_held_out_once_and_never_learnt_in_the_same_fold(tmp_path: Path) -> None:
    for language in ("en", "fr"):
        (tmp_path / language).mkdir()
        examples = "".join(f"    - {language} example {number}\n" for number in range(6))
        (tmp_path / language / "a.yml").write_text(
            f'version: "3.1"\nnlu:\n- intent: a\n  examples: |\n{examples}', "utf-8"
        )

    held_out = []
    for learnt, held in folds(2, tmp_path):
        texts = {text for examples in held.values() for text, _ in examples}
        held_out += sorted(texts)
        assert {example.get(TEXT) for example in learnt.intent_examples}.isdisjoint(texts)
        assert len(learnt.intent_examples) == 6
    assert len(held_out) == len(set(held_out)) == 12


def test_only_what_stands_between_the_marks_is_rewritten(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- some: command -->\nold\n<!-- end of some -->\nafter\n", encoding="utf-8")
    write_between("some: command", "new", page)

    assert page.read_text(encoding="utf-8") == "before\n<!-- some: command -->\nnew\n<!-- end of some -->\nafter\n"
