"""`make evaluate`: plays the evaluation questions and writes figures, reliability diagram and the list of confusions.

Figures come from the half "figure" alone; what a trainer or a threshold may learn from is the half "choose".
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation import calibration, confusions, figures, paired
from evaluation.assistant import Assistant
from evaluation.examples import Nearest
from evaluation.observed import Observed, observe
from evaluation.scores import labelled
from evaluation.trained_model import measure
from knowledge_base import Response, Taxonomy
from settings import ROOT

REPORT = ROOT / "docs" / "quality.md"
DIAGRAM = ROOT / "docs" / "reliability.svg"
CONFUSIONS = ROOT / "results" / "confusions.md"
FIGURES = "figures: make evaluate"


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    return measure("evaluation.quality", __doc__, _run, arguments)


def _run(model: Path | None) -> int:
    seen, responses = played(None, model)
    table = report(seen)
    print(table)
    write_between(FIGURES, table)
    calibration.draw([one for one in seen if one.row.half == "figure"], DIAGRAM)
    CONFUSIONS.parent.mkdir(exist_ok=True)
    chosen = [one for one in seen if one.row.half == "choose"]
    CONFUSIONS.write_text(confusions.report(chosen, responses, Nearest()), encoding="utf-8")
    print(f"\nWritten: {REPORT.name}, {DIAGRAM.name}, {CONFUSIONS.relative_to(ROOT)}")
    return 0


def played(half: str | None, model: Path | None) -> tuple[list[Observed], dict[str, Response]]:
    """Play the questions of a half (None: both); returns them with the responses served, by code."""
    with tempfile.TemporaryDirectory(prefix="quaid-") as folder:
        assistant = Assistant.open(Path(folder), model)
        responses = {response.code: response for response in assistant.knowledge.served()}
        return asyncio.run(_observe_and_close(assistant, half)), responses


async def _observe_and_close(assistant: Assistant, half: str | None) -> list[Observed]:
    try:
        return await observe(assistant, labelled(half=half))
    finally:
        await assistant.close()


def report(seen: Sequence[Observed]) -> str:
    """Return all tables as Markdown."""
    reported = [one for one in seen if one.row.half == "figure"]
    names = {place.prefix[:2]: place.line_name["en"] for place in Taxonomy.open().subtopics}
    error = calibration.calibration_error(reported)
    parts = [
        figures.table(reported),
        f"What in-scope questions got first: {figures.shares(reported)}. A turn took"
        f" {statistics.median(one.ms for one in reported):.0f} ms (median, in one process).",
        "### By business line",
        figures.line_table(reported, names),
        "### Twins",
        f"{len(paired.twins(reported))} English questions of this half and their French translations:",
        paired.twin_table(reported),
        f"The same over all {len(paired.twins(seen))} pairs of both halves (thresholds were chosen on the other half):",
        paired.twin_table(seen),
        "### Calibration",
        f"Expected calibration error {error:.3f}, {calibration.BINS} bins of equal width over all messages of the half:"
        " chance given to the likeliest intent against how often it was right.",
        f"![Reliability diagram: for each language a curve close to the diagonal would be perfect]({DIAGRAM.name})",
    ]
    return "\n\n".join(parts)


def write_between(name: str, text: str, page: Path = REPORT) -> None:
    """Put `text` between the marks of `name` in the page; raises ValueError when the marks are gone."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name.split(':')[0]} -->"
    whole = page.read_text(encoding="utf-8")
    before, _, rest = whole.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{page.name}: the marks '{begin}' and '{end}' are needed")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
