"""`python -m evaluation.judged`: do the words of an answer answer this client? What people say who read them.

draw: half "figure" → assistant → some of its coded answers → FILE, for somebody who has not written them
read: FILE, its verdicts filled in → judged.jsonl (ids, codes, fingerprints: no words)
alone: judged.jsonl + the knowledge base as it is now → table in docs/quality.md
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.assistant import Assistant
from evaluation.quality import write_between
from evaluation.quiet import quiet
from evaluation.replies import play
from evaluation.rows import RowInvalid, refuse_unwritable, write_rows
from evaluation.scores import Labelled, labelled
from evaluation.trained_model import NoModel
from evaluation.verdicts import RECORD, VERDICTS, keep, kept, table, verdicts_in
from knowledge_base import RESPONSES, Response, load_sources

MARK = "judged: python -m evaluation.judged"
NO_ANSWERS = "90"
"""The line of small talk and refusals."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; returns the exit code."""
    given = _parser().parse_args(arguments)
    quiet()
    try:
        if given.command == "draw":
            return _draw(given)
        if given.command == "read":
            return _read(given.file)
        text = table(kept(), load_sources(RESPONSES))
    except (RowInvalid, NoModel, OSError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
    print(text)
    write_between(MARK, text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.judged", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command")
    draw = commands.add_parser("draw", help="answers to read, drawn at random, into FILE")
    draw.add_argument("--seed", type=int, required=True, help="the same model and seed draw the same answers")
    draw.add_argument("--count", type=_count, metavar="N", default=200, help="how many (default: 200)")
    draw.add_argument("--model", type=Path, help="a trained model; default: the newest in models/")
    draw.add_argument("file", type=Path, metavar="FILE")
    read = commands.add_parser("read", help=f"keep the verdicts of FILE: {', '.join(VERDICTS)}")
    read.add_argument("file", type=Path, metavar="FILE")
    return parser


def _count(raw: str) -> int:
    if not raw.isdecimal() or int(raw) < 1:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1")
    return int(raw)


def _draw(given: argparse.Namespace) -> int:
    refuse_unwritable(given.file, RECORD)
    rows = [row for row in labelled(half="figure") if row.handling == "answer"]
    with tempfile.TemporaryDirectory(prefix="quaid-") as folder:
        sent = asyncio.run(_sent(Assistant.open(Path(folder), given.model), rows))
    drawn = sampled(sent, given.seed, given.count)
    write_rows(given.file, drawn)
    print(f"{len(drawn)} of {len(sent)} answers sent are in {given.file}; write one of {', '.join(VERDICTS)} into each")
    print(f"'verdict', then: python -m evaluation.judged read {given.file}")
    return 0


def _read(file: Path) -> int:
    found = verdicts_in(file)
    keep(found)
    print(f"kept: {len({one.id for one in found})} answers in {RECORD.name}; python -m evaluation.judged counts them")
    return 0


def sampled(sent: Sequence[dict[str, Any]], seed: int, count: int) -> list[dict[str, Any]]:
    """Return `count` of the answers, all when there are fewer, in an order that tells nothing."""
    return random.Random(seed).sample(sent, min(count, len(sent)))


async def _sent(assistant: Assistant, rows: Sequence[Labelled]) -> list[dict[str, Any]]:
    """Play the questions; returns what a reader needs of each that got a coded answer."""
    responses = {response.code: response for response in assistant.knowledge.served()}
    found = []
    try:
        for row in rows:
            turn = await play(assistant, row.id, row.text)
            codes = [code for code in turn.codes if not code.startswith(NO_ANSWERS)]
            if turn.outcome == "answer" and codes:
                answers = [_answer(responses[code], turn.lang) for code in codes]
                found.append({"id": row.id, "question": row.text, "answers": answers, "verdict": ""})
    finally:
        await assistant.close()
    return found


def _answer(response: Response, language: str) -> dict[str, Any]:
    pages = [link.url for link in response.links.get(language, ())]
    return {"code": response.code, "text": response.answer[language], "pages": pages}


if __name__ == "__main__":
    sys.exit(main())
