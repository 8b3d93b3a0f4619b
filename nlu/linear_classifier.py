"""The first reader of a message: logistic regression on the dense features (docs/decisions/0006, docs/quality.md)."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from nlu.stored import Stored, Vectors

SCALE = 2.0
"""Of the features, each of length 1 at most: the regularisation is meant for longer rows."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(Stored, IntentClassifier):
    """Ranks all intents by their chance, in the place of Rasa's DIET."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [DenseFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`c`: inverse regularisation; `max_iter`: rounds of training at most."""
        return {"c": 4.0, "max_iter": 50}

    def train(self, training_data: TrainingData) -> Resource:
        read = [(_row(example), example.get(INTENT)) for example in training_data.intent_examples]
        rows, intents = zip(*((row, intent) for row, intent in read if row is not None), strict=True)
        model = LogisticRegression(C=self._config["c"], max_iter=self._config["max_iter"])
        with warnings.catch_warnings():
            # Stopping early is meant: more rounds cost minutes and change no ranking.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(np.stack(rows) * SCALE, intents)
        weights = np.ascontiguousarray(model.coef_.T * SCALE, dtype=np.float32)
        arrays = {"weights": weights, "bias": model.intercept_.astype(np.float32)}
        return self.keep(arrays, {"intents": [str(name) for name in model.classes_]})

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            row = _row(message)
            if self.words and row is not None:
                ranking = _ranking(self.words["intents"], self._chances(row))
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _chances(self, row: Vectors) -> Vectors:
        scores = row @ self.arrays["weights"] + self.arrays["bias"]
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum())


def _row(message: Message) -> Vectors | None:
    """Return the message's dense sentence features as one row; None for a payload or a message without any."""
    if (message.get(TEXT) or "").startswith("/"):
        return None
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features[-1], dtype=np.float32)


def _ranking(names: list[str], chances: Vectors) -> list[dict[str, Any]]:
    order = np.argsort(-chances, kind="stable")
    return [{INTENT_NAME_KEY: names[index], PREDICTED_CONFIDENCE_KEY: float(chances[index])} for index in order]
