"""Words and letters, tens of thousands of counts, in a few hundred dimensions beside the sentence vector.

Latent semantic analysis (Deerwester and others, 1990): TF-IDF, then a truncated singular value decomposition. The
readers after it learn from short dense rows, in seconds instead of minutes, and rank as well as on the counts
(docs/quality.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from nlu.stored import Stored, Vectors


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LatentFeaturizer(Stored, DenseFeaturizer):
    """Adds one sentence feature of `dimensions` numbers to each message."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [SparseFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`dimensions`: length of the vector; `random_seed`: of the decomposition's first guess."""
        return {**DenseFeaturizer.get_default_config(), "dimensions": 300, "random_seed": 20261122}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Any positive number of dimensions will do."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        Stored.__init__(self, config, storage, resource, name)
        DenseFeaturizer.__init__(self, name, config)

    def train(self, training_data: TrainingData) -> Resource:
        rows = [counts for counts in map(_counts, training_data.training_examples) if counts is not None]
        if not rows:
            return self.keep({}, {})
        counts = vstack(rows).tocsr()
        seen = np.bincount(counts.indices, minlength=counts.shape[1])
        # Inverse document frequency, smoothed as in scikit-learn's TfidfTransformer.
        idf = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
        return self.keep({"idf": idf, "basis": self._decompose(counts, idf)}, {})

    def _decompose(self, counts: csr_matrix, idf: Vectors) -> Vectors:
        weighted = counts.astype(np.float32)
        weighted.data = 1 + np.log(weighted.data)
        words = normalize(weighted @ diags(idf.astype(np.float32)))
        dimensions = min(int(self._config["dimensions"]), *words.shape)
        _, _, basis = randomized_svd(words, dimensions, n_iter=2, random_state=self._config["random_seed"])
        # Half the bytes of float32; what is lost is far below the noise of a ranking.
        return np.ascontiguousarray(basis.T, dtype=np.float16)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            row = self._vector(message)[np.newaxis, :]
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def _vector(self, message: Message) -> Vectors:
        """Return the message's vector, at most 1 long; zeros without a known word."""
        columns, counts = _counts_of(message)
        if not self.arrays or not len(columns):
            dimensions = self.arrays["basis"].shape[1] if self.arrays else int(self._config["dimensions"])
            return np.zeros(dimensions, dtype=np.float32)
        words = (1 + np.log(counts)) * self.arrays["idf"][columns]
        unit = (words / np.linalg.norm(words)).astype(np.float32)
        vector: Vectors = unit @ self.arrays["basis"][columns].astype(np.float32)
        return vector


def _counts_of(message: Message) -> tuple[Vectors, Vectors]:
    """Return columns and values of the message's word and letter counts, as `_counts` has them, without a matrix."""
    columns, counts, width = [np.empty(0, dtype=np.int64)], [np.empty(0)], 0
    for one in message.features:
        if one.is_sparse() and one.type == FEATURE_TYPE_SENTENCE and one.attribute == TEXT:
            row = one.features.tocoo()
            columns.append(row.col + width)
            counts.append(row.data)
            width += row.shape[1]
    return np.concatenate(columns), np.concatenate(counts)


def _counts(message: Message) -> csr_matrix | None:
    """Return the message's word and letter counts as one row."""
    _, sentence = message.get_sparse_features(TEXT)
    return None if sentence is None else csr_matrix(sentence.features, dtype=np.float64)
