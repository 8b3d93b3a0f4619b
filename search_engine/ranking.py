"""Scores by words and by meaning → here → which pages are worth showing, best first.

The two are fused by weight, not by rank (reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009):
ranks throw away how sure each side is, and on our development questions rank fusion found the right
business line less often.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

# Shares of the score.
PASSAGES = 0.45
LINE = 0.2
WORDS = 0.35
# Added for a page of the topic that the query names, and taken from one that the client may not be able to read.
TOPIC = 0.15
FOREIGN = 0.05
# A page whose score is a smaller part of the best one's is not shown beside it.
NEAR_THE_BEST = 0.55

# Below this the query is taken to be about something else, and nothing is found. Words count by the root
# of their score, or a long message would pass by its length alone.
FLOOR = 0.33
WORDS_FOR_FLOOR = 0.15
# The index that FLOOR was chosen on had about so many passages in each language.
FLOOR_PASSAGES = 1_000


@dataclass(frozen=True)
class Evidence:
    """What speaks for each document of one language, one row for each part of the query, the whole first."""

    passages: Scores
    """Cosine with the passage of the document that is nearest."""
    lines: Scores
    """Cosine with the mean of the document's business line."""
    words: Scores
    """Score of the full-text index; about 1 for one rare word."""
    topic: Scores
    """1 for each document whose topic the query names. One row."""
    foreign: Scores
    """1 for each document in the other official language. One row."""
    margin: Scores
    """For each part, how much nearer the nearest page is than the nearest question that no page answers."""


def fuse(evidence: Evidence) -> Scores:
    """Return one score for each document, by the part of the query that speaks most for it.

    The whole message tells the business line, its asking sentence the page.
    """
    words = evidence.words / np.maximum(evidence.words.max(axis=1, keepdims=True), np.float32(1e-9))
    parts = ((PASSAGES, evidence.passages), (LINE, evidence.lines), (WORDS, words))
    fused: Scores = np.sum([share * scores.max(axis=0) for share, scores in parts], axis=0)
    fused = fused + TOPIC * evidence.topic - FOREIGN * evidence.foreign
    return fused


def worth_showing(scores: Scores) -> npt.NDArray[np.int64]:
    """Return the rows of the documents to show, best first: none that is far behind the best."""
    rows = np.argsort(-scores, kind="stable").astype(np.int64)
    near: npt.NDArray[np.int64] = rows[scores[rows] >= NEAR_THE_BEST * scores[rows[:1]]]
    return near


def relevance(evidence: Evidence) -> float:
    """Tell how near the query is to the pages rather than to other business; `floor` is the least to do."""
    return float(evidence.margin.max() + WORDS_FOR_FLOOR * np.sqrt(evidence.words.max()))


def floor(passages: int) -> float:
    """Return the least relevance for an index of so many passages.

    The nearest of many is nearer, by chance alone, than the nearest of few.
    """
    return FLOOR * min(1.0, log1p(passages) / log1p(FLOOR_PASSAGES))
