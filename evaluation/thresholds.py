"""Which threshold and margin for which language: a sweep over the half of the questions kept for choosing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.scores import LANGUAGES, Labelled, Rate

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
MARGINS = (0.0, 0.05, 0.1, 0.2, 0.3)
Observed = tuple[Labelled, list[tuple[str, float]]]


def sweep(observed: Sequence[Observed], codes: Mapping[str, str]) -> str:
    """Return a table: for each bar the precision of answers, the share answered, and mistakes out of scope."""
    lines = []
    for language in LANGUAGES:
        rows = [one for one in observed if one[0].language == language]
        lines.append(f"{language}: threshold, margin: of answers sent right | in scope answered | others answered")
        for threshold in THRESHOLDS:
            for margin in MARGINS:
                lines.append(f"  {threshold:.2f} {margin:.2f}: {_line(rows, codes, threshold, margin)}")
    return "\n".join(lines)


def _line(rows: Sequence[Observed], codes: Mapping[str, str], threshold: float, margin: float) -> str:
    sent = [(row, codes[ranking[0][0]]) for row, ranking in rows if _sure(ranking, codes, threshold, margin)]
    right = Rate.of(code in row.right for row, code in sent)
    in_scope = sum(row.handling == "answer" for row, _ in rows)
    share = Rate(sum(row.handling == "answer" for row, _ in sent), in_scope)
    mistakes = Rate(sum(row.handling in ("search", "out_of_scope") for row, _ in sent), len(rows) - in_scope)
    return f"{right} | {share} | {mistakes}"


def _sure(ranking: list[tuple[str, float]], codes: Mapping[str, str], threshold: float, margin: float) -> bool:
    """Tell whether a coded answer of a business line would be sent."""
    if not ranking or not codes.get(ranking[0][0], "90").startswith(("05", "16")):
        return False
    second = ranking[1][1] if len(ranking) > 1 else 0.0
    return ranking[0][1] >= threshold and ranking[0][1] - second >= margin
