"""Names that no cue gives away, by the tagger of privacy/names: "Mina Karimi asks about a study permit"."""

from __future__ import annotations

from presidio_analyzer import Pattern, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from privacy import kinds
from privacy.names.tagger import shared_tagger
from privacy.recognizers.base import SHAPE, Recognizer


class NameByTaggerRecognizer(Recognizer):
    """What the model takes for a name. Any surer recognizer goes before it."""

    KIND = kinds.PERSON
    NEEDS = r"[^\W\d_]{2}"
    PATTERNS = (Pattern("word", NEEDS, SHAPE),)

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Return the names the tagger finds: the whole text decides, not a pattern."""
        if self._needs and not self._needs.search(text):
            return []
        return [self._result(self.PATTERNS[0], *span) for span in shared_tagger().spans(text)]
