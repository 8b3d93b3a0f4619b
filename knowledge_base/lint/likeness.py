"""Likeness: no example under two intents, and none that says nothing new within one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from knowledge_base.lint.examples import Example, ExampleSources
from knowledge_base.problems import Problem

NEAR_WORDS = 0.85
"""Share of words in common from which two examples of an intent are near-duplicates."""

NEAR_LETTERS = 0.93
"""The same by spelling, for texts long enough that a typing error is not what they are there for."""

_SHORT = 25
_WORTH_COMPARING = 0.5
_NOT_A_WORD = re.compile(r"[^\w]+|_")


@dataclass(frozen=True)
class _Compared:
    example: Example
    text: str
    words: frozenset[tuple[str, int]]
    """Each with its how-many-eth occurrence, so that "bye bye" is not "bye"."""


def check_likeness(found: ExampleSources) -> Iterator[Problem]:
    """Find examples that would confuse the model or teach it nothing."""
    examples = [example for block in found.blocks for example in block.examples]
    yield from _under_two_intents(examples)
    groups: dict[tuple[str, str], list[_Compared]] = defaultdict(list)
    for example in examples:
        groups[example.intent, example.language].append(_compared(example))
    for group in groups.values():
        yield from _near_each_other(group)


def normalised(text: str) -> str:
    """Return `text` without case, punctuation and the variety of apostrophes."""
    return _NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _compared(example: Example) -> _Compared:
    text = normalised(example.text)
    words = text.split()
    return _Compared(example, text, frozenset((word, words[:at].count(word)) for at, word in enumerate(words)))


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def _under_two_intents(examples: Iterable[Example]) -> Iterator[Problem]:
    first: dict[str, Example] = {}
    for example in examples:
        key = _without_accents(normalised(example.text))
        earlier = first.setdefault(key, example)
        if earlier.intent != example.intent:
            what = f"'{example.text[:40]}' is an example of {example.intent} and, at {earlier.file}:{earlier.line}"
            mend = "keep it where a client who writes it is best answered"
            yield Problem(example.file, example.line, f"{what}, of {earlier.intent}", mend)


def _near_each_other(group: list[_Compared]) -> Iterator[Problem]:
    for one, other in combinations(group, 2):
        if _near(one, other):
            what = f"'{other.example.text[:40]}' nearly repeats line {one.example.line}"
            mend = f"write another way a client would ask ({other.example.intent})"
            yield Problem(other.example.file, other.example.line, what, mend)


def _near(one: _Compared, other: _Compared) -> bool:
    if one.text == other.text:
        return True
    shared = len(one.words & other.words) / (len(one.words | other.words) or 1)
    if shared >= NEAR_WORDS:
        return True
    if shared < _WORTH_COMPARING or min(len(one.text), len(other.text)) < _SHORT:
        return False
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    return matcher.quick_ratio() >= NEAR_LETTERS and matcher.ratio() >= NEAR_LETTERS
