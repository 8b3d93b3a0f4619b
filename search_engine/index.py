"""A question → here → up to three pages of the department, in the client's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tantivy

from nlu.encoder import Vectors, encode
from nlu.segments import asking_sentences
from search_engine import ranking, store
from search_engine.analysis import terms, vocabulary
from search_engine.document import LANGUAGES, Document
from search_engine.errors import SearchError
from search_engine.ranking import Evidence, Scores

Positions = npt.NDArray[np.int64]

# A page whose title has the word is likelier to be about it.
_TITLE_BOOST = 2.0
_WORD_HITS = 100
# The marks that masking left are no words of the client's.
_PLACEHOLDER = re.compile(r"<[A-Z_]+>")
# Of a text longer than this, the rest adds cost and no meaning.
_LONGEST = 3_000
# A query of so few words, all in the title of one page, asks for it, whatever else it resembles.
_TITLE_WORDS = 4
# Terms of at least this length that no page has are taken for typing errors.
_FUZZY_LENGTH = 5


@dataclass(frozen=True)
class Result:
    """A page to show. `score` orders the results of one query; it is not a probability."""

    title: str
    url: str
    snippet: str
    score: float


@dataclass(frozen=True)
class _Shelf:
    """The documents of one language, ready to be compared."""

    documents: tuple[Document, ...]
    rows: dict[int, int]
    """From a document's position in the index to its row here."""
    mean: Vectors
    passages: Vectors
    owners: Positions
    lines: Vectors
    """For each document, the middle of its business line."""
    own: Vectors
    """The passages as they are encoded; `passages` are centred."""
    elsewhere: Vectors
    """Questions that no page answers, as they are encoded."""
    foreign: Scores
    """1 for each document that exists in the other language alone."""
    titles: tuple[frozenset[str], ...]
    """The terms of each document's title."""
    rare_word: float
    """What the full-text index gives for a word of one document alone: the unit of its scores."""


class Index:
    """An index that has been opened for questions. It may be shared by threads."""

    def __init__(self, stored: store.Stored) -> None:
        self._words = stored.words
        self._searcher = stored.words.searcher()
        self._shelves = {language: _shelf(stored, language) for language in LANGUAGES}

    @classmethod
    def open(cls, directory: Path) -> Index:
        """Open the index at `directory`; raises IndexUnreadable."""
        return cls(store.read(directory))

    def query(self, text: str, language: str, limit: int = 3) -> list[Result]:
        """Return the pages that best answer `text`, best first; none when nothing is near enough."""
        if language not in self._shelves:
            raise SearchError(f"language {language!r}: only {' and '.join(LANGUAGES)} can be searched")
        shelf = self._shelves[language]
        whole = _PLACEHOLDER.sub(" ", text[:_LONGEST]).strip()
        if not shelf.documents or not any(character.isalpha() for character in whole):
            return []
        parts = [vocabulary().expand(part, language) for part in (whole, *asking_sentences(whole))]
        evidence = self._evidence(parts, language, vocabulary().topics_of(whole, language))
        known = self._is_titled(whole, language)
        if not known and ranking.relevance(evidence) < ranking.floor(len(shelf.passages)):
            return []
        scores = ranking.fuse(evidence)
        best = ranking.worth_showing(scores)
        return _results(shelf, scores, best, limit)

    def _is_titled(self, text: str, language: str) -> bool:
        asked = set(terms(text, language))
        return 0 < len(asked) <= _TITLE_WORDS and any(asked <= title for title in self._shelves[language].titles)

    def _evidence(self, parts: list[str], language: str, topics: set[str]) -> Evidence:
        shelf = self._shelves[language]
        encoded = encode(parts)
        vectors = _centred(encoded, shelf.mean)
        nearest = np.full((len(parts), len(shelf.documents)), -1.0, dtype=np.float32)
        for row, cosines in zip(nearest, vectors @ shelf.passages.T, strict=True):
            np.maximum.at(row, shelf.owners, cosines)
        words = np.stack([self._word_scores(part, language) for part in parts])
        margin = (encoded @ shelf.own.T).max(axis=1) - (encoded @ shelf.elsewhere.T).max(axis=1)
        named = np.array([document.topic in topics for document in shelf.documents], dtype=np.float32)
        return Evidence(nearest, vectors @ shelf.lines.T, words / shelf.rare_word, named, shelf.foreign, margin)

    def _word_scores(self, text: str, language: str) -> Scores:
        shelf = self._shelves[language]
        scores = np.zeros(len(shelf.documents), dtype=np.float32)
        clauses = [
            (tantivy.Occur.Should, clause) for term in terms(text, language) for clause in self._clauses(term, language)
        ]
        if clauses:
            query = tantivy.Query.boolean_query(clauses)
            for score, address in self._searcher.search(query, limit=_WORD_HITS, count=False).hits:
                position = self._searcher.doc(address)["position"][0]
                scores[shelf.rows[position]] = score
        return scores

    def _clauses(self, term: str, language: str) -> list[tantivy.Query]:
        schema, title, text = self._words.schema, f"title_{language}", f"text_{language}"
        known = self._searcher.doc_freq(title, term) + self._searcher.doc_freq(text, term)
        if known or len(term) < _FUZZY_LENGTH:
            boosted = tantivy.Query.boost_query(tantivy.Query.term_query(schema, title, term), _TITLE_BOOST)
            return [boosted, tantivy.Query.term_query(schema, text, term)]
        return [tantivy.Query.fuzzy_term_query(schema, field, term, distance=1) for field in (title, text)]


