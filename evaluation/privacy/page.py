"""`python -m evaluation.privacy.page`: the figures of docs/privacy.md, of two draws of the set apart.

two seeds → messages → masker (and, with `--beside`, stock Presidio) → tables between the marks of the page
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.privacy.__main__ import MESSAGES, program, run
from evaluation.privacy.clean import HARD, Clean, clean_messages
from evaluation.privacy.messages import Message, messages
from evaluation.privacy.scorer import Leak, leaks
from evaluation.privacy.unseen import unseen_messages
from evaluation.quality import write_between
from evaluation.scores import Rate
from settings import ROOT

PAGE = ROOT / "docs" / "privacy.md"
MARK = "privacy figures: python -m evaluation.privacy.page"
DRAWS = (7, 8)
"""Seeds of the set apart."""
FEW = 0.03
"""Groups of names that leak less are not listed one by one."""
PERSON = "PERSON"
LEAKS = ("all", "names", "structured")


@dataclass(frozen=True)
class Draw:
    """What one engine made of one draw."""

    fates: Sequence[Leak]
    changed: Sequence[bool]
    changed_hard: Sequence[bool]
    ms: Sequence[float]
    memory_mb: float

    def leak(self, of: str = "all") -> Rate:
        """Return the share of items that survived: "all", "names" or "structured"."""
        return Rate.of(
            fate.leaked for fate in self.fates if of == "all" or (fate.item.kind == PERSON) == (of == "names")
        )


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.privacy.page", description=__doc__)
    parser.add_argument("--beside", type=program, metavar="PYTHON", help="interpreter with Presidio and spaCy's models")
    given = parser.parse_args(arguments)
    clean = clean_messages("apart")
    ours = [_draw(seed, clean, "quaid", sys.executable) for seed in DRAWS]
    stock = _draw(DRAWS[0], clean, "stock", given.beside) if given.beside else None
    by_hand = _by_hand("quaid", sys.executable), _by_hand("stock", given.beside) if given.beside else None
    text = "\n\n".join((table(ours, stock), by_group(ours), by_kind(ours), unseen(*by_hand)))
    print(text)
    write_between(MARK, text, PAGE)
    return 0


def table(ours: Sequence[Draw], stock: Draw | None = None) -> str:
    """Return the rates of each draw, their mean, and stock Presidio's of the first draw, as Markdown."""
    columns = [*ours, *([stock] if stock else [])]
    heads = ["", "first draw", "second draw", *(["stock Presidio, first draw"] if stock else []), "mean of ours"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for what in LEAKS:
        mean = statistics.mean(draw.leak(what).value for draw in ours)
        lines.append(_line(f"leak, {what}", [percent(draw.leak(what)) for draw in columns], f"{mean:.1%}"))
    changed = [Rate.of(draw.changed) for draw in columns]
    lines.append(_line("clean messages changed", [percent(rate) for rate in changed], f"{changed[0].value:.1%}"))
    hard = [Rate.of(draw.changed_hard) for draw in columns]
    lines.append(_line("of these, hard cases", [percent(rate) for rate in hard], f"{hard[0].value:.1%}"))
    lines.append(_line("time, p50 / p95, ms", [_times(draw.ms) for draw in columns], ""))
    lines.append(_line("memory added, MB", [f"{draw.memory_mb:.0f}" for draw in columns], ""))
    return "\n".join(lines)


def by_group(draws: Sequence[Draw]) -> str:
    """Return how many names survived of each language and way of writing, and of the origins where most do."""
    names = [fate for draw in draws for fate in draw.fates if fate.item.kind == PERSON]
    kinds: list[tuple[str, Callable[[Leak], str]]] = [
        ("in", lambda fate: fate.message.language),
        ("written", lambda fate: fate.message.style),
        ("as", lambda fate: fate.message.pattern),
        ("of", lambda fate: fate.message.origin),
    ]
    lines = ["| names missed, both draws | |", "|---|---|"]
    for title, key in kinds:
        rates = _rates((key(fate), fate.leaked) for fate in names)
        listed = {name: rate for name, rate in rates.items() if title in ("in", "written") or rate.value >= FEW}
        lines += [f"| {title} {name.replace('_', ' ')} | {percent(rate)} |" for name, rate in listed.items()]
        rest = [rate for name, rate in rates.items() if name not in listed]
        if rest:
            most = max(rate.value for rate in rest)
            lines.append(f"| {title} each of {len(rest)} others | at most {most:.1%} |")
    return "\n".join(lines)


def by_kind(draws: Sequence[Draw]) -> str:
    """Return how many structured data survived of each kind."""
    found = _rates((fate.item.kind, fate.leaked) for draw in draws for fate in draw.fates if fate.item.kind != PERSON)
    lines = ["| structured data missed, both draws | |", "|---|---|"]
    lines += [f"| `{kind}` | {percent(rate)} |" for kind, rate in found.items() if rate.hits]
    none = ", ".join(f"`{kind}` ({rate.total})" for kind, rate in found.items() if not rate.hits)
    return "\n".join([*lines, f"| none of | {none} |"])


def unseen(ours: Draw, stock: Draw | None = None) -> str:
    """Return what survived in the messages written by hand."""
    columns = [ours, *([stock] if stock else [])]
    heads = ["written by hand, unseen", "Quaid", *(["stock Presidio"] if stock else [])]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    return "\n".join(
        [*lines, *(_line(f"leak, {what}", [percent(draw.leak(what)) for draw in columns]) for what in LEAKS)]
    )


def percent(rate: Rate) -> str:
    """Return a rate as the page has it: share, counts, 95 % interval."""
    low, high = rate.interval
    return f"{rate.value:.1%} ({rate.hits}/{rate.total}; {low:.1%}–{high:.1%})"


def _draw(seed: int, clean: Sequence[Clean], engine: str, python: str) -> Draw:
    return _run(engine, python, messages("apart", MESSAGES, seed), clean)


def _run(engine: str, python: str, personal: Sequence[Message], clean: Sequence[Clean]) -> Draw:
    texts = [(message.text, message.language) for message in personal] + [(row.text, row.language) for row in clean]
    found: dict[str, Any] = run(engine, python, texts)
    spans = [[tuple(span) for span in spans] for spans in found["spans"]]
    fates = [leak for message, at in zip(personal, spans, strict=False) for leak in leaks(message, at)]
    changed = [bool(at) for at in spans[len(personal) :]]
    hard = [one for row, one in zip(clean, changed, strict=True) if row.source == HARD]
    return Draw(fates, changed, hard, found["ms"], found["build_mb"])


def _by_hand(engine: str, python: str) -> Draw:
    return _run(engine, python, unseen_messages(), [])


def _rates(outcomes: Iterable[tuple[str, bool]]) -> dict[str, Rate]:
    """Return the rate of each group, the highest first."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for name, hit in outcomes:
        groups[name].append(hit)
    return dict(sorted(((name, Rate.of(hits)) for name, hits in groups.items()), key=lambda pair: -pair[1].value))


def _times(ms: Sequence[float]) -> str:
    return f"{statistics.median(ms):.1f} / {statistics.quantiles(ms, n=20)[18]:.1f}"


def _line(title: str, cells: Sequence[str], *more: str) -> str:
    return f"| {' | '.join((title, *cells, *more))} |"


if __name__ == "__main__":
    sys.exit(main())
