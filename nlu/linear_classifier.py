"""The first reader of a message: logistic regression on the dense features (docs/decisions/0006, docs/quality.md)."""

from __future__ import annotations

import json
import warnings
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from nlu.chances import Vectors, mix, row_of

SCALE = 2.0
"""Of the features, each of length 1 at most: the regularisation is meant for longer rows."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(GraphComponent, IntentClassifier):
    """Stored as plain arrays and JSON: loading a model never runs code from it."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [DenseFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`weight`: share in the mix with readers before it, if any, 0 to 1. `c`: inverse regularisation."""
        return {"weight": 0.7, "c": 4.0, "max_iter": 50}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearClassifier:
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._names: list[str] = []
        self._weights: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._bias: Vectors = np.zeros(0, dtype=np.float32)

    def train(self, training_data: TrainingData) -> Resource:
        read = [(row_of(example), example.get(INTENT)) for example in training_data.intent_examples]
        rows, intents = zip(*((row, intent) for row, intent in read if row is not None), strict=True)
        model = LogisticRegression(C=self._config["c"], max_iter=self._config["max_iter"])
        with warnings.catch_warnings():
            # Stopping early is meant: more rounds cost minutes and change no ranking.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(np.stack(rows) * SCALE, intents)
        self._names = [str(name) for name in model.classes_]
        self._weights = np.ascontiguousarray(model.coef_.T * SCALE, dtype=np.float32)
        self._bias = model.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as directory:
            np.savez(directory / "linear.npz", weights=self._weights, bias=self._bias)
            (directory / "intents.json").write_text(json.dumps(self._names), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Mix the ranking that each message has with this reader's."""
        for message in messages:
            row = row_of(message)
            if self._names and row is not None:
                mix(message, self._names, self._chances(row), self._config["weight"])
        return messages

    def _chances(self, row: Vectors) -> Vectors:
        scores = row @ self._weights + self._bias
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearClassifier:
        loaded = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            loaded._names = json.loads((directory / "intents.json").read_text(encoding="utf-8"))
            with np.load(directory / "linear.npz", allow_pickle=False) as arrays:
                loaded._weights, loaded._bias = arrays["weights"], arrays["bias"]
        return loaded
