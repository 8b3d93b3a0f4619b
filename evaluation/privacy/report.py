"""What an engine found → here → the tables that are printed: rates with counts and Wilson intervals."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import Any

from evaluation.privacy.clean import Clean
from evaluation.privacy.messages import Message
from evaluation.privacy.scorer import Leak, leaks, ordinary_words_lost
from evaluation.scores import Rate


def show(engine: str, personal: Sequence[Message], clean: Sequence[Clean], run: dict[str, Any], errors: bool) -> None:
    """Print the figures of one engine."""
    spans = [[tuple(span) for span in found] for found in run["spans"]]
    fates = [leak for message, found in zip(personal, spans, strict=False) for leak in leaks(message, found)]
    changed = [(row, bool(found)) for row, found in zip(clean, spans[len(personal) :], strict=True)]
    print(f"\n## {engine}: {len(personal)} messages with {len(fates)} items, {len(clean)} clean messages")
    _leak_tables(fates)
    print("clean messages changed:", _percent(Rate.of(hit for _, hit in changed)))
    _by("  of", changed, lambda pair: pair[0].source, lambda pair: pair[1])
    _by("  in", changed, lambda pair: pair[0].language, lambda pair: pair[1])
    lost = [ordinary_words_lost(message, found) for message, found in zip(personal, spans, strict=False)]
    print("ordinary words lost beside data:", _percent(Rate(sum(a for a, _ in lost), sum(b for _, b in lost))))
    _cost(run)
    if errors:
        _errors(fates, changed, spans[len(personal) :])


def _leak_tables(fates: Sequence[Leak]) -> None:
    names = [leak for leak in fates if leak.item.kind == "PERSON"]
    others = [leak for leak in fates if leak.item.kind != "PERSON"]
    for title, chosen in (("all", fates), ("names", names), ("structured", others)):
        whole = sum(leak.whole for leak in chosen)
        print(f"leak, {title}: {_percent(Rate.of(leak.leaked for leak in chosen))}, whole {whole}")
    _by("  names in", names, lambda leak: leak.message.language, lambda leak: leak.leaked)
    _by("  names written", names, lambda leak: leak.message.style, lambda leak: leak.leaked)
    _by("  names as", names, lambda leak: leak.message.pattern, lambda leak: leak.leaked)
    _by("  names of", names, lambda leak: leak.message.origin, lambda leak: leak.leaked)
    _by("  kind", others, lambda leak: leak.item.kind, lambda leak: leak.leaked)


def _by(title: str, rows: Sequence[Any], group: Callable[[Any], str], hit: Callable[[Any], bool]) -> None:
    for name in sorted({group(row) for row in rows}):
        print(f"{title} {name}: {_percent(Rate.of(hit(row) for row in rows if group(row) == name))}")


def _percent(rate: Rate) -> str:
    low, high = rate.interval
    return f"{rate.value:.1%} ({rate.hits}/{rate.total}; {low:.1%} to {high:.1%})"


def _cost(run: dict[str, Any]) -> None:
    p50, p95 = statistics.median(run["ms"]), statistics.quantiles(run["ms"], n=20)[18]
    print(
        f"time: p50 {p50:.1f} ms, p95 {p95:.1f} ms; built in {run['build_s']:.1f} s;"
        f" memory added {run['build_mb']:.0f} MB, at the end {run['end_mb']:.0f} MB"
    )


def _errors(
    fates: Sequence[Leak], changed: Sequence[tuple[Clean, bool]], spans: Sequence[Sequence[tuple[int, int]]]
) -> None:
    for leak in fates:
        if leak.leaked:
            datum = leak.message.text[leak.item.start : leak.item.end]
            print(f"LEAK {leak.item.kind} [{datum}] in: {leak.message.text!r}")
    for (row, hit), found in zip(changed, spans, strict=True):
        if hit:
            print(f"OVER {[row.text[start:end] for start, end in found]} in: {row.text!r}")
