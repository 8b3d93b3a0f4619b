"""Observed questions made by hand for the tests of the evaluation room."""

from evaluation.observed import Observed
from evaluation.scores import Labelled


def asked(
    code: str = "051103",
    *,
    ident: str = "en-1",
    language: str = "en",
    handling: str = "answer",
    also: tuple[str, ...] = (),
    text: str = "How early may I come?",
    half: str = "figure",
    twin: str = "",
) -> Labelled:
    return Labelled(ident, language, text, handling, frozenset((code, *also)), half, code, twin)


def seen(
    row: Labelled,
    outcome: str = "answer",
    *,
    codes: tuple[str, ...] = (),
    candidates: tuple[str, ...] = (),
    ranked: tuple[tuple[str, float], ...] = (),
) -> Observed:
    return Observed(row, ranked, outcome, codes, candidates)
