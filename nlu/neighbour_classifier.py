"""The second reader: the training examples nearest to a message vote, in the space where intents differ most.

Linear discriminant analysis (Fisher, 1936; covariance shrunk) finds the directions that tell intents apart; each
example then votes with exp(sharpness · cosine), a Parzen window. It sees single examples where the linear reader sees
the middle of an intent, and errs on other messages (docs/decisions/0006, docs/quality.md).
"""

from __future__ import annotations

import json
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
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.preprocessing import normalize

from nlu.chances import Vectors, mix, row_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NeighbourClassifier(GraphComponent, IntentClassifier):
    """Keeps a vector for each example, no words. Stored as plain arrays and JSON."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [DenseFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`weight`: share in the mix with the readers before, 0 to 1. `sharpness`: of the votes.

        `dimensions`: of the discriminant space. `shrinkage`: of the covariance, 0 to 1.
        """
        return {"weight": 0.5, "sharpness": 20.0, "dimensions": 100, "shrinkage": 0.3}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NeighbourClassifier:
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._names: list[str] = []
        self._arrays: dict[str, Vectors] = {}

    def train(self, training_data: TrainingData) -> Resource:
        read = [(row_of(example), example.get(INTENT)) for example in training_data.intent_examples]
        known = sorted(((row, intent) for row, intent in read if row is not None), key=lambda pair: pair[1])
        rows, intents = np.stack([row for row, _ in known]), [intent for _, intent in known]
        analysis = LinearDiscriminantAnalysis(solver="eigen", shrinkage=self._config["shrinkage"])
        analysis.fit(rows.astype(np.float64), intents)
        self._names = [str(name) for name in analysis.classes_]
        self._arrays = {
            "mean": rows.mean(axis=0, dtype=np.float32),
            "directions": analysis.scalings_[:, : self._config["dimensions"]].astype(np.float32),
            # Where in the sorted examples each intent begins.
            "starts": np.searchsorted(np.array(intents), np.array(self._names)),
        }
        self._arrays["examples"] = self._placed(rows)
        with self._storage.write_to(self._resource) as directory:
            np.savez(directory / "neighbours.npz", **self._arrays)
            (directory / "intents.json").write_text(json.dumps(self._names), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Mix the ranking that each message has with this reader's."""
        for message in messages:
            row = row_of(message)
            if self._names and row is not None:
                mix(message, self._names, self._chances(row), self._config["weight"])
        return messages

    def _placed(self, rows: Vectors) -> Vectors:
        """Return the rows in the discriminant space, of length 1."""
        return np.asarray(normalize((rows - self._arrays["mean"]) @ self._arrays["directions"]), dtype=np.float32)

    def _chances(self, row: Vectors) -> Vectors:
        cosines = self._arrays["examples"] @ self._placed(row[np.newaxis, :])[0]
        votes = np.exp(self._config["sharpness"] * (cosines - cosines.max()))
        return np.asarray(np.add.reduceat(votes, self._arrays["starts"]) / votes.sum())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NeighbourClassifier:
        loaded = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            loaded._names = json.loads((directory / "intents.json").read_text(encoding="utf-8"))
            with np.load(directory / "neighbours.npz", allow_pickle=False) as arrays:
                loaded._arrays = dict(arrays)
        return loaded
