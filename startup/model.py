"""Examples, rules and configuration → `models/`: trained when the newest model is older than they are, else left alone.

Run as `python -m startup.model` by `make train`. Beside each model stands what it was made from; of one that plain
`rasa train` made, the times of the files tell. With BRAINS=two there is a model of each brain, in a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from settings import BRAINS, ROOT, SettingsError, brains_wanted
from startup.environment import QUIET
from startup.made_from import MadeFrom, digest_of, last_change, made_from
from startup.output import Kind, Sieve

MODELS = ROOT / "models"
KEPT = 3
"""Of the models that Rasa named; one with a name of its own (`--fixed-model-name`) is not ours to remove."""
SUFFIX = ".tar.gz"
RECORD_SUFFIX = ".made-from.json"

_COMPONENT = re.compile(r"Starting to train component '(\w+)'")
_NAMED_BY_RASA = re.compile(r"(\d{8}-\d{6})-.+\.tar\.gz")

Train = Callable[[Sequence[str]], int]
"""Runs `rasa` with these words in the repository; returns the exit code."""


class TrainingFailed(Exception):
    """There is no model of what stands in the files. The message says where to look."""


def ensure_all(brains: str, train: Train, root: Path = ROOT) -> None:
    """See to it that the model, or that of each brain, is there; say which was trained. Raises TrainingFailed."""
    for brain in BRAINS if brains == "two" else ("",):
        name = f"model of the {brain} brain" if brain else "model"
        print(f"quaid: {name} …", flush=True)
        trained = ensure(train, root, brain)
        print(f"quaid: {name} trained" if trained else f"quaid: {name} is of what stands in the files", flush=True)


def ensure(train: Train, root: Path = ROOT, brain: str = "") -> bool:
    """Train when the newest model is not of what stands in the files now; return whether it was trained.

    The newest three models are kept. Raises TrainingFailed.
    """
    models, sources = root / "models" / brain, made_from(root, brain)
    model = newest(models)
    fresh = model is not None and _is_of(model, sources, last_change(root, brain))
    if not fresh:
        if train(_words(sources, root, brain)):
            raise TrainingFailed("training failed; what Rasa printed above says where")
        model = newest(models)
    if model is None:
        raise TrainingFailed(f"Rasa left no model in {models}; run '.venv/bin/rasa train' to see why")
    if not fresh or not _record_of(model).exists():
        # Of the files as they were before: a change during the training is not in the model.
        record = {"model": digest_of(model), **asdict(sources)}
        _record_of(model).write_text(json.dumps(record), encoding="utf-8")
    prune(models)
    return not fresh


def newest(models: Path = MODELS) -> Path | None:
    """Return the model of that folder that Rasa would load."""
    return max(models.glob(f"*{SUFFIX}"), key=os.path.getmtime, default=None)


def prune(models: Path = MODELS) -> None:
    """Remove all but the newest models of a folder, and what stood beside them."""
    found = sorted(models.glob(f"*{SUFFIX}"), key=os.path.getmtime, reverse=True)
    for model in [one for one in found if _NAMED_BY_RASA.fullmatch(one.name)][KEPT:]:
        model.unlink(missing_ok=True)
    for record in models.glob(f"*{RECORD_SUFFIX}"):
        if not record.with_name(record.name.replace(RECORD_SUFFIX, SUFFIX)).exists():
            record.unlink(missing_ok=True)


def _is_of(model: Path, sources: MadeFrom, changed: float) -> bool:
    record = _read(_record_of(model))
    if record.get("model") == digest_of(model):
        return record == {"model": record["model"], **asdict(sources)}
    # Rasa's own name tells when its training began; "nlu-…" and "core-…" are halves.
    named = _NAMED_BY_RASA.fullmatch(model.name)
    return named is not None and changed < time.mktime(time.strptime(named[1], "%Y%m%d-%H%M%S"))


def _words(sources: MadeFrom, root: Path, brain: str) -> list[str]:
    """Return the words of `rasa train`. What it would validate, make check and make stories do, without false alarms.

    Its cache, one for all brains, knows a component by its class: a change of a function beside it needs all to be
    trained anew.
    """
    models, records = root / "models", f"*{RECORD_SUFFIX}"
    own, all_brains = _codes((models / brain).glob(records)), _codes(models.rglob(records))
    force = sources.code not in own and all_brains - {sources.code}
    words = ["train", "--skip-validation", *(["--force"] if force else [])]
    return words + (["--data", f"{root}/data", f"{root}/brains/{brain}", "--out", f"{models}/{brain}"] if brain else [])


def _codes(records: Iterable[Path]) -> set[str | None]:
    return {_read(path).get("code") for path in records}


def _record_of(model: Path) -> Path:
    return model.with_name(model.name.replace(SUFFIX, RECORD_SUFFIX))


def _read(record: Path) -> dict[str, str]:
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def rasa(words: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run Rasa's command line in the repository, without what nobody can do anything with; returns the exit code."""
    around = {**(os.environ if environment is None else environment), **QUIET}
    sieve = Sieve(around.get("LOG_LEVEL", "INFO"))
    with subprocess.Popen(
        [sys.executable, "-m", "rasa", *words],
        env=around,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            component = _COMPONENT.search(line)
            if component or sieve.judge(line) is not Kind.NOISE:
                print(f"  training {component[1]} …" if component else f"  {line.rstrip()}", flush=True)
    return process.returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Train if need be, and say which; returns the exit code."""
    argparse.ArgumentParser(prog="python -m startup.model", description=__doc__).parse_args(arguments)
    try:
        ensure_all(brains_wanted(), rasa)
    except KeyboardInterrupt:
        return 130
    except (SettingsError, TrainingFailed, OSError) as error:
        print(f"quaid: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
