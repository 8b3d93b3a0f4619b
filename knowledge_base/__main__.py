"""`python -m knowledge_base`: see what is in the knowledge base, check it, build its store."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import settings
from knowledge_base.entries import as_entry
from knowledge_base.lint import EXAMPLES, lint
from knowledge_base.loader import RESPONSES, read_sources
from knowledge_base.problems import KnowledgeError
from knowledge_base.response import LANGUAGES, Response
from knowledge_base.store import build
from knowledge_base.taxonomy import Taxonomy


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 1 when it found something to mend."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except (KnowledgeError, settings.SettingsError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge_base", description=__doc__)
    parser.add_argument("--responses", type=Path, default=RESPONSES, help="folder of the response files")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    show = commands.add_parser("show", help="print one response in both languages")
    show.add_argument("code", help="six digits, such as 051103")
    show.set_defaults(command=_show)
    listing = commands.add_parser("list", help="list all responses")
    listing.add_argument("--json", action="store_true", help="everything, for programs")
    listing.set_defaults(command=_list)
    check = commands.add_parser("lint", help="check responses and NLU examples; exit 1 if any is to be mended")
    check.add_argument("--examples", type=Path, default=EXAMPLES, help="folder with the examples, en/ and fr/")
    check.set_defaults(command=_lint)
    store = commands.add_parser("build", help="write the store that actions and console read")
    store.add_argument("--url", help="SQLAlchemy URL; the default is KNOWLEDGE_URL")
    store.set_defaults(command=_build)
    return parser


def _responses(options: argparse.Namespace) -> tuple[Response, ...]:
    """Return what can be read: a problem in one file should not hide the others from view."""
    sources = read_sources(options.responses, Taxonomy.open())
    if sources.problems and options.command is not _lint:
        count = len(sources.problems)
        print(f"{count} problems in the sources; see python -m knowledge_base lint", file=sys.stderr)
    return sources.responses


def _show(options: argparse.Namespace) -> int:
    found = next((one for one in _responses(options) if one.code == options.code), None)
    step = Taxonomy.open().step(options.code)
    if found is not None:
        print("\n".join(_lines(found)))
    elif step is not None:
        print(f"{step.code}  step without a response: {step.name['en']} / {step.name['fr']}")
    else:
        print(f"{options.code}: no such code; python -m knowledge_base list shows all", file=sys.stderr)
        return 1
    return 0


def _lines(response: Response) -> list[str]:
    place = Taxonomy.open().place(response.line, response.subtopic)
    replaced = f" (replaced by {response.replaced_by})" if response.replaced_by else ""
    lines = [f"{response.code}  {response.intent}  {response.kind}, {response.status}{replaced}"]
    if place is not None:
        lines += [f"{place.line_name[language]} > {place.name[language]}" for language in LANGUAGES]
    review = f"reviewed {response.reviewed_on}, again by {response.review_by}"
    source = f", source of {response.as_of}" if response.as_of else ""
    lines.append(f"{review}{source}{', volatile' if response.volatile else ''}")
    for language in LANGUAGES:
        lines += ["", f"[{language}] {response.question[language]}", "", response.answer[language]]
        lines += [f"- {link.title}: {link.url}" for link in response.links[language]]
    if response.related:
        lines += ["", f"related: {', '.join(response.related)}"]
    return [*lines, "", response.where]


def _list(options: argparse.Namespace) -> int:
    responses = _responses(options)
    if options.json:
        places = [{"line": one.line, "subtopic": one.subtopic, "served": one.served} for one in responses]
        entries = [{**as_entry(one), **place} for one, place in zip(responses, places, strict=True)]
        print(json.dumps(entries, ensure_ascii=False, indent=1))
    else:
        for one in responses:
            print(f"{one.code}  {one.status:8}  {one.intent:32}  {one.question['en']}")
    return 0


def _lint(options: argparse.Namespace) -> int:
    problems = lint(options.responses, options.examples)
    for problem in problems:
        print(problem)
    to_mend = sum(not problem.warning for problem in problems)
    print(f"{len(_responses(options))} responses: {to_mend} to mend, {len(problems) - to_mend} warnings")
    return 1 if to_mend else 0


def _build(options: argparse.Namespace) -> int:
    build(options.url or settings.load().knowledge_url, options.responses)
    print(f"built from {len(_responses(options))} responses")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `list | head` is not an error
    sys.exit(main())
