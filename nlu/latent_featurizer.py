"""Words and letters, tens of thousands of counts, in a few hundred dimensions beside the sentence vector.

Latent semantic analysis (Deerwester and others, 1990): TF-IDF, then a truncated singular value decomposition. The
readers after it learn from short dense rows, in seconds instead of minutes, and rank as well as on the counts
(docs/quality.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
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

Vectors = NDArray[Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LatentFeaturizer(DenseFeaturizer, GraphComponent):
    """Stored as plain arrays: loading a model never runs code from it."""

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

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LatentFeaturizer:
        return cls(config, model_storage, resource, execution_context)

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> None:
        super().__init__(context.node_name, config)
        self._storage = model_storage
        self._resource = resource
        self._idf: Vectors = np.zeros(0)
        self._basis: Vectors = np.zeros((0, int(config["dimensions"])), dtype=np.float16)

    def train(self, training_data: TrainingData) -> Resource:
        rows = [counts for counts in map(_counts, training_data.training_examples) if counts is not None]
        if rows:
            counts = vstack(rows).tocsr()
            seen = np.bincount(counts.indices, minlength=counts.shape[1])
            # Inverse document frequency, smoothed as in scikit-learn's TfidfTransformer.
            self._idf = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
            self._basis = self._decompose(counts)
        with self._storage.write_to(self._resource) as directory:
            np.savez(directory / "latent.npz", idf=self._idf, basis=self._basis)
        return self._resource

    def _decompose(self, counts: csr_matrix) -> Vectors:
        weighted = counts.astype(np.float32)
        weighted.data = 1 + np.log(weighted.data)
        words = normalize(weighted @ diags(self._idf.astype(np.float32)))
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
        counts = _counts(message)
        if counts is None or not counts.nnz or not len(self._idf):
            return np.zeros(self._basis.shape[1], dtype=np.float32)
        words = (1 + np.log(counts.data)) * self._idf[counts.indices]
        unit = (words / np.linalg.norm(words)).astype(np.float32)
        vector: Vectors = unit @ self._basis[counts.indices].astype(np.float32)
        return vector

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LatentFeaturizer:
        loaded = cls(config, model_storage, resource, execution_context)
        with (
            model_storage.read_from(resource) as directory,
            np.load(directory / "latent.npz", allow_pickle=False) as arrays,
        ):
            loaded._idf, loaded._basis = arrays["idf"], arrays["basis"]
        return loaded


def _counts(message: Message) -> csr_matrix | None:
    """Return the message's word and letter counts as one row."""
    _, sentence = message.get_sparse_features(TEXT)
    return None if sentence is None else csr_matrix(sentence.features, dtype=np.float64)
