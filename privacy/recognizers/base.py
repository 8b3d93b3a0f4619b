"""The one shape of all recognizers: a kind, patterns, context words, a check.

A sibling is a module with one class: it names its KIND, lists its PATTERNS (for both languages: clients
mix them) and CONTEXT words, and overrides `accepts` where a checksum or a prefix decides. Where a pattern
has a group `value`, only that group is the datum: the rest is the cue that gives it away.
"""

from __future__ import annotations

from typing import ClassVar

import regex
from presidio_analyzer import AnalysisExplanation, Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from privacy.normalised import BARRIER

# How much a match is worth by itself. A context word adds CONTEXT_BOOST (see privacy/context.py).
GUESS = 0.3  # digits that could be anything
SHAPE = 0.5  # the right number of digits
FORMAT = 0.6  # grouped as only this kind is
CHECKED = 0.7  # a checksum or a rare form agrees
CUED = 0.95  # the client says what it is
CONTEXT_BOOST = 0.4
# From here on a match holds even where a date, an amount or a form number could stand.
CERTAIN = 0.9

FLAGS = regex.IGNORECASE | regex.MULTILINE

# Between the groups of a number: nothing, a separator, or a separator between spaces.
SEP = r"[ .\-/_]{0,3}"
# A number is whole: no letter touches it, and no digit with or without a dot or hyphen. A longer token is
# left to another recognizer, at last to the generic one.
FROM = r"(?=\d)(?<![^\W_])(?<!\d[.\-/_])"
TO = r"(?![^\W_]|[.\-/_]\d)"
# Between the digits of a number that has a check digit or a letter of its own: anything that is no letter and no digit.
# Then the run of digits must be whole, for lists of scores and amounts are runs of digits too.
_ANY = rf"(?:[^\w{BARRIER}]|_){{0,6}}"
MORE = rf"(?:{_ANY}\d)"
SCATTERED_FROM = rf"(?<![^\W_])(?<!\d{_ANY})"
SCATTERED_TO = rf"(?!{_ANY}\d)(?![^\W_])"
SCATTERED_NEEDS = rf"\d{MORE}{{6}}"
# Between the groups of a number whose name the client has said.
AFTER_CUE = rf"(?:{_ANY}|\s(?:and|et|then|puis)\s)"


class Recognizer(PatternRecognizer):
    """Base of the recognizers of this package; see the module's docstring."""

    KIND: ClassVar[str]
    PATTERNS: ClassVar[tuple[Pattern, ...]]
    CONTEXT: ClassVar[tuple[str, ...]] = ()
    NEEDS: ClassVar[str] = ""
    """A pattern without which the text cannot hold the kind: spares most messages the real search."""

    def __init__(self, language: str) -> None:
        super().__init__(
            supported_entity=self.KIND,
            supported_language=language,
            patterns=list(self.PATTERNS),
            context=list(self.CONTEXT),
            global_regex_flags=FLAGS,
        )
        self._needs = regex.compile(self.NEEDS, FLAGS) if self.NEEDS else None
        self._searches = [(pattern, regex.compile(pattern.regex, FLAGS)) for pattern in self.PATTERNS]

    def accepts(self, value: str) -> bool:
        """Return whether `value`, which has the form, is of the kind."""
        return True

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        """Return where the datum of `match` stands, or None when there is none after all."""
        start, end = match.span("value" if "value" in match.re.groupindex else 0)
        return start, end

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Return the matches, with Presidio's result type but without its explanation of each.

        Overridden because the inherited loop compares every match with every other.
        """
        if self._needs and not self._needs.search(text):
            return []
        return [
            self._result(pattern, *span)
            for pattern, search in self._searches
            for match in search.finditer(text)
            if (span := self.span(match)) and self.accepts(text[slice(*span)])
        ]

    def _result(self, pattern: Pattern, start: int, end: int) -> RecognizerResult:
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
        }
        explanation = AnalysisExplanation(recognizer=self.name, original_score=pattern.score, pattern_name=pattern.name)
        return RecognizerResult(self.KIND, start, end, pattern.score, explanation, metadata)


def digits(value: str) -> str:
    """Return the digits of `value` alone."""
    return "".join(char for char in value if char.isdigit())


def words_pattern(*words: str) -> str:
    """Return a pattern for any of `words`, a space standing for any run of spaces, as whole words."""
    alternatives = "|".join(word.replace(" ", r"\s+") for word in words)
    return rf"(?<!\w)(?:{alternatives})(?!\w)"
