"""YAML file → plain values that remember their lines, so that every problem can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.reader import ReaderError

from knowledge_base.problems import Problem, shown

KeyPath = tuple[str | int, ...]

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


def read(path: Path) -> Located:
    """Read `path`. A file that cannot be parsed has the value None and says why in `problems`."""
    file = shown(path)
    try:
        # The parser that Rasa uses: the faster C one refuses texts with ? in {…} that Rasa reads.
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Located(file, None, {}, (Problem(file, line, f"is not YAML: {error.problem}", _READ_MEND),))
    except ReaderError as error:
        line = path.read_text(encoding="utf-8")[: error.position].count("\n") + 1
        what = f"holds a control character ({error.character!r})"
        return Located(file, None, {}, (Problem(file, line, what, "remove it"),))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Located(file, None, {}, (Problem(file, line, "is not UTF-8", "save the file as UTF-8"),))
    reader = _Reader(file)
    value = reader.value(node, ()) if node is not None else None
    return Located(file, value, reader.lines, tuple(reader.problems))


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
            here, line = (*at, key.value), key.start_mark.line + 1
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
