"""Recognizers → here → Presidio's analyzer and anonymizer, built in code.

Presidio's own builder reads a file and falls back to its defaults when it cannot: a masker that masks
something else than we think. Here an error stops the process.
"""

from __future__ import annotations

from collections.abc import Sequence

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import ConflictResolutionStrategy
from presidio_anonymizer.entities import RecognizerResult as AnonymizerResult

from privacy.context import CueEnhancer
from privacy.nlp import LANGUAGES, BlankNlpEngine
from privacy.recognizers import RECOGNIZERS
from privacy.recognizers.base import GUESS


class OurRegistry(RecognizerRegistry):
    """Knows each language's recognizers beforehand: Presidio looks through all of them for each kind, for each text."""

    def __init__(self, recognizers: Sequence[EntityRecognizer]) -> None:
        super().__init__(recognizers=list(recognizers), supported_languages=list(LANGUAGES))
        self._of = {code: [one for one in recognizers if one.supported_language == code] for code in LANGUAGES}
        self._kinds = {kind for one in recognizers for kind in one.supported_entities}

    def get_recognizers(
        self,
        language: str,
        entities: list[str] | None = None,
        all_fields: bool = False,
        ad_hoc_recognizers: list[EntityRecognizer] | None = None,
    ) -> list[EntityRecognizer]:
        if entities is not None and self._kinds <= set(entities) and not ad_hoc_recognizers:
            return self._of[language]
        found: list[EntityRecognizer] = super().get_recognizers(language, entities, all_fields, ad_hoc_recognizers)
        return found


class OurAnalyzer(AnalyzerEngine):
    """Asks the enhancer alone for what cues say: none of our recognizers has an enhancement of its own."""

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        found: list[RecognizerResult] = self.context_aware_enhancer.enhance_using_context(
            text, raw_results, nlp_artifacts, recognizers, context
        )
        return found


def build_analyzer() -> AnalyzerEngine:
    """Return an analyzer with our recognizers alone, all of them for each language."""
    recognizers = [recognizer(language) for language in LANGUAGES for recognizer in RECOGNIZERS]
    return OurAnalyzer(
        registry=OurRegistry(recognizers),
        nlp_engine=BlankNlpEngine(),
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
