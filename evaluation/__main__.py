"""Messages and conversations through the whole assistant in this process, and what it could not answer."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation.quiet import quiet, quiet_imports
from evaluation.rows import TEXT, TURNS, RowInvalid, read_rows, refuse_unwritable, write_rows

FORMATS = {
    "replies": 'A line of IN.jsonl is {"id": …, "text": "…"}; each is the first message of a conversation of its own.',
    "converse": 'A line of IN.jsonl is {"id": …, "turns": ["…", {"choose": 1}]}; a choice is the number of a button.',
}
OUT = 'A line of OUT.jsonl is what was said, by "id": docs/quality.md, "Messages of your own".'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = _parser().parse_args(arguments)
    quiet_imports()
    try:
        if given.command == "unanswered":
            return _unanswered(given)
        with tempfile.TemporaryDirectory(prefix="quaid-") as folder:
            return _play(given, Path(folder))
    except KeyboardInterrupt:
        return 130
    except (RowInvalid, OSError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1


def _play(given: argparse.Namespace, folder: Path) -> int:
    rows = []
    if given.command != "talk":
        rows = read_rows(given.input, TURNS if given.command == "converse" else TEXT)
        refuse_unwritable(given.output, given.input)
    # Rasa takes seconds to import: not before what was typed is known to be usable.
    from evaluation import replies, talk
    from evaluation.assistant import Assistant
    from evaluation.trained_model import NoModel

    quiet()
    try:
        assistant = Assistant.open(folder, given.model)
        if given.command == "talk":
            asyncio.run(talk.talk(assistant, given.language))
        else:
            play = replies.converse if given.command == "converse" else replies.replies
            write_rows(given.output, asyncio.run(play(assistant, rows)))
    except NoModel as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
    return 0


def _unanswered(given: argparse.Namespace) -> int:
    from sqlalchemy.exc import SQLAlchemyError

    from evaluation import unanswered
    from settings import SettingsError

    try:
        return unanswered.main(given.limit, as_json=given.json)
    except SettingsError as error:
        problem = str(error)
    except SQLAlchemyError as error:
        # Only the type: its message may quote a row.
        problem = f"the store of CONVERSATIONS_URL cannot be read ({type(error).__name__})"
    print(f"evaluation: {problem}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("replies", "play every row {id, text} as the first message of a conversation"),
        ("converse", "play every row {id, turns} as one conversation"),
    ):
        command = commands.add_parser(name, help=text, description=text, epilog=f"{FORMATS[name]} {OUT}")
        command.add_argument("input", type=Path, metavar="IN.jsonl")
        command.add_argument("output", type=Path, metavar="OUT.jsonl")
        command.add_argument("--model", type=_model, help="a trained model; default: the newest in models/")
    command = commands.add_parser("talk", help="talk to the assistant in the terminal")
    command.add_argument("--model", type=_model, help="a trained model; default: the newest in models/")
    command.add_argument("--language", choices=("en", "fr"), help="as the page's language; default: detected")
    command = commands.add_parser("unanswered", help="masked messages that were not answered, most useful first")
    command.add_argument("--limit", type=_count, default=50, metavar="N", help="the first N of the list (default: 50)")
    command.add_argument("--json", action="store_true", help="for programs")
    return parser


def _count(raw: str) -> int:
    if not raw.isdecimal() or int(raw) < 1:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1")
    return int(raw)


def _model(raw: str) -> Path:
    if not Path(raw).is_file():
        raise argparse.ArgumentTypeError(f"{raw} is no file; models are in models/, such as 20261122-….tar.gz")
    return Path(raw)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `unanswered | head` is not an error
    sys.exit(main())
