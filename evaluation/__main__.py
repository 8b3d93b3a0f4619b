"""`python -m evaluation replies|converse|talk|unanswered`: see docs/quality.md."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from evaluation import replies, talk, unanswered
from evaluation.assistant import Assistant, NoModel, quiet


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = _parser().parse_args(arguments)
    quiet()
    try:
        if given.command == "unanswered":
            return unanswered.main(given.limit, as_json=given.json)
        with tempfile.TemporaryDirectory(prefix="quaid-") as folder:
            return asyncio.run(_run(given, Path(folder)))
    except (NoModel, replies.RowInvalid, OSError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1


async def _run(given: argparse.Namespace, folder: Path) -> int:
    if given.command == "talk":
        await talk.talk(Assistant.open(folder, given.model), given.language)
        return 0
    rows = list(replies.read_rows(given.input, "turns" if given.command == "converse" else "text"))
    assistant = Assistant.open(folder, given.model)
    play = replies.converse if given.command == "converse" else replies.replies
    _write(given.output, await play(assistant, rows))
    return 0


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n" if lines else "", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("replies", "play every row {id, text} as the first message of a conversation"),
        ("converse", "play every row {id, turns} as one conversation"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("input", type=Path, metavar="IN.jsonl")
        command.add_argument("output", type=Path, metavar="OUT.jsonl")
        command.add_argument("--model", type=Path, help="a trained model; default: the newest in models/")
    command = commands.add_parser("talk", help="talk to the assistant in the terminal")
    command.add_argument("--model", type=Path)
    command.add_argument("--language", choices=("en", "fr"), help="as the page's language; default: detected")
    command = commands.add_parser("unanswered", help="masked messages that were not answered, most useful first")
    command.add_argument("--limit", type=int, default=50)
    command.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
