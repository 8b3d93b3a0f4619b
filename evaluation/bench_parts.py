"""`rasa run` with a stopwatch on each part of a turn: what `make bench` starts on both sides.

`python -m evaluation.bench_parts OUT.json run --port …` is `rasa run --port …`. At SIGUSR1 it writes the milliseconds
that each part took since the last time, itself without the parts inside it, and begins anew.
"""

from __future__ import annotations

import asyncio
import functools
import json
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from rasa.__main__ import main as rasa
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.engine.graph import GraphNode
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.engine.base import RootTransaction

from nlu import language
from storage.conversations import Conversations
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard
from storage.saying import Saying
from storage.tracker_store import MaskingTrackerStore

DOORS_STORE, TRACKER_STORE = "door's store", "tracker store"
METHODS: dict[str, tuple[tuple[type, tuple[str, ...]], ...]] = {
    "masking": ((Guard, ("mask", "deep")),),
    DOORS_STORE: (
        (Conversations, ("open", "get", "update", "offer", "add", "begin", "end", "address")),
        (Conversations, ("messages", "mark", "waiting")),
        (Saying, ("__init__", "keep", "offer", "address")),
    ),
    TRACKER_STORE: ((MaskingTrackerStore, ("save", "retrieve")), (InMemoryTrackerStore, ("save", "retrieve"))),
    "event broker": ((MaskingFileBroker, ("publish", "publish_masked")),),
    "action, over HTTP": ((EndpointConfig, ("request",)),),
}
READING = {
    "EncoderFeaturizer": "encoder",
    "CountVectorsFeaturizer": "count vectors",
    "LatentFeaturizer": "latent features",
    "LinearClassifier": "linear classifier",
    "WordClassifier": "word classifier",
    "AnswerPolicy": "rules",
}
OTHER_READING = "other components"


class Stopwatch:
    """Milliseconds by part; a part inside another stops the outer one's watch."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: ContextVar[list[float] | None] = ContextVar("inside", default=None)

    @contextmanager
    def part(self, name: str) -> Any:
        """Time a block as `name`."""
        outer, inner = self._inside.get(), [0.0]
        token = self._inside.set(inner)
        started = time.perf_counter()
        try:
            yield
        finally:
            whole = (time.perf_counter() - started) * 1000
            self._inside.reset(token)
            self.spent[name] += whole - inner[0]
            if outer is not None:
                outer[0] += whole

    def on(self, cls: type, method: str, name: str | Callable[[Any], str]) -> None:
        """Put the watch on a method, plain or asynchronous; `name` may depend on the object."""
        original = getattr(cls, method)

        def named(instance: Any) -> str:
            return name if isinstance(name, str) else name(instance)

        @functools.wraps(original)
        def plain(instance: Any, *args: Any, **kwargs: Any) -> Any:
            with self.part(named(instance)):
                return original(instance, *args, **kwargs)

        @functools.wraps(original)
        async def awaited(instance: Any, *args: Any, **kwargs: Any) -> Any:
            with self.part(named(instance)):
                return await original(instance, *args, **kwargs)

        setattr(cls, method, awaited if asyncio.iscoroutinefunction(original) else plain)

    def write(self, path: Path) -> None:
        """Write what was spent, whole or not at all, and begin anew."""
        ready = path.with_suffix(".part")
        ready.write_text(json.dumps(self.spent), encoding="utf-8")
        ready.replace(path)
        self.spent.clear()


def watch() -> Stopwatch:
    """Put a stopwatch on every part of a turn in this process."""
    stopwatch = Stopwatch()
    for name, owners in METHODS.items():
        for cls, methods in owners:
            for method in methods:
                stopwatch.on(cls, method, name)
    # Of a message that is kept in a block of its own, the end is no method of ours.
    stopwatch.on(RootTransaction, "commit", lambda ended: DOORS_STORE if _is_the_doors(ended) else TRACKER_STORE)
    stopwatch.on(GraphNode, "__call__", lambda node: READING.get(node._component_class.__name__, OTHER_READING))
    detect = language.detect

    def timed_detect(text: str, fallback: str) -> str:
        with stopwatch.part("language"):
            return detect(text, fallback)

    # Before the channels and components take their reference to it.
    language.detect = timed_detect
    return stopwatch


def _is_the_doors(ended: RootTransaction) -> bool:
    return "door" in str(ended.connection.engine.url)


def main() -> None:
    """Run Rasa's command line under the watch."""
    out = Path(sys.argv.pop(1))
    stopwatch = watch()
    signal.signal(signal.SIGUSR1, lambda *_: stopwatch.write(out))
    rasa()


if __name__ == "__main__":
    main()
