"""brains/<brain>/<language>/*.yml beside data/nlu: what one channel's public adds teaches known intents only, in both
languages, and nothing that data/nlu says already (docs/decisions/0013)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from knowledge_base.lint.examples import ExampleSources, IntentBlock, read_examples
from knowledge_base.lint.likeness import check_likeness
from knowledge_base.problems import Problem, shown
from knowledge_base.response import LANGUAGES

FEWEST_OF_A_BRAIN = 15
"""Of a language, all intents together: fewer make no difference between two brains."""


def check_brains(shared: ExampleSources, brains: Path) -> Iterator[Problem]:
    """Compare each brain's own examples with those that all brains share, and its two languages with each other."""
    for directory in sorted(path for path in brains.glob("*") if path.is_dir()):
        own = read_examples(directory)
        yield from own.problems
        yield from _unknown(own, {block.intent for block in shared.blocks})
        yield from _out_of_step(own, directory)
        files = {block.file for block in own.blocks}
        together = ExampleSources((*shared.blocks, *own.blocks), ())
        yield from (problem for problem in check_likeness(together) if problem.file in files)


def _unknown(own: ExampleSources, known: set[str]) -> Iterator[Problem]:
    for block in own.blocks:
        if block.intent not in known:
            mend = "write its shared examples in data/nlu first, or correct the name"
            yield Problem(block.file, block.line, f"data/nlu has no examples of {block.intent}", mend)


def _out_of_step(own: ExampleSources, directory: Path) -> Iterator[Problem]:
    english, french = ([block for block in own.blocks if block.language == language] for language in LANGUAGES)
    for language, blocks in zip(LANGUAGES, (english, french), strict=True):
        count = sum(len(block.examples) for block in blocks)
        if count < FEWEST_OF_A_BRAIN:
            what = f"the brain has {count} examples in this language"
            yield Problem(shown(directory / language), 1, what, f"write at least {FEWEST_OF_A_BRAIN}")
    for one, other in zip_longest(english, french):
        here: IntentBlock | None = one or other
        if here and (one is None or other is None or one.intent != other.intent):
            mend = "list the same intents in the same order in both languages"
            yield Problem(here.file, here.line, f"{here.intent} is not at the same place in the other language", mend)
            return
