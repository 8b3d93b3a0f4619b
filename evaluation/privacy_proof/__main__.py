"""`python -m evaluation.privacy_proof --canaries 3000`: zero broken guarantees, or exit code 1.

Starts a whole installation in a folder of its own, tells it made-up personal data over every channel and every API
while things break, and searches every byte that was written.
"""

from __future__ import annotations

import argparse
import itertools
import secrets
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import settings
from evaluation.privacy_proof.canaries import Unit, units
from evaluation.privacy_proof.faulty import FAULTS
from evaluation.privacy_proof.installation import Faulty, faulty_installation
from evaluation.privacy_proof.lanes import Lanes
from evaluation.privacy_proof.sinks import everything, state_of
from evaluation.privacy_proof.verdict import Proof, judge
from privacy import shared_masker
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN
from tests.system.clients import Agent

SHARES = {
    "web": 6, "rest": 5, "messenger": 5, "person": 3, "bridge": 3, "routes": 2, "refused": 2, "api": 3, "events": 3
}  # fmt: skip
"""Of all messages, over which lane."""
CALM, FAULTED, LOCKED = 0.5, 0.65, 0.8
"""Up to which part of the messages nothing breaks, the processes fail by themselves, the stores are locked."""
LOCK_SECONDS = 12.0
"""Longer than a process waits for a store."""
STORES = ("door.db", "conversations.db", "tickets.db", "events.jsonl")


def main(arguments: list[str] | None = None) -> int:
    """Prove and print; returns the exit code."""
    given = _parser().parse_args(arguments)
    seed = given.seed if given.seed is not None else secrets.randbelow(10**9)
    print(f"seed {seed}", flush=True)
    models, since = state_of(settings.ROOT / "models"), time.time()
    with ExitStack() as stack:
        root = Path(given.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="quaid-proof-")))
        with faulty_installation(root / str(seed)) as started:
            lanes, secret = _drive(started, units(given.canaries, seed))
            written = list(everything(started.root, since, started.pids.values()))
        ended = [one for one in everything(started.root, since) if one.name not in {w.name for w in written}]
        logs = [one for one in everything(started.root, since) if one.sink.endswith(".log")]
        proof = judge(lanes.sent, lanes.never | secret, [*written, *ended, *logs], shared_masker())
    return _report(proof, lanes, models == state_of(settings.ROOT / "models"))


def _drive(started: Faulty, found: list[Unit]) -> tuple[Lanes, set[str]]:
    given = started.running.settings
    with Agent.at_work(started.running) as agent:
        lanes = Lanes(started.running, started.graph, agent)
        borders = [round(len(found) * part) for part in (0, CALM, FAULTED, LOCKED, 1)]
        calm, faulted, locked, killed = (found[a:b] for a, b in itertools.pairwise(borders))
        together(lanes, calm, "calm")
        together(lanes, [_with_fault(unit, number) for number, unit in enumerate(faulted)], "faults inside")
        for number, store in enumerate(("conversations", "door", "tickets")):
            with started.locked(store), ThreadPoolExecutor(1) as pool:
                running = pool.submit(together, lanes, locked[number::4], f"{store} locked")
                time.sleep(LOCK_SECONDS)
            running.result()
        with started.lost("conversations"):
            together(lanes, locked[3::4], "conversations lost")
        for number, name in enumerate(started.pids):
            _kill(started, lanes, killed[number :: len(started.pids)], name)
        time.sleep(3)
    secret = {given.door_key, given.bridge_token, given.internal_token, given.rest_token, given.console_key}
    return lanes, {*secret, PAGE_TOKEN, APP_SECRET}


def together(lanes: Lanes, found: list[Unit], phase: str) -> None:
    """Send the messages over all lanes at once."""
    began, names = time.monotonic(), lanes.names()
    turns = [name for name, share in SHARES.items() if name in names for _ in range(share)]
    shares = {name: [unit for at, unit in enumerate(found) if turns[at % len(turns)] == name] for name in names}
    with ThreadPoolExecutor(len(names)) as pool:
        for work in [pool.submit(names[name], share) for name, share in shares.items()]:
            work.result()
    print(f"{phase}: {len(found)} messages in {time.monotonic() - began:.0f} s", flush=True)


def _with_fault(unit: Unit, number: int) -> Unit:
    return replace(unit, text=f"{unit.text} {FAULTS[number % len(FAULTS)]}")


def _kill(started: Faulty, lanes: Lanes, found: list[Unit], name: str) -> None:
    """Kill a process in the middle of its work, and start it again."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(together, lanes, found, f"{name} killed")
        time.sleep(2)
        started.kill(name)
        time.sleep(1)
        started.start(name)
        running.result()


def _report(proof: Proof, lanes: Lanes, models_untouched: bool) -> int:
    print(proof.table())
    print(f"{lanes.failed} requests failed, as they should while something was broken")
    for found in proof.broken[:40]:
        print(f"BROKEN: {found.canary.kind} {found.canary.value!r} in {found.name}, {found.form}")
    empty = [name for name in STORES if not proof.placeholders[name]]
    if empty:
        print(f"nothing masked is in {', '.join(empty)}: the search would prove nothing")
    if not models_untouched:
        print("models/ was changed by serving")
    return 1 if proof.broken or empty or not models_untouched else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.privacy_proof", description=__doc__)
    parser.add_argument("--canaries", type=_count, default=3000, help="how many data to send")
    parser.add_argument("--seed", type=int, help="of an earlier run, to do it again")
    parser.add_argument("--keep", metavar="FOLDER", help="leave everything that was written there")
    return parser


def _count(raw: str) -> int:
    if not raw.isdecimal() or int(raw) < 1:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1")
    return int(raw)


if __name__ == "__main__":
    sys.exit(main())
