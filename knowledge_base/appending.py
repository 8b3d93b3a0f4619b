"""New entries → the ends of existing YAML files, with every comment and line of their authors as it was.

What a file would hold is read back in memory before anything is written: it must be what it was, and the
new entry after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.located_yaml import parse, read
from knowledge_base.problems import KnowledgeInvalid, KnowledgeNotExtended, KnowledgeUnwritable, Problem, shown

_FIRST_ENTRY = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass(frozen=True)
class Addition:
    """What a file will hold, and the line on which the new part begins."""

    path: Path
    content: bytes
    line: int

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}"


def appended(path: Path, entry: str, *, head: str = "", between: str = "") -> Addition:
    """Return `path` with `entry` at its end, after `between`; a missing file begins with `head`.

    Raises KnowledgeInvalid when the file cannot be read, KnowledgeNotExtended when its form does not let an
    entry be put at its end.
    """
    if not path.exists():
        return Addition(path, (head + entry).encode(), head.count("\n") + 1)
    before = read(path)
    if before.problems:
        raise KnowledgeInvalid(before.problems)
    text = path.read_bytes().decode("utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    start = text + ("" if text.endswith("\n") else line_end) + between.replace("\n", line_end)
    first = _FIRST_ENTRY.search(text)
    indent = first[1] if first else ""
    added = "".join(f"{indent}{line}{line_end}" for line in entry.splitlines())
    after = parse(start + added, before.file)
    if _entries(after.value) != _entries(before.value) + _entries(parse(entry, "").value):
        what = "an entry cannot be put at its end"
        mend = "write the list at the end of the file, one '- ' entry below another"
        raise KnowledgeNotExtended([Problem(before.file, before.line(), what, mend)])
    return Addition(path, (start + added).encode(), start.count("\n") + 1)


def _entries(value: object) -> list[object]:
    """Return the list a file of responses is, or that a file of examples holds."""
    found = value.get("nlu") if isinstance(value, dict) else value
    return found if isinstance(found, list) else []


def write_all(additions: Sequence[Addition]) -> None:
    """Write every file or none; raises KnowledgeUnwritable."""
    before = {one.path: one.path.read_bytes() if one.path.exists() else None for one in additions}
    try:
        for one in additions:
            one.path.parent.mkdir(parents=True, exist_ok=True)
            one.path.write_bytes(one.content)
    except OSError as error:
        for path, content in before.items():
            with suppress(OSError):  # what could not be written needs no undoing
                if content is not None:
                    path.write_bytes(content)
                else:
                    path.unlink()
        what = f"{shown(Path(error.filename or '.'))}: cannot be written: {error.strerror}"
        raise KnowledgeUnwritable(f"{what}; nothing was added: make it writable and try again") from error
