"""`python -m evaluation.ablation`: what each part of the pipeline brings, each trained and measured alone.

    config.yml less some of its parts → trained reader → ranks of the half "figure" → table in docs/quality.md

Every reader is a training of its own (minutes); results/ablation.json keeps them, `--only` does one again.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.paired import Pairs
from evaluation.quality import write_between
from evaluation.quiet import quiet
from evaluation.readers import cache_apart, config, trained
from evaluation.scores import LANGUAGES, Labelled, Rate, labelled
from evaluation.yardstick import Yardstick
from knowledge_base import RESPONSES, load_sources
from settings import ROOT

KEPT = ROOT / "results" / "ablation.json"
MARK = "ablation: python -m evaluation.ablation"
FOCUS, ENCODER = "nlu.message_focus.MessageFocus", "nlu.encoder_featurizer.EncoderFeaturizer"
LATENT, LINEAR = "nlu.latent_featurizer.LatentFeaturizer", "nlu.linear_classifier.LinearClassifier"
WORDS = "nlu.word_classifier.WordClassifier"
YARDSTICK = "yardstick"
READERS: Mapping[str, tuple[str, frozenset[str]]] = {
    "latent": ("linear reader, words and letters alone", frozenset({FOCUS, ENCODER, WORDS})),
    "encoder": ("linear reader, sentence encoder alone", frozenset({FOCUS, LATENT, WORDS})),
    "both": ("linear reader on both", frozenset({FOCUS, WORDS})),
    "words": ("and the word reader", frozenset({FOCUS})),
    "all": ("and message focus: config.yml", frozenset()),
}
"""Name → what it is, and the parts of config.yml that are left out."""
WHOLE_WEIGHT = 0.8
"""Of the message beside its asking sentences, for the yardstick; as in config.yml."""
Measured = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.ablation", description=__doc__)
    parser.add_argument(
        "--only", choices=[*READERS, YARDSTICK], help="measure one reader; the others stay as they were"
    )
    given = parser.parse_args(arguments)
    quiet()
    rows = [row for row in labelled(half="figure") if row.handling == "answer"]
    found: dict[str, Measured] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    with tempfile.TemporaryDirectory(prefix="quaid-ablation-") as folder, cache_apart(Path(folder)):
        for name in [given.only] if given.only else [YARDSTICK, *READERS]:
            print(f"{name} …", flush=True)
            found[name] = _yardstick(rows) if name == YARDSTICK else _reader(name, rows)
            KEPT.parent.mkdir(exist_ok=True)
            KEPT.write_text(json.dumps(found), encoding="utf-8")
    text = table(found, rows)
    print(text)
    write_between(MARK, text)
    return 0


def without(given: Mapping[str, Any], parts: frozenset[str]) -> dict[str, Any]:
    """Return the config less some of its components; a classifier that names its featurizers forgets them too."""
    pipeline = [dict(one) for one in given["pipeline"] if one["name"] not in parts]
    gone = {one.get("alias") for one in given["pipeline"] if one["name"] in parts}
    for one in pipeline:
        if "featurizers" in one:
            one["featurizers"] = [name for name in one["featurizers"] if name not in gone]
    return {**given, "pipeline": pipeline}


def table(found: Mapping[str, Measured], rows: Sequence[Labelled]) -> str:
    """Return what was measured as Markdown, with the difference from the yardstick on the same questions."""
    titles = {YARDSTICK: "linear yardstick", **{name: title for name, (title, _) in READERS.items()}}
    lines = [
        "| reader | first, English | first, French | first | among three | first, minus yardstick |",
        "|---|---|---|---|---|---|",
    ]
    for name, title in titles.items():
        if name in found:
            lines.append(f"| {title} | " + " | ".join(_cells(found[name], found.get(YARDSTICK), rows)) + " |")
    return "\n".join(lines)


def _cells(one: Measured, yardstick: Measured | None, rows: Sequence[Labelled]) -> list[str]:
    first = one["first"]
    groups = [[row for row in rows if row.language == language and row.id in first] for language in LANGUAGES]
    known = [row for row in rows if row.id in first]
    rates = [Rate.of(first[row.id] for row in group) for group in [*groups, known]]
    rates.append(Rate.of(one["three"][row.id] for row in known))
    gap = "–"
    if yardstick and one is not yardstick:
        both = [row.id for row in known if row.id in yardstick["first"]]
        gap = str(Pairs.of((first[name], yardstick["first"][name]) for name in both))
    return [*map(str, rates), gap]


def _reader(name: str, rows: Sequence[Labelled]) -> Measured:
    with trained(without(config(), READERS[name][1])) as reader:
        reads = reader.read([row.text for row in rows])
        ranked = [[intent for intent, _ in one.ranking[:3]] for one in reads]
        return _measured(rows, ranked)


def _yardstick(rows: Sequence[Labelled]) -> Measured:
    yardstick = Yardstick()
    return _measured(rows, [yardstick.rank(row.text, WHOLE_WEIGHT)[:3] for row in rows])


def _measured(rows: Sequence[Labelled], ranked: Sequence[Sequence[str]]) -> Measured:
    codes = {response.intent: response.code for response in load_sources(RESPONSES)}
    first, three = {}, {}
    for row, intents in zip(rows, ranked, strict=True):
        found = [codes.get(intent, "") for intent in intents]
        first[row.id] = found[:1] != [] and found[0] in row.right
        three[row.id] = bool(row.right & set(found))
    return {"first": first, "three": three}


if __name__ == "__main__":
    sys.exit(main())
