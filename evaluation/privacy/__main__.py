"""`python -m evaluation.privacy`: what masking misses and takes too much, with counts and intervals.

`--beside PYTHON` measures stock Presidio with spaCy's models beside it (docs/privacy.md says how to install it).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from evaluation.privacy import report
from evaluation.privacy.clean import clean_messages
from evaluation.privacy.messages import SETS, messages
from evaluation.privacy.unseen import unseen_messages
from settings import ROOT

MESSAGES = 1_600
APART, BY_HAND = "apart", "unseen"


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    given = _parser().parse_args(arguments)
    by_hand = given.set == BY_HAND
    personal = unseen_messages() if by_hand else messages(given.set, given.messages, given.seed)
    clean = clean_messages(APART if by_hand else given.set)
    texts = [(message.text, message.language) for message in personal] + [(row.text, row.language) for row in clean]
    engines = {"quaid": sys.executable} | ({"stock": given.beside} if given.beside else {})
    for name, python in engines.items():
        report.show(name, personal, clean, run(name, python, texts), errors=given.errors and name == "quaid")
    return 0


def run(engine: str, python: str, texts: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what `engine` finds in `texts`, measured in a process of its own."""
    script = Path(__file__).with_name("engines.py")
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1", "HOME": "/nonexistent"}
    done = subprocess.run(  # noqa: S603  (an interpreter the caller names)
        [python, str(script), engine],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"evaluation.privacy: {engine} failed: {done.stderr.strip().splitlines()[-1:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.privacy", description=__doc__)
    parser.add_argument("--set", choices=(*SETS, BY_HAND), default=APART)
    parser.add_argument("--messages", type=_count, default=MESSAGES)
    parser.add_argument("--seed", type=int, help="another draw of the same set")
    parser.add_argument("--beside", type=program, metavar="PYTHON", help="interpreter with Presidio and spaCy's models")
    parser.add_argument("--errors", action="store_true", help="print each error; of the development set only")
    return parser


def _count(raw: str) -> int:
    if not raw.isdecimal() or int(raw) < 1:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1")
    return int(raw)


def program(raw: str) -> str:
    """Return `raw` if it is the path of a program; for argparse."""
    if not os.access(raw, os.X_OK) or not Path(raw).is_file():
        raise argparse.ArgumentTypeError(f"{raw} is no program")
    return raw


if __name__ == "__main__":
    sys.exit(main())
