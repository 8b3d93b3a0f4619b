"""`python -m evaluation.parse_time`: how long our pipeline reads a message, beside Rasa's own on the same messages.

    our model, and one of Rasa's components alone → the same messages, in turn → table in docs/quality.md

Rasa's own pipeline is config.yml without components of ours and with what Rasa would have in their place: DIET, which
our two readers replaced (docs/decisions/0006), and FallbackClassifier. LogisticRegressionClassifier would be the other
choice; with so many intents and words it copies hundreds of megabytes of its own weights for each message, and a ratio
to that would flatter us. One epoch of DIET is enough: what it has learnt is poor, but it reads as long as after many.
That training takes minutes once; .cache/ keeps it for as long as examples and config stay the same.

Both read in one process with one thread, as our servers do, in Rasa's own graph runner: what our servers save around
the components is in `make bench`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

from evaluation.quality import write_between
from evaluation.readers import EXAMPLES, cache_apart, config, train
from evaluation.scores import LANGUAGES, labelled
from evaluation.trained_model import measure, model_path, processor_of
from settings import ROOT
from startup.environment import ONE_THREAD

MARK = "parse time: python -m evaluation.parse_time"
KEPT = ROOT / ".cache" / "parse-time"
OURS = "nlu."
"""What the names of our own components begin with."""
IN_THEIR_PLACE = ({"name": "DIETClassifier", "epochs": 1}, {"name": "FallbackClassifier"})
BATCH = 10
SHORT, LONG = 15, 60
"""Words."""
MOST, MOST_GROWTH = 1.30, 4.00
"""Of the p50 of Rasa's own; of the p50 of `LONG` words to that of `SHORT`."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of one pipeline: for messages as they were asked, and for those of `SHORT` and `LONG` words."""

    asked: Sequence[float]
    short: Sequence[float]
    long: Sequence[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.asked)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.asked, n=20)[18]

    @property
    def growth(self) -> float:
        """How many times as long a long message takes."""
        return statistics.median(self.long) / statistics.median(self.short)


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code, 1 when a target is missed."""
    return measure("evaluation.parse_time", __doc__, _run, arguments)


def _run(model: Path | None) -> int:
    path = model_path(model)
    if not ONE_THREAD.items() <= os.environ.items():
        # The libraries read it when they are loaded, which they are by now.
        command = [sys.executable, "-m", "evaluation.parse_time", "--model", path]
        return subprocess.run(command, env={**os.environ, **ONE_THREAD}, check=False).returncode  # noqa: S603
    ours, stock = processor_of(Path(path)), processor_of(stock_model(config()))
    theirs, own = asyncio.run(timed((stock, ours)))
    text = table(theirs, own)
    print(text)
    write_between(MARK, text)
    missed = misses(theirs, own)
    print("\n".join(f"MISSED: {line}" for line in missed) or "every target is met")
    return 1 if missed else 0


def stock(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the config with Rasa's own components alone."""
    pipeline = [dict(part) for part in given["pipeline"] if not part["name"].startswith(OURS)]
    pipeline += [dict(part) for part in IN_THEIR_PLACE]
    return {"recipe": given["recipe"], "assistant_id": "stock", "language": given["language"], "pipeline": pipeline}


def stock_model(given: Mapping[str, Any], examples: Path = EXAMPLES, kept: Path = KEPT) -> Path:
    """Return the model of `stock(given)`; trained when the one kept is of other examples or another config."""
    wanted = stock(given)
    digest = hashlib.sha256(json.dumps(wanted).encode())
    for path in sorted(examples.rglob("*.yml")):
        digest.update(path.read_bytes())
    model = kept / f"{digest.hexdigest()[:12]}.tar.gz"
    if not model.exists():
        print("training Rasa's own pipeline …", flush=True)
        with tempfile.TemporaryDirectory(prefix="quaid-stock-") as folder, cache_apart(Path(folder) / "cache"):
            fresh = train(wanted, examples, Path(folder))
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            shutil.move(fresh, model)
    return model


def of_words(count: int, texts: Sequence[str]) -> list[str]:
    """Return messages of `count` words, from as many texts each as it needs: the last words, where the questions are.

    No text is in two of them, for what was read once is read faster.
    """
    found, words = list[str](), list[str]()
    for text in texts:
        words += text.split()
        if len(words) >= count:
            found.append(" ".join(words[-count:]))
            words = []
    return found


def table(stock: Times, ours: Times) -> str:
    """Return the times and their ratio as Markdown."""
    heading = ("reading one message", "p50 ms", "p95 ms", f"p50, {SHORT} words", f"p50, {LONG} words")
    lines = [
        f"| {' | '.join(heading)} | {LONG} words to {SHORT} (must: at most {MOST_GROWTH:.2f}) |",
        "|---|---|---|---|---|---|",
    ]
    for name, times in (("Rasa's components alone", stock), ("Quaid", ours)):
        cells = (times.p50, times.p95, statistics.median(times.short), statistics.median(times.long))
        lines.append(f"| {name} | {' | '.join(f'{cell:.1f}' for cell in cells)} | {times.growth:.2f} |")
    return "\n".join([*lines, f"| ratio (must: at most {MOST:.2f}) | {ours.p50 / stock.p50:.2f} | | | | |"])


def misses(stock: Times, ours: Times) -> list[str]:
    """Return a line for each target that was missed."""
    found = (
        ("p50 of reading a message, of Rasa's own", ours.p50 / stock.p50, MOST),
        (f"p50 of {LONG} words, of that of {SHORT}", ours.growth, MOST_GROWTH),
    )
    return [f"{what}: {ratio:.2f}, must be at most {most:.2f}" for what, ratio, most in found if ratio > most]


async def timed(sides: Sequence[MessageProcessor]) -> list[Times]:
    """Have all sides read the same messages, all lengths in turn, batch by batch: other load hits all alike."""
    asked, short, long, warming_up = _messages()
    spent: list[list[list[float]]] = [[[], [], []] for _ in sides]
    for text in warming_up:
        for side in sides:
            await _ms(side, text)
    count = min(map(len, (asked, short, long)))
    for start in range(0, count, BATCH):
        turn = list(zip(sides, spent, strict=True))
        for side, times in turn if start // BATCH % 2 else reversed(turn):
            for texts, into in zip((asked, short, long), times, strict=True):
                into += [await _ms(side, text) for text in texts[start : min(start + BATCH, count)]]
    return [Times(*times) for times in spent]


def _messages() -> tuple[list[str], ...]:
    """Return messages as they were asked, of `SHORT` and of `LONG` words, and some to warm up on, in both languages."""
    kinds: list[list[list[str]]] = [[], [], [], []]
    for language in LANGUAGES:
        texts = [row.text for row in labelled(half="choose") if row.language == language]
        asked, short, long, warming_up = (texts[start::4] for start in range(4))
        made = (asked, of_words(SHORT, short), of_words(LONG, long), warming_up[:BATCH])
        for kind, messages in zip(kinds, made, strict=True):
            kind.append(messages)
    return tuple([text for pair in zip(*both, strict=False) for text in pair] for both in kinds)


async def _ms(side: MessageProcessor, text: str) -> float:
    started = time.perf_counter()
    await side.parse_message(UserMessage(text))
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
