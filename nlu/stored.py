"""What our trained components share: they keep arrays and word lists, never pickles, so loading one runs no code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

Vectors = NDArray[Any]
Component = TypeVar("Component", bound="Stored")

ARRAYS, WORDS = "arrays.npz", "words.json"


class Stored(GraphComponent):
    """A component whose memory is `arrays` (by name) and `words` (lists of strings, by name)."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._name = name
        self.arrays: dict[str, Vectors] = {}
        self.words: dict[str, list[str]] = {}

    @classmethod
    def create(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Component:
        """Return the component as it was trained."""
        loaded = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as directory:
            loaded.words = json.loads((directory / WORDS).read_text(encoding="utf-8"))
            with np.load(directory / ARRAYS, allow_pickle=False) as arrays:
                loaded.arrays = dict(arrays)
        loaded.ready()
        return loaded

    def ready(self) -> None:
        """Called when everything is there, after training and after loading."""

    def keep(self, arrays: Mapping[str, Vectors], words: Mapping[str, list[str]]) -> Resource:
        """Take what was learnt, and write it where the model keeps it."""
        self.arrays, self.words = dict(arrays), dict(words)
        with self._storage.write_to(self._resource) as directory:
            np.savez(directory / ARRAYS, **self.arrays)
            (directory / WORDS).write_text(json.dumps(self.words, ensure_ascii=False), encoding="utf-8")
        self.ready()
        return self._resource
