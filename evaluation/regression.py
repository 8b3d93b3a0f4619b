"""`python -m evaluation.regression`: does this model read the same questions worse than the accepted one did?

    baseline.json (what came of each question, by id, no texts) + the same questions played now → verdicts → exit code

A figure falls when more questions got worse than better beyond chance (exact McNemar test on the same questions). The
labels are today's on both sides, so mending a label is no gain and no loss.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.figures import BY_NAME, Figure
from evaluation.observed import Observed
from evaluation.paired import chance_of_loss
from evaluation.quality import played
from evaluation.quiet import quiet
from evaluation.scores import LANGUAGES, Labelled
from evaluation.trained_model import NoModel

BASELINE = Path(__file__).with_name("baseline.json")
WATCHED = ("first", "three", "answered", "reached", "wrong", "handoff", "strange")
LEVEL = 0.01
"""Seven figures in three groups are tested; of unchanged models about one in ten would be stopped at 0.05 each."""
MIN_COMPARABLE = 0.8
"""Of the questions played: with fewer in the baseline, the gate would watch little and say nothing."""


class BaselineInvalid(Exception):
    """The file of accepted outcomes cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Verdict:
    """One figure in one group of the same questions, before and now."""

    figure: Figure
    group: str
    before: float
    now: float
    worse: tuple[Observed, ...]
    better: int

    @property
    def chance(self) -> float:
        return chance_of_loss(len(self.worse), self.better)

    @property
    def fallen(self) -> bool:
        return self.chance < LEVEL

    def __str__(self) -> str:
        mark = "FALLEN" if self.fallen else "ok"
        return (
            f"{mark:6} {self.group:4} {self.before:.3f} -> {self.now:.3f}  worse {len(self.worse)}, better"
            f" {self.better}, p {self.chance:.3f}  {self.figure.title}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Run; returns 1 when a figure has fallen or nothing can be compared."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.regression", description=__doc__)
    parser.add_argument("--model", type=Path, help="a trained model; default: the newest in models/")
    parser.add_argument("--accept", action="store_true", help="make today's outcomes the accepted ones (commit them)")
    given = parser.parse_args(arguments)
    quiet()
    try:
        if given.accept:
            return _accept(played(None, given.model)[0])
        kept = read()
        seen = played("figure", given.model)[0]
        verdicts = compare(kept, seen)
    except (BaselineInvalid, NoModel, OSError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
    print("\n".join(map(str, verdicts)))
    fallen = [verdict for verdict in verdicts if verdict.fallen]
    if fallen:
        print("\n".join(_explained(fallen, kept, played("choose", given.model)[0])))
    return 1 if fallen else 0


def _accept(seen: Sequence[Observed]) -> int:
    BASELINE.write_text(written(seen), encoding="utf-8")
    print(f"accepted: {len(seen)} questions in {BASELINE.name}; commit it with the figures of make evaluate")
    return 0


def written(seen: Sequence[Observed]) -> str:
    """Return the outcomes as JSON, a line for each question, without its words."""
    rows = [f" {json.dumps(one.row.id)}: {json.dumps(_record(one))}" for one in sorted(seen, key=lambda o: o.row.id)]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def read(path: Path = BASELINE) -> dict[str, Any]:
    """Return the accepted outcomes by question; raises BaselineInvalid."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BaselineInvalid(f"{path.name}: cannot be read ({error}); make baseline writes it") from None
    return found


def compare(kept: Mapping[str, Any], seen: Sequence[Observed]) -> list[Verdict]:
    """Return every watched figure for each language and both; raises BaselineInvalid when too few can be compared."""
    pairs = list(_pairs(kept, seen))
    if len(pairs) < MIN_COMPARABLE * len(seen):
        raise BaselineInvalid(
            f"{BASELINE.name}: only {len(pairs)} of {len(seen)} questions are in it as they are now; look at the"
            " figures of make evaluate, then make baseline accepts them"
        )
    groups = {"both": pairs, **{lang: [p for p in pairs if p[1].row.language == lang] for lang in LANGUAGES}}
    return [_verdict(BY_NAME[name], group, groups[group]) for name in WATCHED for group in groups]


def _verdict(figure: Figure, group: str, pairs: Sequence[tuple[Observed, Observed]]) -> Verdict:
    counted = [(before, now) for before, now in pairs if figure.applies(now)]
    gains = [(figure.hit(now) - figure.hit(before)) * figure.better for before, now in counted]
    worse = tuple(now for (_, now), gain in zip(counted, gains, strict=True) if gain < 0)
    return Verdict(
        figure,
        group,
        figure.rate([before for before, _ in counted]).value,
        figure.rate([now for _, now in counted]).value,
        worse,
        sum(gain > 0 for gain in gains),
    )


def _explained(fallen: Sequence[Verdict], kept: Mapping[str, Any], chosen: Sequence[Observed]) -> Iterator[str]:
    """Say what got worse: with words in the choosing half, by id and code alone in the half that is reported."""
    pairs = list(_pairs(kept, chosen))
    for verdict in fallen:
        yield f"\n{verdict.figure.title} ({verdict.group}): half 'figure', ids and codes alone:"
        yield from (f"  {one.row.id}: meant {one.row.code}, now {_now(one)}" for one in verdict.worse)
        group = [p for p in pairs if verdict.group in ("both", p[1].row.language)]
        worse = _verdict(verdict.figure, verdict.group, group).worse
        yield f"  half 'choose', {len(worse)} got worse:"
        yield from (f"  {one.row.id}: meant {one.row.code}, now {_now(one)}: {one.row.text}" for one in worse)
    yield "\nMend it, or, when the change is meant, write down why and accept it with make baseline."


def _now(one: Observed) -> str:
    first = one.ranked[0][0] if one.ranked else "nothing"
    return f"{one.outcome} {' '.join(one.codes or one.candidates)} (likeliest {first})"


def _pairs(kept: Mapping[str, Any], seen: Sequence[Observed]) -> Iterator[tuple[Observed, Observed]]:
    """Yield (before, now) for the questions that were asked in the same words."""
    for one in seen:
        record = kept.get(one.row.id)
        if record and record["asked"] == _fingerprint(one.row):
            ranked = tuple((str(code), 0.0) for code in record["ranked"])
            yield Observed(one.row, ranked, record["step"], tuple(record["codes"]), tuple(record["offered"])), one


def _record(one: Observed) -> dict[str, Any]:
    return {
        "asked": _fingerprint(one.row),
        "step": one.outcome,
        "codes": list(one.codes),
        "offered": list(one.candidates),
        "ranked": [code for code, _ in one.ranked[:3]],
    }


def _fingerprint(row: Labelled) -> str:
    """Return what changes with the words of a question, and does not tell them."""
    return hashlib.sha256(row.text.encode()).hexdigest()[:8]


if __name__ == "__main__":
    sys.exit(main())
