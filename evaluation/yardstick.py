"""The linear yardstick: logistic regression on encoder vectors and TF-IDF, trained on the same examples.

What DIET has to beat. Regularisation and n-grams are scikit-learn's usual ones, not tuned.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT, TEXT
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.encoder import encode
from nlu.importer import KnowledgeBaseImporter
from nlu.segments import asking_sentences
from settings import ROOT

Vectors = NDArray[np.float32]


class Yardstick:
    """Ranks intents; `rank` reads the message as the pipeline does, whole and by its asking sentences."""

    def __init__(self, data: Path = ROOT / "data") -> None:
        importer = KnowledgeBaseImporter(training_data_paths=[str(data)])
        examples = importer.get_nlu_data().intent_examples
        texts = [example.get(TEXT) for example in examples]
        self._words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(texts)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True).fit(texts)
        self._model = LogisticRegression(C=8, max_iter=300)
        self._model.fit(self._features(texts), [example.get(INTENT) for example in examples])

    def _features(self, texts: list[str]) -> csr_matrix:
        dense = csr_matrix(encode(texts) * 2)
        return hstack([dense, self._letters.transform(texts), self._words.transform(texts)]).tocsr()

    def rank(self, text: str, whole_weight: float) -> list[str]:
        """Return all intents, likeliest first."""
        chances: Vectors = self._model.predict_proba(self._features([text]))[0]
        parts = asking_sentences(text, limit=2)
        if parts:
            best = self._model.predict_proba(self._features(parts)).max(axis=0)
            chances = whole_weight * chances + (1 - whole_weight) * best
        return [str(self._model.classes_[index]) for index in chances.argsort()[::-1]]
