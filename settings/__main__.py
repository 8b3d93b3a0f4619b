"""`python -m settings`: fresh secrets into .env where some are missing, then whether all settings can be used."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from settings import ENV_FILE, SettingsError, fill_env_file, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, check, and say both; return the exit status."""
    argparse.ArgumentParser(prog="python -m settings", description=__doc__).parse_args(arguments)
    try:
        written = fill_env_file(environ=os.environ)
        if written:
            print(f"{ENV_FILE.name}: fresh {', '.join(written)} written; the rest is as it was")
        load()
    except SettingsError as error:
        print("\n".join(f"settings: {line}" for line in error.lines()), file=sys.stderr)
        return 1
    print("settings: all can be used")
    return 0


if __name__ == "__main__":
    sys.exit(main())
