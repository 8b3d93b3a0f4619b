"""Cross-validation of the training examples: each fold is read by a pipeline trained on the others.

Reported, not gated: with two folds a pipeline learns from half of the examples of each intent. Rasa's own command
(`rasa test nlu --cross-validation`) reads the training folds too and counts a clarifying question as a mistake; here
only held-out examples are read, and the ranking counts, as in the other figures.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rasa.nlu.test import drop_intents_below_freq
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLWriter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.model_selection import StratifiedKFold

from evaluation.quality import write_between
from evaluation.quiet import quiet
from evaluation.readers import EXAMPLES, cache_apart, config, trained
from evaluation.scores import LANGUAGES, Rate

MARK = "cross-validation: python -m evaluation.cross_validation"
SEED = 20261122
MOST_FOLDS = 15
"""Every intent has as many examples."""
Fold = tuple[TrainingData, dict[str, list[tuple[str, str]]]]
"""What is learnt, and the held-out (text, intent) of each language."""


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cross_validation", description=__doc__)
    parser.add_argument("--folds", type=_count, default=2, help="each costs a training (default: 2)")
    given = parser.parse_args(arguments)
    quiet()
    table = _table(given.folds)
    print(table)
    write_between(MARK, table)
    return 0


def _count(raw: str) -> int:
    if not raw.isdecimal() or not 2 <= int(raw) <= MOST_FOLDS:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number of folds from 2 to {MOST_FOLDS}")
    return int(raw)


def folds(count: int, directory: Path = EXAMPLES) -> Iterator[Fold]:
    """Yield the folds: every intent is spread evenly over them, in both languages."""
    data = {
        language: drop_intents_below_freq(load_data(str(directory / language)), cutoff=count) for language in LANGUAGES
    }
    cuts = {language: list(_cuts(part, count)) for language, part in data.items()}
    for number in range(count):
        learnt = TrainingData()
        held: dict[str, list[tuple[str, str]]] = {}
        for language, part in data.items():
            kept, out = cuts[language][number]
            learnt = learnt.merge(TrainingData(training_examples=[part.intent_examples[index] for index in kept]))
            examples = (part.intent_examples[index] for index in out)
            held[language] = [(example.get(TEXT), example.get(INTENT)) for example in examples]
        yield learnt, held


def _cuts(data: TrainingData, count: int) -> Iterator[tuple[list[int], list[int]]]:
    intents = [example.get(INTENT) for example in data.intent_examples]
    for kept, out in StratifiedKFold(count, shuffle=True, random_state=SEED).split(intents, intents):
        yield list(kept), list(out)


def _table(count: int) -> str:
    first: dict[str, list[bool]] = defaultdict(list)
    three: dict[str, list[bool]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="quaid-folds-") as folder, cache_apart(Path(folder) / "cache"):
        for number, (learnt, held) in enumerate(folds(count), start=1):
            print(f"fold {number} of {count}: {len(learnt.intent_examples)} examples to learn", flush=True)
            path = Path(folder) / f"fold-{number}.yml"
            RasaYAMLWriter().dump(path, learnt)
            with trained(config(), path) as reader:
                for language, examples in held.items():
                    reads = reader.read([text for text, _ in examples])
                    for (_, intent), one in zip(examples, reads, strict=True):
                        names = [name for name, _ in one.ranking[:3]]
                        first[language].append(names[:1] == [intent])
                        three[language].append(intent in names)
    lines = [f"| held-out examples, {count} folds | English | French | both |", "|---|---|---|---|"]
    for title, found in (("right intent first", first), ("right intent among three", three)):
        groups = [*(found[language] for language in LANGUAGES), [hit for hits in found.values() for hit in hits]]
        rates = [Rate.of(group) for group in groups]
        lines.append(f"| {title} | " + " | ".join(map(str, rates)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
