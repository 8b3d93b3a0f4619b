"""The regression gate: noise passes, a real loss is stopped and shown, and nothing reported is given away."""

import json
from pathlib import Path

import pytest

from evaluation import regression
from evaluation.observed import Observed
from evaluation.regression import BaselineInvalid, Verdict, compare, read, written
from tests.evaluation.made import asked, seen

RIGHT, OTHER = (("051103", 0.9),), (("050101", 0.9),)


def model(right: int, total: int = 100, *, half: str = "figure", start: int = 0) -> list[Observed]:
    """Questions of which the first `right` (from `start`, around) are answered right, the others wrongly."""
    found = []
    for number in range(total):
        row = asked(ident=f"en-{number}", text=f"Question {number}?", half=half)
        good = (number - start) % total < right
        found.append(seen(row, codes=("051103" if good else "050101",), ranked=RIGHT if good else OTHER))
    return found


def kept(observed: list[Observed]) -> dict[str, object]:
    return json.loads(written(observed))  # type: ignore[no-any-return]  # what json gives


def fallen(before: list[Observed], now: list[Observed]) -> set[str]:
    return {verdict.figure.name for verdict in compare(kept(before), now) if verdict.fallen}


def test_the_same_model_passes() -> None:
    assert fallen(model(80), model(80)) == set()


def test_a_few_questions_lost_and_as_many_won_are_noise() -> None:
    assert fallen(model(80), model(80, start=5)) == set()


def test_a_loss_beyond_noise_is_stopped_in_every_figure_it_lowers() -> None:
    assert fallen(model(80), model(70)) == {"first", "three", "answered", "reached", "wrong"}


def test_a_gain_is_no_loss() -> None:
    assert fallen(model(70), model(80)) == set()


def test_more_strange_messages_answered_are_a_loss() -> None:
    rows = [asked("900301", ident=f"en-{n}", handling="out_of_scope", text=f"Pizza {n}?") for n in range(30)]

    assert fallen([seen(row, "refuse") for row in rows], [seen(row, codes=("050101",)) for row in rows]) >= {"strange"}


def test_a_mended_label_is_neither_gain_nor_loss() -> None:
    before = model(100)
    relabelled = [
        seen(asked("050101", ident=one.row.id, text=one.row.text), codes=one.codes, ranked=one.ranked) for one in before
    ]

    assert fallen(before, relabelled) == set()


def test_the_baseline_holds_no_words_of_a_question() -> None:
    text = written(model(1, 2))

    assert "Question" not in text
    assert set(json.loads(text)) == {"en-0", "en-1"}


def test_a_question_asked_in_other_words_is_not_compared() -> None:
    now = model(80)
    reworded = [seen(asked(ident=one.row.id, text="Something else?"), codes=one.codes) for one in now[:10]] + now[10:]

    (first, *_) = compare(kept(model(80)), reworded)
    assert first.before == pytest.approx(70 / 90)


def test_a_baseline_that_covers_too_few_questions_is_refused() -> None:
    with pytest.raises(BaselineInvalid, match="only 50 of 100"):
        compare(kept(model(40, 50)), model(80))


def test_a_missing_or_broken_baseline_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")

    for name in ("missing.json", "broken.json"):
        with pytest.raises(BaselineInvalid, match=rf"{name}: cannot be read .*make baseline"):
            read(tmp_path / name)


def test_what_got_worse_is_shown_with_words_in_the_choosing_half_alone() -> None:
    everything = kept(model(80)) | {
        "fr-1": {**json.loads(written(model(1, 1)))["en-0"], "asked": _asked("Choose me?")},
    }
    chosen = seen(asked(ident="fr-1", text="Choose me?", half="choose"), "clarify", ranked=OTHER)
    verdicts = [one for one in compare(everything, model(70)) if one.fallen and one.figure.name == "answered"]

    shown = "\n".join(regression._explained(verdicts, everything, [chosen]))
    assert "fr-1: meant 051103, now clarify  (likeliest 050101): Choose me?" in shown
    assert "en-75: meant 051103, now answer 050101" in shown
    assert "Question 75" not in shown


def test_a_verdict_says_before_now_and_how_likely_it_is_by_chance() -> None:
    found: Verdict = compare(kept(model(80)), model(70))[0]

    assert str(found).startswith("FALLEN both 0.800 -> 0.700  worse 10, better 0, p 0.001  right code first")


def _asked(text: str) -> str:
    return regression._fingerprint(asked(text=text))
