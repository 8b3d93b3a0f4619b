"""Recognizers → here → Presidio's analyzer and anonymizer, built in code.

Presidio's own builder reads a file and falls back to its defaults when it cannot: a masker that masks
something else than we think. Here an error stops the process.
"""

from __future__ import annotations

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import ConflictResolutionStrategy
from presidio_anonymizer.entities import RecognizerResult as AnonymizerResult

from privacy.context import CueEnhancer
from privacy.nlp import LANGUAGES, BlankNlpEngine
from privacy.recognizers import RECOGNIZERS
from privacy.recognizers.base import GUESS


def build_analyzer(nlp_engine: BlankNlpEngine) -> AnalyzerEngine:
    """Return an analyzer with our recognizers alone, all of them for each language."""
    recognizers = [recognizer(language) for language in LANGUAGES for recognizer in RECOGNIZERS]
    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=recognizers, supported_languages=list(LANGUAGES)),
        nlp_engine=nlp_engine,
        supported_languages=list(LANGUAGES),
        context_aware_enhancer=CueEnhancer(recognizers),
        default_score_threshold=GUESS,
    )


class DisjointAnonymizer(AnonymizerEngine):
    """Replaces spans that are disjoint already: no comparing of all with all, no merging of neighbours."""

    def _remove_conflicts_and_get_text_manipulation_data(
        self, analyzer_results: list[AnonymizerResult], conflict_resolution: ConflictResolutionStrategy
    ) -> list[AnonymizerResult]:
        return analyzer_results

    def _merge_entities_with_whitespace_between(
        self, text: str, analyzer_results: list[AnonymizerResult]
    ) -> list[AnonymizerResult]:
        return analyzer_results