def _shelf(stored: store.Stored, language: str) -> _Shelf:
    positions = [at for at, document in enumerate(stored.documents) if document.language == language]
    rows = {position: row for row, position in enumerate(positions)}
    documents = tuple(stored.documents[position] for position in positions)
    chosen = np.isin(stored.owners, positions)
    owners = np.array([rows[owner] for owner in stored.owners[chosen]], dtype=np.int64)
    vectors = stored.vectors[chosen]
    mean: Vectors = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
    passages = _centred(vectors, mean)
    elsewhere = encode(vocabulary().elsewhere[language])
    # Inverse document frequency of BM25 for one document of all.
    rare_word = log(1 + (max(len(documents), 1) - 0.5) / 1.5)
    lines = _lines(documents, passages, owners)
    foreign = np.array([document.url_language != language for document in documents], dtype=np.float32)
    titles = tuple(frozenset(terms(document.title, language)) for document in documents)
    return _Shelf(documents, rows, mean, passages, owners, lines, vectors, elsewhere, foreign, titles, rare_word)


def _lines(documents: tuple[Document, ...], passages: Vectors, owners: Positions) -> Vectors:
    own = np.zeros((len(documents), passages.shape[1]), dtype=np.float32)
    np.add.at(own, owners, passages)
    own = _unit(own)
    middles = own.copy()
    names = np.array([document.line for document in documents])
    for name in set(names) - {""}:
        middles[names == name] = own[names == name].mean(axis=0)
    return _unit(middles)


def _centred(vectors: Vectors, mean: Vectors) -> Vectors:
    """Take away what all pages share ("Canada", "apply"), so that cosines tell them apart."""
    return _unit(vectors - mean)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-9))
    return unit


def _results(shelf: _Shelf, scores: Scores, best: Positions, limit: int) -> list[Result]:
    results: list[Result] = []
    for row in best:
        document = shelf.documents[row]
        if len(results) == limit:
            break
        if all(document.url != other.url for other in results):
            title = _title(document)
            results.append(Result(title, document.url, document.summary, round(float(scores[row]), 4)))
    return results


def _title(document: Document) -> str:
    if document.url_language == document.language:
        return document.title
    pattern = vocabulary().other_language[document.language]
    mark = pattern.format(title="").strip()
    return document.title if document.title.endswith(mark) else pattern.format(title=document.title)
