"""The second reader: which intent's examples speak of the message's words, and how many of the words they know.

Each intent is one document of all its examples (Rocchio, 1971): TF-IDF of stems and pairs of stems, cosine. It sees
the rare words that a sentence vector blurs, and it knows when a message speaks of something no example does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from nlu.confidence import Reading
from nlu.stored import Stored, Vectors

READING = "reading"
"""Where a message keeps what both readers found."""
STEM = 6
"""Letters of a word that count: endings differ by number, gender and tense, in both languages."""
COMMON = 0.1
"""What a word counts that every intent knows."""
LEAST_WORTH = 1e-6
WORD = re.compile(r"\w+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WordClassifier(Stored, IntentClassifier):
    """Leaves a `Reading` on each message; the ranking stays the earlier reader's (nlu.question_merger weighs both)."""

    def train(self, training_data: TrainingData) -> Resource:
        examples = [(example.get(TEXT) or "", example.get(INTENT)) for example in training_data.intent_examples]
        intents = sorted({intent for _, intent in examples})
        terms = _vocabulary([text for text, _ in examples])
        vectorizer = TfidfVectorizer(analyzer=_terms, vocabulary=terms, sublinear_tf=True)
        rows = vectorizer.fit_transform([text for text, _ in examples])
        # Each example counts in the row of its intent.
        of = np.searchsorted(np.array(intents), [intent for _, intent in examples])
        belongs = csr_matrix((np.ones(len(of)), (of, np.arange(len(of)))), shape=(len(intents), len(of)))
        documents = (belongs @ rows).tocsr()
        # The root keeps one example that says a word often from speaking for the whole intent.
        documents.data = np.sqrt(documents.data)
        documents = normalize(documents).T.tocsr().astype(np.float32)
        arrays = {part: getattr(documents, part) for part in ("data", "indices", "indptr")}
        arrays |= {"idf": vectorizer.idf_, "worth": _worth(documents, terms)}
        return self.keep(arrays, {"intents": intents, "terms": terms})

    def ready(self) -> None:
        self._terms = {term: index for index, term in enumerate(self.words["terms"])}
        self._place = {name: index for index, name in enumerate(self.words["intents"])}

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if self.words and not text.startswith("/"):
                message.set(READING, self._read(text, message.get(INTENT_RANKING_KEY) or []))
        return messages

    def _read(self, text: str, ranking: list[dict[str, Any]]) -> Reading:
        likeness, cover = self._compare(text)
        chances = np.zeros(len(self._place))
        for entry in ranking:
            if entry[INTENT_NAME_KEY] in self._place:
                chances[self._place[entry[INTENT_NAME_KEY]]] = entry[PREDICTED_CONFIDENCE_KEY]
        return Reading(self.words["intents"], chances, likeness, cover, len(text.split()))

    def _compare(self, text: str) -> tuple[Vectors, Vectors]:
        """Return likeness and cover of `text` for each intent.

        Written out on plain arrays: SciPy's matrices of one row spend most of their time on checking themselves.
        """
        count = len(self._place)
        counts = Counter(index for term in _terms(text) if (index := self._terms.get(term)) is not None)
        if not counts:
            return np.zeros(count), np.zeros(count)
        rows = np.fromiter(counts, dtype=np.int64)
        weights = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * self.arrays["idf"][rows]
        worth = self.arrays["worth"][rows]
        starts, ends = self.arrays["indptr"][rows], self.arrays["indptr"][rows + 1]
        lengths = ends - starts
        # Where the intents of each term stand, one run after the other.
        places = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        intents = self.arrays["indices"][places]
        shared = self.arrays["data"][places] * np.repeat(weights / np.linalg.norm(weights), lengths)
        likeness = np.bincount(intents, weights=shared, minlength=count)
        known = np.bincount(intents, weights=np.repeat(worth, lengths), minlength=count)
        return likeness, known / max(worth.sum(), LEAST_WORTH)


def _vocabulary(texts: Sequence[str]) -> list[str]:
    """Return every stem of the texts, and the pairs of stems that are there twice."""
    seen = Counter(term for text in texts for term in _terms(text))
    return sorted(term for term, times in seen.items() if times > 1 or " " not in term)


def _worth(documents: csr_matrix, terms: list[str]) -> Vectors:
    """Return what each stem tells: less the more intents know it, nothing for a pair of stems."""
    knowing = np.diff(documents.indptr)
    worth = np.log(documents.shape[1] / (1 + knowing)) + COMMON
    single = np.array([" " not in term and len(term) > 1 for term in terms])
    return np.asarray(np.where(single, np.maximum(worth, 0.0), 0.0))


def _terms(text: str) -> list[str]:
    """Return the stems and the pairs of neighbouring stems of a text, without accents."""
    letters = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    stems = [word[:STEM] for word in WORD.findall(plain)]
    return stems + [f"{one} {two}" for one, two in pairwise(stems)]
