"""`python -m knowledge_base`: see what is in the knowledge base, add to it, check it, build its store."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import settings
from knowledge_base.lint import EXAMPLES, lint
from knowledge_base.loader import RESPONSES, read_sources
from knowledge_base.problems import KnowledgeError
from knowledge_base.response import KINDS, LANGUAGES, STATUSES, Response
from knowledge_base.scaffold import Base, scaffold
from knowledge_base.show import Wanted, as_json, in_full, table
from knowledge_base.store import build
from knowledge_base.taxonomy import Taxonomy


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 1 when it found something to mend."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KnowledgeError as error:
        print(error, file=sys.stderr)  # begins with the file and line to open
        return 1
    except (settings.SettingsError, OSError) as error:
        print(f"knowledge_base: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge_base", description=__doc__)
    parser.add_argument("--responses", type=_folder, default=RESPONSES, help="folder of the response files")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    show = commands.add_parser("show", help="print one response in both languages")
    show.add_argument("code", help="six digits, such as 051103, or its intent")
    show.set_defaults(command=_show)
    _add_list(commands.add_parser("list", help="list responses: all, or those asked for"))
    new = commands.add_parser("new", help="begin a response and its examples, in both languages")
    new.add_argument("subtopic", help="four digits, such as 0511, or <line>/<sub-topic>; see taxonomy.yml")
    new.add_argument("--intent", required=True, help="the client's goal, such as study_arrive_early")
    new.add_argument("--kind", choices=KINDS, default="answer")
    new.set_defaults(command=_new)
    check = commands.add_parser("lint", help="check responses and NLU examples; exit 1 if any is to be mended")
    check.set_defaults(command=_lint)
    for command in (new, check):
        command.add_argument("--examples", type=_folder, default=EXAMPLES, help="folder with the examples, en/ and fr/")
    store = commands.add_parser("build", help="write the store that actions and console read")
    store.add_argument("--url", type=_url, help="SQLAlchemy URL; the default is KNOWLEDGE_URL")
    store.set_defaults(command=_build)
    return parser


def _add_list(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("--json", action="store_true", help="everything, for programs")
    listing.add_argument("--line", help="of this business line or sub-topic: slug or digits (study-permits, 05, 0511)")
    listing.add_argument("--status", choices=(*STATUSES, "served"))
    listing.add_argument("--language", choices=LANGUAGES, default="en", help="of the questions shown")
    listing.add_argument(
        "--due",
        nargs="?",
        type=_day,
        const=date.today(),
        metavar="DAY",
        help="whose review is due by DAY (2027-02-20), or by today; the first due comes first",
    )
    listing.set_defaults(command=_list)


def _folder(raw: str) -> Path:
    if not Path(raw).is_dir():
        raise argparse.ArgumentTypeError(f"{raw} is no folder")
    return Path(raw)


def _day(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{raw!r} is no day; write it such as 2027-02-20") from None


def _url(raw: str) -> str:
    try:
        return str(settings.checked("knowledge_url", raw))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("KNOWLEDGE_URL ")) from None


def _responses(options: argparse.Namespace) -> tuple[Response, ...]:
    """Return what can be read: a problem in one file should not hide the others from view."""
    sources = read_sources(options.responses, Taxonomy.open())
    if sources.problems and options.command is not _lint:
        count = len(sources.problems)
        print(f"{count} problems in the sources; see python -m knowledge_base lint", file=sys.stderr)
    return sources.responses


def _show(options: argparse.Namespace) -> int:
    by_code = {one.code: one for one in _responses(options)}
    found = next((one for one in by_code.values() if options.code in (one.code, one.intent)), None)
    taxonomy = Taxonomy.open()
    step = taxonomy.step(options.code)
    if found is not None:
        print("\n".join(in_full(found, by_code, taxonomy, date.today())))
    elif step is not None:
        print(f"{step.code}  step without a response: {step.name['en']} / {step.name['fr']}")
    else:
        print(f"{options.code}: no such code or intent; python -m knowledge_base list shows all", file=sys.stderr)
        return 1
    return 0


def _list(options: argparse.Namespace) -> int:
    wanted = Wanted(options.line, options.status, options.due)
    everything = _responses(options)
    chosen = [one for one in everything if wanted.has(one)]
    if options.json:
        print(as_json(chosen))
    else:
        for row in table(chosen, options.language, due=options.due is not None):
            print(row)
    if options.line and not any(Wanted(options.line).has(one) for one in everything):
        print(f"{options.line}: no response in such a line or sub-topic; see taxonomy.yml", file=sys.stderr)
        return 1
    return 0


def _new(options: argparse.Namespace) -> int:
    base = Base(options.responses, options.examples, settings.ROOT / "domain.yml")
    code, added = scaffold(base, options.subtopic, options.intent, options.kind, date.today())
    print(f"{code}  {options.intent}: write here, then run python -m knowledge_base lint")
    for addition in added:
        print(f"- {addition}")
    return 0


def _lint(options: argparse.Namespace) -> int:
    problems = lint(options.responses, options.examples)
    for problem in problems:
        print(problem)
    to_mend = sum(not problem.warning for problem in problems)
    try:
        count = f"{len(_responses(options))} responses: "
    except KnowledgeError:  # told already
        count = ""
    print(f"{count}{to_mend} to mend, {len(problems) - to_mend} warnings")
    return 1 if to_mend else 0


def _build(options: argparse.Namespace) -> int:
    build(options.url or settings.load().knowledge_url, options.responses)
    print(f"built from {len(_responses(options))} responses")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `list | head` is not an error
    sys.exit(main())
