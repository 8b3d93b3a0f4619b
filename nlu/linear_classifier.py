"""A second reader beside DIET: logistic regression on the same features, its chances mixed with DIET's.

On few examples with long messages the linear model ranks better and DIET tells strange messages apart better;
together they answer more at the same precision (docs/decisions/0006, docs/quality.md).
"""

from __future__ import annotations

import json
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, diags, hstack, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

Vectors = NDArray[Any]

DENSE_SCALE = 2.0
"""Weight of the sentence vector against the words, both of length 1."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(GraphComponent, IntentClassifier):
    """Stored as plain arrays and JSON: loading a model never runs code from it."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`weight`: share of this reader in the mix with DIET, 0 to 1. `c`: inverse regularisation."""
        return {"weight": 0.7, "c": 8.0, "max_iter": 100}

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
        self._idf = self._weights = self._bias = np.zeros(0)

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        counts = vstack([_counts(example) for example in examples]).tocsr()
        # Inverse document frequency, smoothed as in scikit-learn's TfidfTransformer.
        seen = np.bincount(counts.indices, minlength=counts.shape[1])
        self._idf = np.log((1 + len(examples)) / (1 + seen)) + 1
        model = LogisticRegression(C=self._config["c"], max_iter=self._config["max_iter"])
        dense = np.stack([_dense(example) for example in examples])
        with warnings.catch_warnings():
            # Stopping early is meant: more rounds cost minutes and change no ranking.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(self._features(counts, dense), [example.get(INTENT) for example in examples])
        self._names = [str(name) for name in model.classes_]
        # A row for each feature: a message needs only the rows of its words.
        self._weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
        self._bias = model.intercept_.astype(np.float32)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Mix the ranking that each message has with this reader's."""
        for message in messages:
            if not self._names or (message.get(TEXT) or "").startswith("/"):
                continue
            chances = self._chances(message)
            earlier = {e[INTENT_NAME_KEY]: e[PREDICTED_CONFIDENCE_KEY] for e in message.get(INTENT_RANKING_KEY) or []}
            weight = self._config["weight"] if earlier else 1.0
            mixed = {
                name: weight * float(chance) + (1 - weight) * earlier.get(name, 0.0)
                for name, chance in zip(self._names, chances, strict=True)
            }
            ordered = sorted(mixed, key=lambda name: (-mixed[name], name))
            ranking = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: mixed[name]} for name in ordered]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _chances(self, message: Message) -> Vectors:
        """Return the chance of each intent; the same arithmetic as in training, on the few words that are there."""
        counts, dense = _counts(message), _dense(message)
        words = (1 + np.log(counts.data)) * self._idf[counts.indices]
        # In the weights' own precision: otherwise numpy would widen all of their rows first.
        words = (words / (np.linalg.norm(words) or 1.0)).astype(np.float32)
        scores = words @ self._weights[counts.indices] + dense * DENSE_SCALE @ self._weights[len(self._idf) :]
        odds = np.exp(scores + self._bias - (scores + self._bias).max())
        return np.asarray(odds / odds.sum())

    def _features(self, counts: csr_matrix, dense: Vectors) -> csr_matrix:
        """Return TF-IDF with sublinear counts, rows of length 1, beside the scaled sentence vectors."""
        weighted = counts.astype(np.float64)
        weighted.data = 1 + np.log(weighted.data)
        words = normalize(weighted @ diags(self._idf))
        return hstack([words, csr_matrix(dense * DENSE_SCALE)]).tocsr()

    def _persist(self) -> None:
        with self._storage.write_to(self._resource) as directory:
            np.savez(directory / "linear.npz", idf=self._idf, weights=self._weights, bias=self._bias)
            (directory / "intents.json").write_text(json.dumps(self._names), encoding="utf-8")

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
                loaded._idf, loaded._weights, loaded._bias = arrays["idf"], arrays["weights"], arrays["bias"]
        return loaded


def _counts(message: Message) -> csr_matrix:
    """Return the message's word and letter counts as one row."""
    _, sentence = message.get_sparse_features(TEXT)
    return csr_matrix(sentence.features, dtype=np.float64)


def _dense(message: Message) -> Vectors:
    """Return the message's sentence vector."""
    _, sentence = message.get_dense_features(TEXT)
    return np.asarray(sentence.features[-1])
