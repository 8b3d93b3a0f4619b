"""Likeness: no example under two intents, and none that says nothing new within one.

Within an intent an example is refused when hardly a word differs from another's, or when a long run of
words was copied: such examples are made from a template and teach the template. Under two intents only
what means the same is refused (word order, articles, courtesies, spelling aside): there, one word may be
what tells the intents apart.
"""

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

WORDS_A_CHANGE = 8
"""One word changed, added or left out in this many is the same sentence again."""

COPIED_RUN = {"within": 10, "across": 12}
"""So many words in a row were copied, within an intent or across two."""

_SHORT = 25
_FEWEST_TO_MEAN = 3
_WORTH_COMPARING = 0.5
_NOT_A_WORD = re.compile(r"[^\w]+|_")
_VOWELS = re.compile(r"(?<=.)[aeiouy]+")
_REPEATED = re.compile(r"(.)\1+")
_COURTESIES = """
    a an the please pls plz hi hello hey thanks thx
    l le la les d de du des un une bonjour bonsoir salut merci svp stp s il vous plait
"""
_SAYS_NOTHING = frozenset(_COURTESIES.split())


@dataclass(frozen=True)
class _Compared:
    example: Example
    text: str
    words: tuple[str, ...]
    """Without accents."""
    counted: frozenset[tuple[str, int]]
    """Each with its how-many-eth occurrence, so that "bye bye" is not "bye"."""


def check_likeness(found: ExampleSources) -> Iterator[Problem]:
    """Find examples that would confuse the model or teach it nothing."""
    examples = [_compared(example) for block in found.blocks for example in block.examples]
    yield from _under_two_intents(examples)
    groups: dict[tuple[str, str], list[_Compared]] = defaultdict(list)
    for example in examples:
        groups[example.example.intent, example.example.language].append(example)
    for group in groups.values():
        yield from _near_each_other(group)


def normalised(text: str) -> str:
    """Return `text` without case, punctuation and the variety of apostrophes."""
    return _NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _compared(example: Example) -> _Compared:
    text = normalised(example.text)
    words = tuple(_without_accents(text).split())
    # Where there are few words, one without its accents is another way to write it that clients do use.
    weighed = words if len(text) >= _SHORT else tuple(text.split())
    counted = frozenset((word, weighed[:at].count(word)) for at, word in enumerate(weighed))
    return _Compared(example, text, words, counted)


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def _under_two_intents(examples: Iterable[_Compared]) -> Iterator[Problem]:
    """Find the same text, the same meaning in other words, or the same story, told under two intents."""
    first: dict[object, Example] = {}
    for compared in examples:
        example = compared.example
        for key, how in _keys(compared):
            earlier = first.setdefault(key, example)
            if earlier.intent != example.intent:
                what = f"'{example.text[:40]}' is {how} of {example.intent} and, at {earlier.file}:{earlier.line}"
                mend = "keep it where a client who writes it is best answered"
                yield Problem(example.file, example.line, f"{what}, of {earlier.intent}", mend)
                break


def _keys(compared: _Compared) -> Iterator[tuple[object, str]]:
    """Yield what two examples of different intents must not have in common."""
    yield " ".join(compared.words), "an example"
    language = compared.example.language
    meaning = sorted(_skeleton(word) for word in compared.words if word not in _SAYS_NOTHING)
    if len(meaning) >= _FEWEST_TO_MEAN:
        yield (language, *meaning), "nearly an example"
    length = COPIED_RUN["across"]
    for start in range(len(compared.words) - length + 1):
        yield (language, "run", *compared.words[start : start + length]), "in part a copy"


def _skeleton(word: str) -> str:
    """Return what most typing errors leave of a word: its first letter and its consonants."""
    return _REPEATED.sub(r"\1", _VOWELS.sub("", word))


def _near_each_other(group: list[_Compared]) -> Iterator[Problem]:
    for one, other in combinations(group, 2):
        if _near(one, other):
            what = f"'{other.example.text[:40]}' nearly repeats line {one.example.line}"
            mend = f"write another way a client would ask ({other.example.intent})"
            yield Problem(other.example.file, other.example.line, what, mend)


def _near(one: _Compared, other: _Compared) -> bool:
    if one.text == other.text:
        return True
    common = len(one.counted & other.counted)
    shared = common / (len(one.counted | other.counted) or 1)
    if shared >= NEAR_WORDS:
        return True
    if min(len(one.text), len(other.text)) < _SHORT:
        return False
    if common >= COPIED_RUN["within"] and _copied(one.words, other.words):
        return True
    if shared < _WORTH_COMPARING:
        return False
    if _changes(one.words, other.words) <= min(len(one.words), len(other.words)) // WORDS_A_CHANGE:
        return True
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    return matcher.quick_ratio() >= NEAR_LETTERS and matcher.ratio() >= NEAR_LETTERS


def _copied(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    length = COPIED_RUN["within"]
    runs = {one[start : start + length] for start in range(len(one) - length + 1)}
    return any(other[start : start + length] in runs for start in range(len(other) - length + 1))


def _changes(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many words to change, add or leave out to make one of the other (Levenshtein's distance)."""
    row = list(range(len(other) + 1))
    for count, word in enumerate(one, 1):
        above, row[0] = row[0], count
        for at, another in enumerate(other, 1):
            above, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, above + (word != another))
    return row[-1]
