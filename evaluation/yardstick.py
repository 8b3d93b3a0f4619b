"""The linear yardstick: logistic regression on encoder vectors and TF-IDF, trained on the same examples.

What the pipeline has to beat. Features, regularisation and rounds are scikit-learn's usual ones, not tuned. Fitted by
stochastic gradient descent: over four hundred intents and eighty thousand features, other solvers take hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT, TEXT
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from nlu.encoder import encode
from nlu.importer import KnowledgeBaseImporter
from nlu.segments import asking_sentences
from settings import ROOT

Vectors = NDArray[np.float32]
ENCODER_SCALE = 2.0
"""The encoder's unit row beside two TF-IDF rows, each of length 1 as well."""


class Yardstick:
    """Ranks intents; `rank` reads the message as the pipeline does, whole and by its asking sentences."""

    def __init__(self, data: Path = ROOT / "data", intents: frozenset[str] | None = None) -> None:
        """Train on the examples under `data`, minutes for the whole base; `intents`: on these alone."""
        examples = KnowledgeBaseImporter(training_data_paths=[str(data)]).get_nlu_data().intent_examples
        known = [one for one in examples if intents is None or one.get(INTENT) in intents]
        texts = [example.get(TEXT) for example in known]
        self._words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(texts)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True).fit(texts)
        self._model = SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=8, tol=None, random_state=20261122, n_jobs=2)
        self._model.fit(self._features(texts), [example.get(INTENT) for example in known])

    def _features(self, texts: Sequence[str]) -> csr_matrix:
        dense = csr_matrix(encode(list(texts)) * ENCODER_SCALE)
        return hstack([dense, self._letters.transform(texts), self._words.transform(texts)]).tocsr()

    def rank(self, text: str, whole_weight: float) -> list[str]:
        """Return all intents, likeliest first."""
        chances: Vectors = self._model.predict_proba(self._features([text]))[0]
        parts = asking_sentences(text, limit=2)
        if parts:
            best = self._model.predict_proba(self._features(parts)).max(axis=0)
            chances = whole_weight * chances + (1 - whole_weight) * best
        return [str(self._model.classes_[index]) for index in chances.argsort()[::-1]]
