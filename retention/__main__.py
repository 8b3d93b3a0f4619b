"""Terminal → here. `expire` deletes what is old, `export` and `delete` serve one client's request."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

import settings
from handoff.clock import now
from handoff.errors import HandoffError
from handoff.retention import expire as expire_tickets
from handoff.store import Store
from retention.errors import NothingStored, RetentionError
from retention.letter import LANGUAGES, letter
from retention.requests import Requests
from retention.stores import any_there, missing, unusable
from settings import Settings, SettingsError
from storage.expiry import expire as expire_conversations


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    given = _parser().parse_args(arguments)
    found = None
    try:
        found = settings.load()
        return _run(given, found)
    except SQLAlchemyError as error:
        # Only the type: its message may quote a row.
        name = unusable(found) if found else None
        problem = (
            f"{name or 'a store'} cannot be used ({type(error).__name__}); is it there, and writable? Run it again"
        )
    except (HandoffError, RetentionError, SettingsError, OSError) as error:
        problem = str(error)
    print(f"retention: {problem}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m retention", description="The end of what is kept.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("expire", help="delete what is older than the settings say (make run does it daily)")
    export = commands.add_parser("export", help="print all that is stored of one conversation, masked as it is stored")
    delete = commands.add_parser("delete", help="delete one conversation from every store; prints a receipt")
    for command in (export, delete):
        command.add_argument(
            "reference", metavar="REFERENCE", help="of conversation or ticket as the client sees it, or an id, exactly"
        )
    export.add_argument("--letter", action="store_true", help="for the client to read, instead of JSON")
    export.add_argument("--language", choices=LANGUAGES, help="of the letter; else the conversation's own")
    return parser


def _run(given: argparse.Namespace, found: Settings) -> int:
    if not any_there(found):
        raise NothingStored(f"there is no store in {found.var_dir} yet, so nothing is kept; is VAR_DIR the right one?")
    # Before any is opened: opening makes an empty one, in which nothing is old and nobody is found.
    if not unusable(found) and (name := missing(found)):
        raise NothingStored(
            f"the store of {name} is not there, though others are; nothing was done. Is it the right one?"
        )
    if given.command == "expire":
        _print(_expire(found))
        return 0
    with closing(Requests(found)) as requests:
        if given.command == "export":
            exported = requests.export(given.reference)
            if given.letter:
                print(letter(exported, found, given.language))
            else:
                _print(exported)
            return 0
        receipt = requests.delete(given.reference)
    _print(receipt.as_dict())
    if any(receipt.left.values()):
        print("retention: the client is writing right now; run it again", file=sys.stderr)
    return int(any(receipt.left.values()))


def _expire(found: Settings) -> dict[str, int]:
    expired = expire_conversations(found)
    with closing(Store(found.tickets_url)) as store:
        tickets = expire_tickets(store, now() - timedelta(days=found.keep_tickets_days), now())
    return {**vars(expired), "tickets": tickets}


def _print(found: dict[str, Any]) -> None:
    print(json.dumps(found, ensure_ascii=False, indent=1, default=str))


if __name__ == "__main__":
    sys.exit(main())
