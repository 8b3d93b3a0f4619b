"""Rasa's word and letter counts → here → of the whole message alone, where no component reads them word by word.

`CountVectorsFeaturizer` counts each word of a message by itself, too. That is for readers such as DIET; ours read
the whole message's row (nlu/latent_featurizer.py), and its counts are the same with or without the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MethodType
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from rasa.core.agent import Agent
from rasa.core.policies.policy import Policy
from rasa.engine.graph import GraphNode
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from scipy.sparse import coo_matrix
from sklearn.feature_extraction.text import CountVectorizer

READERS = (IntentClassifier, EntityExtractorMixin, Policy)
READS_TEXT = RegexMessageHandler
"""Stands in every pipeline, for payloads, and reads no features."""
OURS = "nlu."

_analyzers: WeakKeyDictionary[CountVectorizer, Callable[[str], Iterable[str]]] = WeakKeyDictionary()


def apply(agent: Agent) -> None:
    """Change the counting of this agent's model, unless a component that is not ours may read what is left out."""
    nodes: Iterable[GraphNode] = agent.processor.graph_runner._instantiated_nodes.values()
    if any(_reads_words(node._component_class) for node in nodes):
        return
    for node in nodes:
        if isinstance(node._component, CountVectorsFeaturizer):
            node._component._create_features = MethodType(_create_features, node._component)


def _reads_words(component: type) -> bool:
    ours = component.__module__.startswith(OURS) or component is READS_TEXT
    return issubclass(component, READERS) and not ours


def _create_features(
    self: CountVectorsFeaturizer, attribute: str, all_tokens: list[list[str]]
) -> tuple[list[Any], list[Any]]:
    vectorizer = self.vectorizers.get(attribute)
    if attribute != TEXT or not vectorizer or vectorizer.binary:
        sequences, sentences = CountVectorsFeaturizer._create_features(self, attribute, all_tokens)
        return sequences, sentences
    return [None] * len(all_tokens), [
        _counted(vectorizer, " ".join(tokens)) if tokens else None for tokens in all_tokens
    ]


def _counted(vectorizer: CountVectorizer, text: str) -> coo_matrix:
    """Return the counts of a text as its vectorizer would, without the checks of scikit-learn."""
    analyze = _analyzers.get(vectorizer)
    if analyze is None:
        analyze = _analyzers[vectorizer] = vectorizer.build_analyzer()
    counts: dict[int, int] = {}
    for term in analyze(text):
        column = vectorizer.vocabulary_.get(term)
        if column is not None:
            counts[column] = counts.get(column, 0) + 1
    columns = np.array(sorted(counts), dtype=np.int32)
    values = np.array([counts[column] for column in columns], dtype=vectorizer.dtype)
    where = (np.zeros(len(columns), dtype=np.int32), columns)
    return coo_matrix((values, where), shape=(1, len(vectorizer.vocabulary_)))
