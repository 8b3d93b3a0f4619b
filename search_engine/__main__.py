"""Command line of the search engine: build, query, crawl.

python -m search_engine build
python -m search_engine query "TEXT" --lang fr --json
python -m search_engine crawl --start URL… --allow PREFIX… --index DIR
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import settings
from search_engine.allowed import AllowList
from search_engine.build import build, ensure
from search_engine.crawl import crawl_into
from search_engine.document import LANGUAGES
from search_engine.errors import SearchError
from search_engine.fetch import Limits
from search_engine.index import Index

_NO_WORDS = 'Nothing to search for: write a few words, such as "work permit fees".'
_NOTHING = "No page of the department was found for this; try other words, or --lang."


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        commands = {"build": _build, "query": _query, "crawl": _crawl}
        commands[options.command](options)
    except (SearchError, settings.SettingsError, OSError) as error:
        print(f"search_engine: {error}", file=sys.stderr)
        return 1
    return 0


def _build(options: argparse.Namespace) -> None:
    directory = options.index or settings.load().search_index_dir
    print(f"{build(directory)} documents in {directory}")


def _query(options: argparse.Namespace) -> None:
    if options.index is None:
        directory = settings.load().search_index_dir
        ensure(directory)
    else:
        directory = options.index
    results = Index.open(directory).query(options.text, options.lang, options.limit)
    if not results:
        print(_NO_WORDS if not options.text.strip() else _NOTHING, file=sys.stderr)
    if options.json:
        print(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2))
        return
    for result in results:
        print(f"{result.score:.3f}  {result.title}\n       {result.url}\n       {result.snippet}")


def _crawl(options: argparse.Namespace) -> None:
    allowed = AllowList.of(options.allow) if options.allow else AllowList.load()
    limits = Limits(pages=options.pages, depth=options.depth, delay=options.delay)
    result = crawl_into(options.index, options.start, allowed, limits)
    print(f"{len(result.documents)} pages in {options.index}, {result.fetched} asked for")
    for reason, count in result.skipped.most_common():
        if count:
            print(f"  left out, {reason}: {count}")


def _parser() -> argparse.ArgumentParser:
    about = "Search of the department's own pages."
    parser = argparse.ArgumentParser(prog="python -m search_engine", description=about)
    commands = parser.add_subparsers(dest="command", required=True)

    command = commands.add_parser("build", help="make the index of links/")
    command.add_argument("--index", type=Path, metavar="DIR", help="default: SEARCH_INDEX_DIR")

    command = commands.add_parser("query", help="search an index")
    command.add_argument("text")
    command.add_argument("--lang", choices=LANGUAGES, default="en")
    command.add_argument("--limit", type=_from(1), default=3, metavar="N", help="of results; default: 3")
    command.add_argument("--json", action="store_true", help="print title, url, snippet and score as JSON")
    command.add_argument("--index", type=Path, metavar="DIR", help="default: SEARCH_INDEX_DIR, kept fresh")

    command = commands.add_parser("crawl", help="make an index of whole pages")
    command.add_argument("--start", nargs="+", required=True, metavar="URL")
    command.add_argument("--allow", nargs="+", metavar="PREFIX", help="default: allowed.yml")
    command.add_argument("--index", type=Path, required=True, metavar="DIR")
    command.add_argument("--pages", type=_from(1), default=Limits.pages, help="most pages to ask for")
    command.add_argument("--depth", type=_from(0), default=Limits.depth, help="most links from a start page")
    command.add_argument("--delay", type=_seconds, default=Limits.delay, help="seconds between requests")
    return parser


def _from(least: int) -> Callable[[str], int]:
    def count(raw: str) -> int:
        if not raw.isdecimal() or int(raw) < least:
            raise argparse.ArgumentTypeError(f"{raw!r} is no number from {least}")
        return int(raw)

    return count


def _seconds(raw: str) -> float:
    try:
        value = float(raw)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:  # also false for "nan"
        raise argparse.ArgumentTypeError(f"{raw!r} is no number of seconds")
    return value


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `query … | head` is not an error
    sys.exit(main())
