"""Scores by words and by meaning → here → which pages are worth showing, best first.

The two are fused by weight, not by rank (reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009). Ranks
throw away how sure each side is, which chat messages need: rank fusion found the right business line less often
on our development questions, and no floor can be set on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

# Shares of the score, chosen on the development questions.
PASSAGES = 0.5
LINE = 0.25
WORDS = 0.25


@dataclass(frozen=True)
class Evidence:
    """What speaks for each document of one language, one row for each part of the query, the whole first."""

    passages: Scores
    """Cosine with the passage of the document that is nearest."""
    lines: Scores
    """Cosine with the mean of the document's business line."""
    words: Scores
    """Score of the full-text index."""


def fuse(evidence: Evidence) -> Scores:
    """Return one score for each document: the whole message and its best asking sentence count alike."""
    words = evidence.words / np.maximum(evidence.words.max(axis=1, keepdims=True), np.float32(1e-9))
    fused: Scores = (
        PASSAGES * _joined(evidence.passages) + LINE * _joined(evidence.lines) + WORDS * _joined(words)
    )
    return fused


def _joined(scores: Scores) -> Scores:
    asking = scores[1:].max(axis=0) if len(scores) > 1 else scores[0]
    joined: Scores = (scores[0] + asking) / 2
    return joined
