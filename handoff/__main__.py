"""Terminal → here. `serve` runs the bridge; other commands manage agents' accounts and what is kept."""

from __future__ import annotations

import argparse
import getpass
import logging
import sys
import warnings
from collections.abc import Sequence
from datetime import timedelta

import settings
from handoff.accounts import LANGUAGES, Accounts, check_name
from handoff.clock import now
from handoff.errors import AgentInvalid, HandoffError
from handoff.retention import forget
from handoff.store import Store
from privacy.errors import PrivacyError
from settings import Settings, SettingsError

MAX_DAYS = 36_500


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        found = settings.load()
        if given.command == "serve":
            _serve(found)
        elif given.command == "forget":
            count = forget(Store(found.tickets_url), now() - timedelta(days=given.days))
            print(f"{count} tickets forgotten")
        else:
            _manage(given, Accounts(Store(found.tickets_url), now))
    except KeyboardInterrupt:
        print("\nhandoff: nothing was changed", file=sys.stderr)
        return 130
    except (HandoffError, PrivacyError, SettingsError, OSError) as error:
        print(f"handoff: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handoff", description="The ticket bridge.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="run API and console")
    add = commands.add_parser("add-agent", help="make an account; asks for its password")
    add.add_argument("--supervisor", action="store_true", help="may see and take back every ticket")
    add.add_argument("--language", choices=LANGUAGES, default="en", help="of the console, at first")
    password = commands.add_parser("set-password", help="replace a password and end all sessions")
    for command in (add, password):
        command.add_argument("--password-stdin", action="store_true", help="read the password's line")
    commands.add_parser("disable-agent", help="close an account and end all sessions")
    commands.add_parser("enable-agent", help="open it again")
    commands.add_parser("erase-agent", help="take name, login and password out of an account, for good")
    forgetting = commands.add_parser("forget", help="erase the words of tickets closed long ago")
    forgetting.add_argument("--days", type=_days, required=True, help="keep tickets closed in the last so many days")
    for name in ("add-agent", "set-password", "disable-agent", "enable-agent", "erase-agent"):
        commands.choices[name].add_argument("name", metavar="NAME", help="clients read it; case is free")
    return parser


def _serve(found: Settings) -> None:
    # Presidio takes seconds to import, and the other commands do not need it.
    import uvicorn

    from handoff.app import create_app
    from privacy import Masker
    from privacy.process_guard import guard_process

    logging.basicConfig(level=found.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    masker = Masker.build()
    guard_process(masker)
    config = uvicorn.Config(
        create_app(found, masker),
        host=found.host,
        port=found.bridge_port,
        # uvicorn does not start with the old `websockets` that Rasa's server needs; there are none here.
        ws="none",
        log_config=None,
        access_log=False,  # consoles ask every two seconds
        server_header=False,
    )
    uvicorn.Server(config).run()


def _manage(given: argparse.Namespace, accounts: Accounts) -> None:
    if given.command == "add-agent":
        check_name(given.name)
        password = _password(given.password_stdin)
        made = accounts.add(given.name, password, supervisor=given.supervisor, language=given.language)
        print(f"agent {made.login} made")
    elif given.command == "set-password":
        accounts.set_password(given.name, _password(given.password_stdin))
    elif given.command == "erase-agent":
        accounts.erase(given.name)
        print("erased; what the agent did stays counted, by nobody")
    else:
        accounts.set_active(given.name, given.command == "enable-agent")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    with warnings.catch_warnings():
        # Without a terminal it would warn, and then show what is typed.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            password, again = getpass.getpass("Password: "), getpass.getpass("Again: ")
        except (EOFError, getpass.GetPassWarning):
            raise AgentInvalid("no terminal to ask for the password on; give its line with --password-stdin") from None
    if password != again:
        raise AgentInvalid("the two passwords differ; nothing was changed")
    return password


def _days(raw: str) -> int:
    if not raw.isdecimal() or int(raw) > MAX_DAYS:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number of days from 0 to {MAX_DAYS}")
    return int(raw)


if __name__ == "__main__":
    sys.exit(main())
