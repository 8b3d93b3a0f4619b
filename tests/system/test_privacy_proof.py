"""The proof in a small size, on the installation that all system tests share; `make privacy-proof` is the large one."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import settings
from evaluation.privacy_proof.__main__ import STORES, together
from evaluation.privacy_proof.canaries import units
from evaluation.privacy_proof.lanes import Lanes
from evaluation.privacy_proof.sinks import everything, state_of
from evaluation.privacy_proof.verdict import Proof, judge
from evaluation.processes import Running
from privacy import Masker, shared_masker
from storage.guard import Guard
from tests.fakes.graph import FakeGraph
from tests.system.clients import Agent
from tests.system.conftest import Outages

CANARIES, SEED = 150, 20_261_122


@pytest.fixture(scope="module")
def proof(running: Running, graph: FakeGraph, agent: Agent, outages: Outages) -> Proof:
    """Everything that was written, searched for everything that was sent."""
    models, since = state_of(settings.ROOT / "models"), time.time()
    lanes = Lanes(running, graph, agent, alone=False)
    found = units(CANARIES, SEED)
    border = len(found) * 2 // 3
    together(lanes, found[:border], "calm")
    with ThreadPoolExecutor(1) as pool:
        busy = pool.submit(together, lanes, found[border:], "killed")
        for name in ("bridge", "actions"):
            time.sleep(0.5)
            outages.kill(name)
            outages.start(name)
        busy.result()
    time.sleep(1)
    assert state_of(settings.ROOT / "models") == models
    return judge(lanes.sent, lanes.never, everything(running.settings.var_dir, since), shared_masker())


@pytest.mark.model
def test_no_guarantee_is_broken_anywhere(proof: Proof) -> None:
    assert [(found.canary, found.name, found.form) for found in proof.broken] == [], proof.table()


@pytest.mark.model
def test_what_was_searched_holds_what_was_sent_masked(proof: Proof) -> None:
    """Otherwise nothing would be found for the wrong reason."""
    assert proof.sent >= CANARIES
    for store in STORES:
        assert proof.placeholders[store] > 0, store
    for log in ("rasa.log", "bridge.log", "actions.log"):
        assert proof.searched[log] > 0, log


def test_what_no_guard_has_seen_is_found_and_told_from_what_the_masker_misses(tmp_path: Path, guard: Guard) -> None:
    """A proof that cannot fail would prove nothing."""
    sent = units(40, SEED)
    masker: Masker = shared_masker()
    (tmp_path / "leaky.log").write_text("\n".join(unit.text for unit in sent), encoding="utf-8")
    (tmp_path / "masked.log").write_text(
        "\n".join(masker.mask(u.text, u.language).text for u in sent), encoding="utf-8"
    )
    found = judge(sent, (), list(everything(tmp_path, time.time() + 60)), masker)

    leaky = {f.canary for f in found.findings if f.sink == "leaky.log"}
    assert leaky == {canary for unit in sent for canary in unit.canaries}
    assert {f.sink for f in found.broken} == {"leaky.log"}
    assert len(found.broken) > len(leaky) * 0.8
    assert "leaky.log" in found.table()
