"""YAML file → plain values that remember their lines, so that every problem can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from knowledge_base.problems import Problem, shown

KeyPath = tuple[str | int, ...]

_ENTRY = re.compile(r"^- ", re.MULTILINE)
_READ_MEND = "indent with spaces, and put texts that hold ': ' or ' #' in double quotes"


@dataclass(frozen=True)
class Located:
    """The content of one file. `lines` gives the line of each key or item by its path from the top."""

    file: str
    value: object
    lines: dict[KeyPath, int] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def line(self, *path: str | int) -> int:
        """Return the line of `path`, or of its nearest parent that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def lines_below(self, *path: str | int) -> dict[str, int]:
        """Return the line of everything below `path`, by dotted names that begin there."""
        depth = len(path)
        below = ((at[depth:], line) for at, line in self.lines.items() if at[:depth] == path and len(at) > depth)
        return {".".join(map(str, names)): line for names, line in below}


def read(path: Path) -> Located:
    """Read `path`. A file that cannot be parsed has the value None and says why in `problems`."""
    file = shown(path)
    try:
        return parse(path.read_text(encoding="utf-8"), file)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unread(Problem(file, line, "is not UTF-8", "save the file as UTF-8"))
    except OSError as error:
        return _unread(Problem(file, 1, f"cannot be read: {error.strerror}", "put a readable file here, or remove it"))


def parse(text: str, file: str) -> Located:
    """Read `text`, which stands in `file` or is to."""
    reader = _Reader(file)
    try:
        node = _compose(text)
        value = reader.value(node, ()) if node is not None else None
    except RecursionError:
        return _unread(Problem(file, 1, "nests without end", "remove the anchors (&) and aliases (*)"))
    except YAMLError as error:
        return _unread(*([*_of_each_entry(file, text)] or [_problem(file, error, text)]))
    return Located(file, value, reader.lines, tuple(reader.problems))


def _unread(*problems: Problem) -> Located:
    return Located(problems[0].file, None, {}, problems)


def _compose(text: str) -> Node | None:
    try:
        return YAML(typ="safe").compose(text)
    except YAMLError:
        # Six times slower, and the one Rasa uses: it reads texts with ? in {…} that the C parser refuses.
        return YAML(typ="safe", pure=True).compose(text)


def _of_each_entry(file: str, text: str) -> Iterator[Problem]:
    """Parse each entry of a broken file alone: a parser stops at the first fault, an author wants them all."""
    starts = [0, *(match.start() for match in _ENTRY.finditer(text) if match.start())]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        try:
            YAML(typ="safe", pure=True).compose(text[start:end])
        except YAMLError as error:
            yield _problem(file, error, text[start:end], text.count("\n", 0, start))


def _problem(file: str, error: YAMLError, text: str, before: int = 0) -> Problem:
    """Say what the parser found in `text`, which begins `before` lines below the top of the file."""
    if isinstance(error, ReaderError):
        line = text[: error.position].count("\n") + 1
        return Problem(file, before + line, f"holds a control character ({error.character!r})", "remove it")
    what, mark = "is not YAML", None
    if isinstance(error, MarkedYAMLError):
        # What was never closed is noticed at the end of the file, and to be mended where it begins.
        at_end = any(words in (error.problem or "") for words in ("end of stream", "<stream end>"))
        unclosed = at_end and error.context_mark is not None
        what, mark = f"{what}: {error.problem}", error.context_mark if unclosed else error.problem_mark
    line = min(mark.line, text.rstrip().count("\n")) if mark else 0
    return Problem(file, before + line + 1, what, _READ_MEND)


def yaml_files(directory: Path) -> Iterator[Path]:
    """Yield the YAML files below `directory` in a stable order."""
    return iter(sorted([*directory.rglob("*.yml"), *directory.rglob("*.yaml")]))


class _Reader:
    """Turns the nodes of one file into values and keeps where they stood."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: Node, at: KeyPath) -> object:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*at, index)) for index, item in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self._mapping(node, at)
        return _scalar(node)

    def _mapping(self, node: MappingNode, at: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, item in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self.problems.append(Problem(self.file, line, "holds a key that is not a word", _READ_MEND))
                continue
            here = (*at, key.value)
            if key.value in found:
                what = f"'{key.value}' is written twice"
                self.problems.append(Problem(self.file, line, what, "keep one of the two"))
            self.lines[here] = line
            found[key.value] = self.value(item, here)
        return found


def _scalar(node: Node) -> object:
    """Return text, number, truth or None; dates stay text, to be read where a date is expected."""
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return bool(node.value.lower() == "true")
    if kind == "int" and node.value.isdigit():
        return int(node.value)
    return str(node.value)
