"""data/nlu/<language>/<line>/<sub-topic>.yml → example sentences, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.located_yaml import Located, read, yaml_files
from knowledge_base.problems import Problem
from knowledge_base.response import LANGUAGES

_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_RASAS_OTHERS = frozenset({"synonym", "regex", "lookup"})
_FORM = "write '- intent: name', then 'examples: |' and one '- ' line for each example"


@dataclass(frozen=True)
class Example:
    """What a client might write; `text` without slot annotations."""

    text: str
    intent: str
    language: str
    file: str
    line: int


@dataclass(frozen=True)
class IntentBlock:
    """The examples of one intent in one file; `place` is <line>/<sub-topic>."""

    intent: str
    language: str
    place: str
    file: str
    line: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class ExampleSources:
    """All blocks in file order, and what could not be read."""

    blocks: tuple[IntentBlock, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[tuple[str, str]] = frozenset()
    """Language and place of the files that could not be read."""


def read_examples(directory: Path) -> ExampleSources:
    """Read the examples of both languages below `directory`."""
    blocks: list[IntentBlock] = []
    problems: list[Problem] = []
    unread: set[tuple[str, str]] = set()
    for language in LANGUAGES:
        root = directory / language
        for path in yaml_files(root):
            source = read(path)
            problems += source.problems
            place = path.relative_to(root).with_suffix("").as_posix()
            if not isinstance(source.value, dict):
                unread.add((language, place))
            for index, entry in enumerate(_entries(source, problems)):
                if isinstance(entry, dict) and "intent" in entry:
                    blocks.append(_block(entry, source, index, language, place, problems))
                elif not (isinstance(entry, dict) and _RASAS_OTHERS.intersection(entry)):
                    problems.append(Problem(source.file, source.line("nlu", index), "is not an intent", _FORM))
    return ExampleSources(tuple(blocks), tuple(problems), frozenset(unread))


def _entries(source: Located, problems: list[Problem]) -> list[object]:
    entries = source.value.get("nlu") if isinstance(source.value, dict) else None
    if isinstance(entries, list):
        return entries
    if not source.problems:
        problems.append(Problem(source.file, 1, "holds no 'nlu:' list", _FORM))
    return []


def _block(
    entry: dict[str, object], source: Located, index: int, language: str, place: str, problems: list[Problem]
) -> IntentBlock:
    intent = str(entry["intent"])
    found: list[Example] = []
    for line, written in _written(entry.get("examples"), source, index):
        if not written.startswith("-") or not written[1:].strip():
            problems.append(Problem(source.file, line, f"is not an example of {intent}: {written[:40]}", _FORM))
            continue
        text = _ANNOTATION.sub(r"\1", written[1:]).strip()
        found.append(Example(text, intent, language, source.file, line))
    return IntentBlock(intent, language, place, source.file, source.line("nlu", index), tuple(found))


def _written(examples: object, source: Located, index: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of `examples` with their line numbers, whichever of Rasa's two forms is used."""
    if isinstance(examples, str):
        start = source.line("nlu", index, "examples") + 1
        for offset, line in enumerate(examples.splitlines()):
            if line.strip():
                yield start + offset, line.strip()
    elif isinstance(examples, list):
        for number, item in enumerate(examples):
            text = item.get("text") if isinstance(item, dict) else item
            at = source.line("nlu", index, "examples", number)
            yield at, "- " + str(text or "").strip().removeprefix("- ")
