"""`python -m evaluation.masking_effect`: how often the likeliest intent is right with masking and without.

    evaluation questions → as they are, and with made-up personal data beside them → masked or not → trained model

The model alone is asked, without door and actions: masking is all that differs. Exit code 1 when it costs a point.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

import settings
from evaluation.privacy.messages import FOLDER, STYLES, Writer
from evaluation.quality import write_between
from evaluation.scores import LANGUAGES, Labelled, Rate, labelled
from evaluation.trained_model import measure, processor_of
from knowledge_base import RESPONSES, Taxonomy, load_sources
from privacy import shared_masker

REPORT = settings.ROOT / "docs" / "privacy.md"
MARK = "masking: python -m evaluation.masking_effect"
AS_THEY_ARE, WITH_DATA = "as they are", "with personal data beside them"
SEED = 5
MOST = 0.01
"""Of all questions: what masking may cost."""


@dataclass(frozen=True)
class Paired:
    """One question, and whether the likeliest intent was right without masking and with it."""

    row: Labelled
    which: str
    changed: bool
    off: bool
    on: bool


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    return measure("evaluation.masking_effect", __doc__, _run, arguments)


def _run(model: Path | None) -> int:
    pairs = asyncio.run(_paired([row for row in labelled() if row.right], model))
    table = report(pairs)
    print(table)
    write_between(MARK, table, REPORT)
    return 0 if all(_lost(pairs, which) <= MOST for which in (AS_THEY_ARE, WITH_DATA)) else 1


def report(pairs: Sequence[Paired]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "| questions | changed by masking | likeliest intent right, masking off | masking on"
        " | right only off / only on |",
        "|---|---|---|---|---|",
    ]
    for which in (AS_THEY_ARE, WITH_DATA):
        for language in (*LANGUAGES, "both"):
            chosen = [pair for pair in pairs if pair.which == which and language in (pair.row.language, "both")]
            off_only = sum(pair.off and not pair.on for pair in chosen)
            on_only = sum(pair.on and not pair.off for pair in chosen)
            lines.append(
                f"| {which}, {language} | {sum(pair.changed for pair in chosen)}/{len(chosen)}"
                f" | {Rate.of(pair.off for pair in chosen)} | {Rate.of(pair.on for pair in chosen)}"
                f" | {off_only} / {on_only} |"
            )
    return "\n".join(lines)


def with_data(rows: Sequence[Labelled]) -> list[str]:
    """Return each question with made-up personal data beside it."""
    wordings = yaml.safe_load((FOLDER / "beside.yml").read_text(encoding="utf-8"))
    chance = random.Random(SEED)
    writer, texts = Writer("development", chance), []
    for row in rows:
        template = chance.choice(wordings[row.language])
        before, _, after = template.partition("{QUESTION}")
        origin = chance.choice(writer.origins())
        written = [writer.written(part, row.language, origin, STYLES[0], "beside").text for part in (before, after)]
        texts.append(written[0] + row.text + written[1])
    return texts


async def _paired(rows: Sequence[Labelled], model: Path | None) -> list[Paired]:
    processor, masker, codes = processor_of(model), shared_masker(), _codes()
    found = []
    for which, texts in ((AS_THEY_ARE, [row.text for row in rows]), (WITH_DATA, with_data(rows))):
        for row, text in zip(rows, texts, strict=True):
            masked = masker.mask(text, row.language).text
            off = await _first(processor, text, codes) in row.right
            on = off if masked == text else await _first(processor, masked, codes) in row.right
            found.append(Paired(row, which, masked != text, off, on))
    return found


async def _first(processor: MessageProcessor, text: str, codes: dict[str, str]) -> str:
    """Return the code of the likeliest intent."""
    parsed = await processor.parse_message(UserMessage(text))
    ranking = [entry["name"] for entry in parsed.get("intent_ranking") or [] if entry["name"] != "nlu_fallback"]
    return codes.get(ranking[0], ranking[0]) if ranking else ""


def _codes() -> dict[str, str]:
    codes = {step.intent: step.code for step in Taxonomy.open().steps if step.intent}
    return codes | {response.intent: response.code for response in load_sources(RESPONSES)}


def _lost(pairs: Sequence[Paired], which: str) -> float:
    chosen = [pair for pair in pairs if pair.which == which]
    return Rate.of(pair.off for pair in chosen).value - Rate.of(pair.on for pair in chosen).value


if __name__ == "__main__":
    sys.exit(main())
