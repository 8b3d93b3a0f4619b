"""`python -m privacy.names.train`: lists, templates and our own content → names.crfsuite. About four minutes.

The clean questions come from the knowledge base and from half of the training examples of the assistant: the
other half measures over-masking (evaluation/privacy). The same inputs and seed give the same model. What it was made
from is written beside it: a test says when that has changed (made_from.py).
"""

from __future__ import annotations

import argparse
import random
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycrfsuite
import regex
import yaml

from privacy.names.features import features
from privacy.names.lexicon import Lexicon
from privacy.names.made_from import RECORD, current
from privacy.names.messages import Message, Writer
from privacy.names.name_lists import Names
from privacy.names.tagger import FIRST, MODEL, NEXT, OUTSIDE
from privacy.names.tokens import Token, tokens

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_261_122
WITH_NAMES, CLEAN = 22_000, 12_000
"""Messages of each language; our own questions come once more as they are, as many as clean ones at most."""
_LONG = 160
"""Longer texts are learnt from sentence by sentence."""
_SENTENCE_END = regex.compile(r"(?<=[.!?])\s+")
HIDDEN_OF = 3
"""One name in so many passes for unlisted."""
PARAMETERS = {
    "c1": 0.08,
    "c2": 0.01,
    "max_iterations": 110,
    "feature.minfreq": 3,
    "feature.possible_transitions": True,
}


def main(arguments: list[str] | None = None) -> int:
    """Train and write the model; returns the exit code."""
    argparse.ArgumentParser(prog="python -m privacy.names.train", description=__doc__).parse_args(arguments)
    lexicon = Lexicon.load()
    hidden = frozenset(
        name for name in lexicon.given | lexicon.family | lexicon.rare if zlib.crc32(name.encode()) % HIDDEN_OF == 0
    )
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for message in messages(lexicon):
        found = tokens(message.text)
        if found:
            trainer.append(features(found, lexicon, hidden), labels(found, message.names))
    trainer.train(str(MODEL))
    RECORD.write_text(current(), encoding="utf-8")
    print(f"{MODEL.relative_to(ROOT)}: {MODEL.stat().st_size / 1e6:.2f} MB", file=sys.stderr)
    return 0


def messages(lexicon: Lexicon, seed: int = SEED, each: tuple[int, int] = (WITH_NAMES, CLEAN)) -> Iterator[Message]:
    """Return the messages to learn from, of both languages."""
    names = Names.read(lexicon)
    for language in ("en", "fr"):
        chance = random.Random(f"{seed} {language}")  # noqa: S311  (nothing secret)
        questions = clean_questions(language)
        writer = Writer(chance, language, names, lexicon, questions)
        yield from (writer.message() for _ in range(each[0]))
        yield from (writer.clean() for _ in range(each[1]))
        yield from (Message(text, ()) for text in chance.sample(questions, min(len(questions), each[1])))


def labels(found: list[Token], names: tuple[tuple[int, int], ...]) -> list[str]:
    """Return the label of each token: the first and further ones of a name, and what is none."""
    result, inside = [], None
    for token in found:
        # A name whose apostrophe was forgotten goes beyond it: "oguzs file".
        name = next((name for name in names if name[0] <= token.start < name[1]), None)
        if name is None or token.kind not in ("word", "elided"):
            result.append(OUTSIDE if name is None else NEXT)
        else:
            result.append(NEXT if inside == name else FIRST)
        inside = name
    return result


def clean_questions(language: str) -> list[str]:
    """Return our own questions, the sentences of our answers, and the half of the examples to learn from."""
    found = []
    for path in sorted((ROOT / "knowledge_base" / "responses").rglob("*.yml")):
        for response in yaml.safe_load(path.read_text(encoding="utf-8")):
            found += [response["question"][language], *response["answer"][language].split("\n")]
    found += [example for example in examples(language) if to_learn_from(example)]
    pieces = (piece for text in found for piece in ([text] if len(text) < _LONG else _SENTENCE_END.split(text)))
    return [piece for piece in pieces if piece.strip()]


def to_learn_from(example: str) -> bool:
    """Return whether an example is of the half that the tagger learns from."""
    return zlib.crc32(example.encode()) % 2 == 0


def examples(language: str, directory: Path = ROOT / "data" / "nlu") -> Iterator[str]:
    """Return the training examples of the assistant in a language."""
    for path in sorted((directory / language).rglob("*.yml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            yield from (line.removeprefix("- ") for line in block.get("examples", "").splitlines())


if __name__ == "__main__":
    sys.exit(main())
