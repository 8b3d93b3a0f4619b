"""Coverage: every intent that is answered has examples in both languages, filed where its answer is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from knowledge_base.lint.examples import ExampleSources, IntentBlock
from knowledge_base.loader import Sources
from knowledge_base.problems import Problem, shown
from knowledge_base.response import LANGUAGES, Response
from knowledge_base.taxonomy import Taxonomy

FEWEST_EXAMPLES = 15

_Blocks = dict[tuple[str, str], list[IntentBlock]]


def check_coverage(sources: Sources, taxonomy: Taxonomy, found: ExampleSources, directory: Path) -> Iterator[Problem]:
    """Compare the examples with the responses and the two languages with each other.

    What stands in a file that could not be read is not said to be missing: that file is mended first.
    """
    places = _places(sources, taxonomy)
    blocks: _Blocks = defaultdict(list)
    for block in found.blocks:
        blocks[block.intent, block.language].append(block)
    for intent, place in places.items():
        for language in LANGUAGES:
            here = blocks[intent, language]
            if here:
                yield from _of_intent(intent, place, here, directory / language / f"{place}.yml")
            elif (language, place) not in found.unread:
                mend = f"add '- intent: {intent}' with at least {FEWEST_EXAMPLES} examples"
                yield Problem(shown(directory / language / f"{place}.yml"), 1, f"no examples of {intent}", mend)
    yield from _unwanted(sources, set(places), taxonomy, found)
    yield from _out_of_step(found, directory)


def _places(sources: Sources, taxonomy: Taxonomy) -> dict[str, str]:
    """Return the intents that a client's words may lead to, each with the place of its answer."""
    wanted = {one.intent: one.place for one in sources.legible if one.served and _is_plain(one)}
    for step in taxonomy.steps:
        place = taxonomy.place_of(step.code)
        if step.intent is not None and place is not None:
            wanted[step.intent] = f"{place.line}/{place.slug}"
    return {name: place for name, place in wanted.items() if name not in taxonomy.intents_without_examples}


def _is_plain(response: Response) -> bool:
    """Whether it can be read which intent has the response, and whether clients are served with it."""
    return not response.is_faulty("intent") and not response.is_faulty("status")


def _of_intent(intent: str, place: str, blocks: list[IntentBlock], path: Path) -> Iterator[Problem]:
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


def _unwanted(sources: Sources, wanted: set[str], taxonomy: Taxonomy, found: ExampleSources) -> Iterator[Problem]:
    """Find examples that would train an intent which nothing answers."""
    statuses = {one.intent: "unread" if one.is_faulty("status") else one.status for one in sources.legible}
    for block in found.blocks:
        status = statuses.get(block.intent)
        if block.intent in taxonomy.intents_without_examples:
            what = f"{block.intent} is never predicted from a text (taxonomy.yml)"
            yield Problem(block.file, block.line, what, "remove its examples")
        elif block.intent in wanted:
            continue
        elif status == "draft":
            yield _of_draft(block)
        elif status == "retired":
            mend = "move those that still help to the intent that took its place, and remove the block"
            yield Problem(block.file, block.line, f"{block.intent} is retired: nobody answers these examples", mend)
        elif status is None and block.place not in sources.unread:
            mend = "add its response, or a step in taxonomy.yml, or correct the name"
            yield Problem(block.file, block.line, f"no response and no step has the intent {block.intent}", mend)


def _of_draft(block: IntentBlock) -> Problem:
    if block.examples:
        what = f"{block.intent} is a draft: its examples would train an intent that nobody answers"
        mend = "when someone else has read the answer, write 'status: reviewed'; until then remove the block"
        return Problem(block.file, block.line, what, mend)
    mend = f"write at least {FEWEST_EXAMPLES}; as long as the answer stays a draft, leave the block out"
    return Problem(block.file, block.line, f"{block.intent} has 0 examples", mend)


def _out_of_step(found: ExampleSources, directory: Path) -> Iterator[Problem]:
    """Find files whose intents are not the same, in the same order, in both languages."""
    by_file: _Blocks = defaultdict(list)
    for block in found.blocks:
        by_file[block.place, block.language].append(block)
    unread = {place for _, place in found.unread}
    for place in sorted({block.place for block in found.blocks} - unread):
        english, french = (by_file[place, language] for language in LANGUAGES)
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
