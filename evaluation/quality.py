"""`make evaluate`: plays the evaluation questions and writes the figures into docs/quality.md.

Only the half "figure" is reported; thresholds in config.yml were chosen on the half "choose" (`--thresholds`).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evaluation import thresholds
from evaluation.assistant import Assistant, quiet
from evaluation.replies import play
from evaluation.scores import (
    LANGUAGES,
    Labelled,
    Rate,
    among_three_right,
    answered_wrongly,
    first_right,
    labelled,
    one_click_away,
)
from evaluation.yardstick import Yardstick
from settings import ROOT

REPORT = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- figures: make evaluate -->", "<!-- end of figures -->"
WHOLE_WEIGHT = 0.8


class Seen:
    """One question, the ranking of the model and what was said."""

    def __init__(self, row: Labelled, ranking: list[tuple[str, float]], played: dict[str, Any]) -> None:
        self.row, self.ranking, self.played = row, ranking, played


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.quality", description=__doc__)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--thresholds", action="store_true", help="sweep thresholds on the half 'choose' instead")
    given = parser.parse_args(arguments)
    quiet()
    half = "choose" if given.thresholds else "figure"
    with tempfile.TemporaryDirectory(prefix="quaid-") as folder:
        assistant = Assistant.open(Path(folder), given.model)
        seen = asyncio.run(observe(assistant, labelled(half=half)))
        codes = {response.intent: response.code for response in assistant.knowledge.served()}
    if given.thresholds:
        print(thresholds.sweep([(one.row, one.ranking) for one in seen], codes))
        return 0
    table = figures(seen, codes, Yardstick())
    print(table)
    write_report(table)
    return 0


async def observe(assistant: Assistant, rows: Sequence[Labelled]) -> list[Seen]:
    """Play each question as the first message of a conversation."""
    found = []
    for row in rows:
        played = await play(assistant, row.id, row.text)
        parse = await assistant.parse_of(row.id)
        entries = parse.get("intent_ranking") or []
        ranking = [(e["name"], float(e["confidence"])) for e in entries if e["name"] != "nlu_fallback"]
        found.append(Seen(row, ranking, played.row()))
    return found


def figures(seen: Sequence[Seen], codes: dict[str, str], yardstick: Yardstick) -> str:
    """Return the table as Markdown, a column for each language."""
    groups = [[one for one in seen if one.row.language == language] for language in LANGUAGES] + [list(seen)]
    lines = ["| figure | English | French | both |", "|---|---|---|---|"]
    for title, rate in _rates(codes, yardstick):
        lines.append(f"| {title} | " + " | ".join(str(rate(group)) for group in groups) + " |")
    outcomes = Counter(one.played["outcome"] for one in seen if one.row.handling == "answer")
    total = sum(outcomes.values())
    shares = ", ".join(f"{name} {count / total:.2f}" for name, count in outcomes.most_common())
    return "\n".join([*lines, "", f"What in-scope questions got first: {shares}."])


def _rates(codes: dict[str, str], yardstick: Yardstick) -> list[tuple[str, Callable[[Sequence[Seen]], Rate]]]:
    def ranked(one: Seen) -> list[str]:
        return [codes.get(intent, "") for intent, _ in one.ranking]

    def linear(one: Seen) -> list[str]:
        return [codes.get(intent, "") for intent in yardstick.rank(one.row.text, WHOLE_WEIGHT)[:3]]

    def of(handling: str, group: Sequence[Seen]) -> list[Seen]:
        return [one for one in group if one.row.handling == handling]

    return [
        ("right code first (must: 0.70)", lambda g: Rate.of(first_right(o.row, ranked(o)) for o in of("answer", g))),
        (
            "right code among three (must: 0.88)",
            lambda g: Rate.of(among_three_right(o.row, ranked(o)) for o in of("answer", g)),
        ),
        (
            "linear yardstick: right code first",
            lambda g: Rate.of(first_right(o.row, linear(o)) for o in of("answer", g)),
        ),
        (
            "linear yardstick: among three",
            lambda g: Rate.of(among_three_right(o.row, linear(o)) for o in of("answer", g)),
        ),
        (
            "answered right, or right button offered",
            lambda g: Rate.of(one_click_away(o.row, o.played) for o in of("answer", g)),
        ),
        (
            "of coded answers sent, right",
            lambda g: Rate.of(
                not answered_wrongly(o.row, o.played["codes"], "answer") for o in g if o.played["outcome"] == "answer"
            ),
        ),
        (
            "other lines of business: answered by mistake",
            lambda g: Rate.of(o.played["outcome"] == "answer" for o in of("search", g)),
        ),
        (
            "out of scope: answered by mistake (must: at most 0.05)",
            lambda g: Rate.of(o.played["outcome"] == "answer" for o in of("out_of_scope", g)),
        ),
    ]


def write_report(table: str, report: Path = REPORT) -> None:
    """Put the table between its marks in the report; raises ValueError when the marks are gone."""
    text = report.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{report.name}: the marks '{BEGIN}' and '{END}' are needed")
    report.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
