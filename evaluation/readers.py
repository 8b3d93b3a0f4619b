"""A config and examples → a trained reader of messages, apart from the product's own models and cache."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.engine.caching import CACHE_LOCATION_ENV
from rasa.model_training import train_nlu
from ruamel.yaml import YAML

from settings import ROOT

CONFIG = ROOT / "config.yml"
EXAMPLES = ROOT / "data" / "nlu"
Ranking = list[tuple[str, float]]


@dataclass(frozen=True)
class Read:
    """The intents of one message, likeliest first, and how long reading took."""

    ranking: Ranking
    ms: float


@dataclass(frozen=True)
class Reader:
    """A trained pipeline. `seconds`: what its training took."""

    agent: Agent
    seconds: float

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Return the ranking of each text."""
        return asyncio.run(self._read(texts))

    async def _read(self, texts: Sequence[str]) -> list[Read]:
        found = []
        for text in texts:
            started = time.perf_counter()
            parse = await self.agent.parse_message(text)
            elapsed = (time.perf_counter() - started) * 1000
            entries = parse.get("intent_ranking") or []
            found.append(Read([(e["name"], e["confidence"]) for e in entries if e["name"] != "nlu_fallback"], elapsed))
        return found


def config() -> dict[str, Any]:
    """Return config.yml."""
    found: dict[str, Any] = YAML(typ="safe").load(CONFIG.read_text(encoding="utf-8"))
    return found


def train(given: Mapping[str, Any], examples: Path, folder: Path) -> Path:
    """Train `given` on `examples` and return the model, which is in `folder`; takes minutes."""
    path = folder / "config.yml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(dict(given), file)
    model = train_nlu(str(path), str(examples), str(folder))
    if model is None:
        raise RuntimeError(f"no model came of {path.name}: Rasa's messages above say why")
    return Path(model)


@contextmanager
def trained(given: Mapping[str, Any], examples: Path = EXAMPLES) -> Iterator[Reader]:
    """Train `given` on `examples`; takes minutes. The model is gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="quaid-reader-") as folder:
        started = time.perf_counter()
        model = train(given, examples, Path(folder))
        yield Reader(Agent.load(str(model)), time.perf_counter() - started)


@contextmanager
def cache_apart(folder: Path) -> Iterator[None]:
    """Keep Rasa's cache of trained parts in `folder`, lest it push the product's own out of theirs."""
    before = os.environ.get(CACHE_LOCATION_ENV)
    os.environ[CACHE_LOCATION_ENV] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[CACHE_LOCATION_ENV]
        else:
            os.environ[CACHE_LOCATION_ENV] = before
