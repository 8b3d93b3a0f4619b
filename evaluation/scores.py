"""Labelled questions and what came of them → rates with counts and Wilson 95 % intervals."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).with_name("questions")
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Labelled:
    """An evaluation question: `half` is "choose" (thresholds) or "figure" (what is reported)."""

    id: str
    language: str
    text: str
    handling: str
    """answer, clarify, search, handoff or out_of_scope."""
    right: frozenset[str]
    """Codes that answer it; empty where no coded answer does."""
    half: str
    code: str = ""
    """The best of the right ones; its first two digits are the business line."""
    twin: str = ""
    """Of a French question: the English one that it translates."""

    @property
    def line(self) -> str:
        return self.code[:2]


@dataclass(frozen=True)
class Rate:
    """`hits` of `total`, with the Wilson score interval (Wilson 1927) at 95 %."""

    hits: int
    total: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Rate:
        found = list(outcomes)
        return cls(sum(found), len(found))

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.959964, self.total, self.value
        center = (p + z * z / (2 * n)) / (1 + z * z / n)
        spread = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, center - spread), min(1.0, center + spread)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.2f} ({self.hits}/{self.total}; {low:.2f}–{high:.2f})"


def labelled(directory: Path = QUESTIONS, half: str | None = None) -> list[Labelled]:
    """Read the evaluation questions, of one half or of both."""
    found = []
    for language in LANGUAGES:
        for line in (directory / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            right = frozenset(code for code in (row.get("code"), *row.get("also", [])) if code)
            code, twin = row.get("code") or "", row.get("twin") or ""
            found.append(Labelled(row["id"], language, row["text"], row["handling"], right, row["half"], code, twin))
    return [row for row in found if half in (None, row.half)]
