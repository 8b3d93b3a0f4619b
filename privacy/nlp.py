"""What Presidio wants beside the text, and what none of our recognizers reads: nothing.

Its language engines split the text and look every word up. Stock models cost ten milliseconds and find few of our
clients' names, so names are found by recognizers of our own, from the text alone; nothing of it is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

LANGUAGES = ("en", "fr")


class BlankNlpEngine(NlpEngine):
    """Gives the same empty findings for each text."""

    def __init__(self) -> None:
        self._nothing = NlpArtifacts([], [], [], [], None, LANGUAGES[0])

    def load(self) -> None:
        """There is nothing to load."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        return self._nothing

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        return ((text, self._nothing) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return list(LANGUAGES)
