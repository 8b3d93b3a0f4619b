"""The trained model that a measurement is made on: which, and the command line of one that measures nothing else."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.model import get_latest_model
from rasa.shared.constants import DEFAULT_MODELS_PATH

from evaluation.quiet import quiet
from settings import ROOT


class NoModel(Exception):
    """There is no trained model where one was expected."""


def model_path(given: Path | None = None) -> str:
    """Return the model to measure: the one given, or the newest of `models/`. Raises NoModel."""
    found = str(given) if given else get_latest_model(str(ROOT / DEFAULT_MODELS_PATH))
    if not found or not Path(found).is_file():
        raise NoModel(f"no model at {given or DEFAULT_MODELS_PATH}; run 'make train'")
    return found


def processor_of(given: Path | None = None) -> MessageProcessor:
    """Return what reads messages with that model, without door and actions. Raises NoModel."""
    path = model_path(given)
    processor = Agent.load(path).processor
    if processor is None:
        raise NoModel(f"{path} cannot be loaded")
    return processor


def measure(name: str, about: str | None, run: Callable[[Path | None], int], arguments: Sequence[str] | None) -> int:
    """Read the command line of `python -m <name>`, run it on the model asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=about)
    parser.add_argument("--model", type=Path, help="a trained model; default: the newest in models/")
    given = parser.parse_args(arguments)
    quiet()
    try:
        return run(given.model)
    except (NoModel, OSError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
