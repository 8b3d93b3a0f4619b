"""Matches → here → matches that know what the client called them.

A word like "UCI" just before a number (or just after: "1234-5678 is my UCI") says what it is. Presidio's own
enhancer compares lemmas, which blank tokenizers do not have, and takes quadratic time.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from presidio_analyzer import ContextAwareEnhancer, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from privacy.recognizers.base import CONTEXT_BOOST, FLAGS, words_pattern

_BEFORE = 40  # characters
_AFTER = 25
_OTHER_NUMBER = regex.compile(r"\d")


class CueEnhancer(ContextAwareEnhancer):
    """Raises the score of a match when a context word of its recognizer stands near, no number between."""

    def __init__(self, recognizers: Sequence[EntityRecognizer]) -> None:
        super().__init__(CONTEXT_BOOST, 0.0, 0, 0)
        self._searches = {
            recognizer.id: regex.compile(words_pattern(*recognizer.context), FLAGS)
            for recognizer in recognizers
            if recognizer.context
        }

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        for result in raw_results:
            search = self._searches.get(result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY])
            if search and _named(text, result.start, result.end, search):
                result.score = min(result.score + self.context_similarity_factor, self.MAX_SCORE)
        return raw_results


def _named(text: str, start: int, end: int, search: regex.Pattern[str]) -> bool:
    first = max(0, start - _BEFORE)
    cues = list(search.finditer(text, first, start))
    if cues and not _OTHER_NUMBER.search(text, cues[-1].end(), start):
        return True
    cue = search.search(text, end, end + _AFTER)
    return bool(cue and not _OTHER_NUMBER.search(text, end, cue.start()) and "\n" not in text[end : cue.start()])
