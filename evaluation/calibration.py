"""Chances that the model gave → how often it was right: the reliability diagram and the calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from evaluation.observed import Observed
from evaluation.scores import LANGUAGES, Rate

BINS = 10
NAMES = {"en": "English", "fr": "French"}
COLOURS = {"en": "#1f4e79", "fr": "#b3541e"}


@dataclass(frozen=True)
class Bin:
    """Messages whose likeliest intent got about the same chance: the mean chance, and how many were right."""

    chance: float
    right: Rate


def bins(observed: Sequence[Observed]) -> list[Bin]:
    """Return the bins that hold a message, of equal width between 0 and 1."""
    groups: list[list[Observed]] = [[] for _ in range(BINS)]
    for one in observed:
        if one.ranked:
            groups[min(BINS - 1, int(one.ranked[0][1] * BINS))].append(one)
    return [
        Bin(sum(one.ranked[0][1] for one in group) / len(group), Rate.of(one.first_right for one in group))
        for group in groups
        if group
    ]


def calibration_error(observed: Sequence[Observed]) -> float:
    """Return the expected calibration error: the mean gap of the bins, weighted by their messages."""
    found = bins(observed)
    total = sum(one.right.total for one in found)
    return sum(abs(one.chance - one.right.value) * one.right.total for one in found) / total if total else 0.0


def draw(observed: Sequence[Observed], path: Path) -> None:
    """Write the diagram: the same figures give the same bytes."""
    with matplotlib.rc_context({"svg.hashsalt": "quaid", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(5.2, 5.0), tight_layout=True)
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.plot([0, 1], [0, 1], color="#777777", linewidth=1, linestyle="--", label="as sure as right")
        for shift, language in zip((-0.006, 0.006), LANGUAGES, strict=True):
            group = [one for one in observed if one.row.language == language]
            _curve(axes, bins(group), shift, language, calibration_error(group))
        axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
        axes.set_xlabel("mean chance given to the likeliest intent")
        axes.set_ylabel("share of messages where it was right")
        axes.legend(loc="lower right", frameon=False)
        figure.savefig(path, format="svg", metadata={"Date": None, "Title": "Reliability of the chances"})
    # The writer leaves spaces at the ends of lines; an editor that strips them would change the file.
    # Readers without matplotlib's own font would else see one with serifs.
    lines = path.read_text(encoding="utf-8").replace("'DejaVu Sans'", "'DejaVu Sans', sans-serif").splitlines()
    path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


def _curve(axes: matplotlib.axes.Axes, found: Sequence[Bin], shift: float, language: str, error: float) -> None:
    shares = [one.right.value for one in found]
    below = [max(0.0, one.right.value - one.right.interval[0]) for one in found]
    above = [max(0.0, one.right.interval[1] - one.right.value) for one in found]
    axes.errorbar(
        # Side by side, so that the bars of both languages can be read.
        [one.chance + shift for one in found],
        shares,
        yerr=[below, above],
        marker="o",
        markersize=4,
        capsize=2,
        linewidth=1.2,
        color=COLOURS[language],
        label=f"{NAMES[language]} (calibration error {error:.3f})",
    )
