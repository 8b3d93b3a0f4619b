"""Coverage: every intent that is answered has examples in both languages, filed where its answer is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from knowledge_base.lint.examples import ExampleSources, IntentBlock
from knowledge_base.problems import Problem, shown
from knowledge_base.response import LANGUAGES, Response
from knowledge_base.taxonomy import Taxonomy

FEWEST_EXAMPLES = 15


def check_coverage(
    responses: Sequence[Response], taxonomy: Taxonomy, found: ExampleSources, directory: Path
) -> Iterator[Problem]:
    """Compare the examples with the responses and the two languages with each other."""
    wanted = {one.intent: f"{one.line}/{one.subtopic}" for one in responses if one.served}
    for step in taxonomy.steps:
        place = taxonomy.place_of(step.code)
        if step.intent is not None and place is not None:
            wanted[step.intent] = f"{place.line}/{place.slug}"
    for name in taxonomy.intents_without_examples:
        wanted.pop(name, None)
    for intent, where in wanted.items():
        for language in LANGUAGES:
            blocks = [block for block in found.blocks if (block.intent, block.language) == (intent, language)]
            yield from _of_intent(intent, where, blocks, directory / language / f"{where}.yml")
    known = {response.intent for response in responses} | set(wanted)
    yield from _unknown(found, known, set(taxonomy.intents_without_examples))
    yield from _out_of_step(found, directory)


def _of_intent(intent: str, place: str, blocks: list[IntentBlock], path: Path) -> Iterator[Problem]:
    if not blocks:
        mend = f"add '- intent: {intent}' with at least {FEWEST_EXAMPLES} examples"
        yield Problem(shown(path), 1, f"no examples of {intent}", mend)
        return
    for block in blocks:
        if block.place != place:
            what = f"{intent} is filed under {block.place}, its code under {place}"
            yield Problem(block.file, block.line, what, f"move it to {shown(path)}")
    for block in blocks[1:]:
        mend = "put all examples of an intent in one place"
        yield Problem(block.file, block.line, f"{intent} has examples at {blocks[0].file} already", mend)
    count = sum(len(block.examples) for block in blocks)
    if count < FEWEST_EXAMPLES:
        what = f"{intent} has {count} examples"
        yield Problem(blocks[0].file, blocks[0].line, what, f"write at least {FEWEST_EXAMPLES}")


def _unknown(found: ExampleSources, known: set[str], without: set[str]) -> Iterator[Problem]:
    for block in found.blocks:
        if block.intent in without:
            what = f"{block.intent} is never predicted from a text (taxonomy.yml)"
            yield Problem(block.file, block.line, what, "remove its examples")
        elif block.intent not in known:
            mend = "add its response, or a step in taxonomy.yml, or correct the name"
            yield Problem(block.file, block.line, f"no response and no step has the intent {block.intent}", mend)


def _out_of_step(found: ExampleSources, directory: Path) -> Iterator[Problem]:
    """Find files whose intents are not the same, in the same order, in both languages."""
    for place in sorted({block.place for block in found.blocks}):
        english, french = (
            [block for block in found.blocks if (block.place, block.language) == (place, language)]
            for language in LANGUAGES
        )
        for one, other in zip_longest(english, french):
            if one is None or other is None or one.intent != other.intent:
                here = one or other
                missing = shown(directory / LANGUAGES[1 if one else 0] / f"{place}.yml")
                what = f"{here.intent} is not at the same place in {missing}"
                if one and other:
                    what += f" (there: {other.intent})"
                mend = "list the same intents in the same order in both languages"
                yield Problem(here.file, here.line, what, mend)
                break
