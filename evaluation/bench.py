"""`make bench`: a turn of ours beside the same turn in a stock Rasa project, side by side in one run.

Both servers run the same trained model and call the same action server over REST. Stock has no masking, keeps
trackers in memory and streams nothing. Batches alternate, so that other load on the machine hits both alike. Both run
under the same stopwatch, which shows where a turn's time goes.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.processes import Running, cpu_seconds, free_ports, installation, process, wait_for
from run import ONE_THREAD
from settings import ROOT

STOCK = ROOT / "evaluation" / "stock"
QUESTIONS = ROOT / "evaluation" / "questions"
CONVERSATIONS = 12
TURNS = 10
LONG = 300
MOST, MOST_GROWTH = 0.70, 2.0
"""Of stock's time and CPU; of the time of a conversation's first turns."""
EDGE = 10
"""Turns averaged at each end of the long conversation."""


@dataclass
class Side:
    """One server being measured."""

    name: str
    pid: int
    send: Callable[[str, str], None]
    parts_file: Path
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def conversation(self, identifier: str, texts: Sequence[str]) -> None:
        """Play one conversation; wall time by turn, CPU by conversation (the clock ticks every 10 ms)."""
        cpu = cpu_seconds(self.pid)
        for text in texts:
            started = time.perf_counter()
            self.send(identifier, text)
            self.wall_ms.append((time.perf_counter() - started) * 1000)
        self.cpu_ms.append((cpu_seconds(self.pid) - cpu) * 1000 / len(texts))

    def parts(self) -> dict[str, float]:
        """Return the milliseconds spent in each part since the last call (evaluation/bench_parts.py)."""
        self.parts_file.unlink(missing_ok=True)
        os.kill(self.pid, signal.SIGUSR1)
        while not self.parts_file.exists():
            time.sleep(0.05)
        return dict(json.loads(self.parts_file.read_text(encoding="utf-8")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and the ratios; returns the exit code, 1 when one of them misses its target."""
    argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__).parse_args(arguments)
    texts = [json.loads(line)["text"] for line in (QUESTIONS / "en.jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory(prefix="quaid-bench-") as folder, ExitStack() as stack:
        parts = Path(folder) / "quaid-parts.json"
        running = stack.enter_context(installation(Path(folder), rasa=_timed(parts)))
        ours = Side("quaid", running.pids["rasa"], _ours(running), parts)
        stock = _start_stock(stack, running, Path(folder))
        for side in (ours, stock):
            side.conversation("warm-up", texts[:TURNS])
            side.wall_ms.clear()
            side.cpu_ms.clear()
            side.parts()
        for number in range(CONVERSATIONS):
            part = [texts[(number * TURNS + turn) % len(texts)] for turn in range(TURNS)]
            for side in (ours, stock) if number % 2 else (stock, ours):
                side.conversation(f"bench-{number}", part)
        spent = {side.name: side.parts() for side in (ours, stock)}
        short, long = _ends_of_a_long_conversation(ours, texts)
    report(ours, stock)
    print(
        f"one conversation: turns 1 to {EDGE} {short:.1f} ms, the same messages as turns {LONG - EDGE + 1} to {LONG}"
        f" {long:.1f} ms, ratio {long / short:.2f} (must: at most 2)"
    )
    report_parts((stock, ours), spent)
    missed = misses(ours, stock, long / short)
    print("\n".join(f"MISSED: {line}" for line in missed) or "every target is met")
    return 1 if missed else 0


def misses(ours: Side, stock: Side, growth: float) -> list[str]:
    """Return a line for each target that was missed."""
    found = (
        ("p50 of a turn, of stock's", statistics.median(ours.wall_ms) / statistics.median(stock.wall_ms), MOST),
        ("CPU of a turn, of stock's", statistics.median(ours.cpu_ms) / statistics.median(stock.cpu_ms), MOST),
        ("the last turns of a long conversation, of its first", growth, MOST_GROWTH),
    )
    return [f"{what}: {ratio:.2f}, must be at most {most:.2f}" for what, ratio, most in found if ratio > most]


def _ends_of_a_long_conversation(ours: Side, texts: Sequence[str]) -> tuple[float, float]:
    """Return the median milliseconds of the same messages at the beginning and the end of a long conversation.

    The same other messages come before both, there in conversations of their own, so that caches hold the same.
    """
    same, between = texts[:EDGE], [texts[turn % len(texts)] for turn in range(EDGE, LONG)]
    others = [(f"other-{start}", between[start : start + TURNS]) for start in range(0, len(between), TURNS)]
    played = {}
    for identifier, messages in (*others, ("short", same), ("long", [*between, *same])):
        side = Side(identifier, ours.pid, ours.send, ours.parts_file)
        side.conversation(identifier, messages)
        played[identifier] = statistics.median(side.wall_ms[-EDGE:])
    return played["short"], played["long"]


def report(ours: Side, stock: Side) -> None:
    """Print what was measured."""
    print(f"\nREST turn, {CONVERSATIONS} conversations of {TURNS} turns each, alternating, same model and actions")
    print(f"{'':8}{'p50 ms':>10}{'p95 ms':>10}{'CPU ms':>10}")
    for side in (stock, ours):
        p50, p95 = statistics.median(side.wall_ms), statistics.quantiles(side.wall_ms, n=20)[18]
        print(f"{side.name:8}{p50:10.1f}{p95:10.1f}{statistics.median(side.cpu_ms):10.1f}")
    wall = statistics.median(ours.wall_ms) / statistics.median(stock.wall_ms)
    cpu = statistics.median(ours.cpu_ms) / statistics.median(stock.cpu_ms)
    print(f"ratio   {wall:10.2f}{'':10}{cpu:10.2f}   (must: at most 0.70; aim: 0.40)")


def report_parts(sides: Sequence[Side], spent: Mapping[str, Mapping[str, float]]) -> None:
    """Print the mean milliseconds of each part of a turn, the costliest first; the rest is Rasa's own and HTTP."""
    print(f"\n{'mean ms of a turn':20}" + "".join(f"{side.name:>10}" for side in sides))
    turns = CONVERSATIONS * TURNS
    names = sorted({name for parts in spent.values() for name in parts}, key=lambda n: -spent[sides[-1].name].get(n, 0))
    for name in names:
        print(f"{name:20}" + "".join(f"{spent[side.name].get(name, 0) / turns:10.1f}" for side in sides))
    rest = [statistics.mean(side.wall_ms) - sum(spent[side.name].values()) / turns for side in sides]
    print(f"{'Rasa itself, HTTP':20}" + "".join(f"{value:10.1f}" for value in rest))
    print(f"{'whole turn':20}" + "".join(f"{statistics.mean(side.wall_ms):10.1f}" for side in sides))


def _timed(parts: Path) -> str:
    return f"evaluation.bench_parts {parts}"


def _start_stock(stack: ExitStack, running: Running, folder: Path) -> Side:
    given, (port,) = running.settings, free_ports(1)
    endpoints = folder / "stock-endpoints.yml"
    text = (STOCK / "endpoints.yml").read_text(encoding="utf-8")
    endpoints.write_text(text.replace("http://localhost:5055/webhook", given.actions_url), encoding="utf-8")
    parts = folder / "stock-parts.json"
    command = (
        f"{sys.executable} -m {_timed(parts)} run --interface {given.host} --port {port}"
        f" --endpoints {endpoints} --credentials {STOCK / 'credentials.yml'}"
    )
    stock_environment = {name: value for name, value in running.environment.items() if name not in ONE_THREAD}
    pid = stack.enter_context(process("stock", command, stock_environment, folder))
    wait_for(f"http://{given.host}:{port}/", folder / "stock.log", pid)
    url = f"http://{given.host}:{port}/webhooks/rest/webhook"
    return Side("stock", pid, lambda sender, text: _post(url, {"sender": sender, "message": text}, {}), parts)


def _ours(running: Running) -> Callable[[str, str], None]:
    url = f"{running.settings.rasa_url}/webhooks/quaid/messages"
    headers = {"Authorization": f"Bearer {running.settings.rest_token}"}
    return lambda sender, text: _post(url, {"conversation_id": sender, "text": text}, headers)


def _post(url: str, body: dict[str, str], headers: dict[str, str]) -> None:
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        response.read()


if __name__ == "__main__":
    sys.exit(main())
