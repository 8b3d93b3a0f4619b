"""One real masker for all privacy tests (building it takes seconds), and spans written into the text itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import regex
from presidio_analyzer import AnalyzerEngine

from privacy import Masker
from privacy.engine import build_analyzer
from privacy.keeping import Keeper
from privacy.resolving import resolve

Span = tuple[int, int]


@pytest.fixture(scope="session")
def masker() -> Masker:
    return Masker.build()


@pytest.fixture(scope="session")
def analyzer() -> AnalyzerEngine:
    return build_analyzer()


@pytest.fixture(scope="session")
def found_and_marked(analyzer: AnalyzerEngine) -> Callable[[str, str, str], tuple[list[Span], list[Span]]]:
    """Return a function: kind, text with its data in ⟦ ⟧, language -> spans found, spans marked."""
    keeper = Keeper()

    def compare(kind: str, marked: str, language: str) -> tuple[list[Span], list[Span]]:
        text, spans = _without_marks(marked)
        results = analyzer.analyze(text, language, entities=[kind])
        found = resolve(text, results, keeper.kept(text))
        return [(datum.start, datum.end) for datum in found], spans

    return compare


def _without_marks(marked: str) -> tuple[str, list[Span]]:
    text, spans = "", []
    for outside, inside in regex.findall(r"([^⟦]*)(?:⟦(.*?)⟧)?", marked, regex.DOTALL):
        text += outside
        if inside:
            spans.append((len(text), len(text) + len(inside)))
            text += inside
    return text, spans
