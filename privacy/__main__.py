"""Terminal → here. `report` prints what is in force, and counts of what was masked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

import settings
from privacy.errors import PrivacyError
from privacy.report import report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m privacy", description="What is masked and what stays how long.")
    commands = parser.add_subparsers(dest="command", required=True)
    reporting = commands.add_parser("report", help="settings in force, and counts of masked kinds by channel and day")
    reporting.add_argument("--json", action="store_true", help="for a machine")
    given = parser.parse_args(arguments)
    try:
        found = report(settings.load())
    except (PrivacyError, settings.SettingsError) as error:
        print(f"privacy: {str(error).removeprefix('privacy: ')}", file=sys.stderr)
        return 1
    print(json.dumps(vars(found), ensure_ascii=False, indent=1) if given.json else "\n".join(found.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
