"""Files of messages to play, one JSON object a line (docs/quality.md): read, checked, written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

TEXT, TURNS = "text", "turns"


class RowInvalid(Exception):
    """A file or a line of it cannot be used; the message says which and why."""


def read_rows(path: Path, field: str) -> list[dict[str, Any]]:
    """Return the objects of a file, each with `id` and `field`; raises RowInvalid naming the line."""
    return [row for _, row in numbered_rows(path, field)]


def numbered_rows(path: Path, field: str) -> list[tuple[str, dict[str, Any]]]:
    """Return what `read_rows` does, each with its "file:line"."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise RowInvalid(f"{path} is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise RowInvalid(f"{path} cannot be read ({error.strerror})") from None
    places = [(f"{path}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip()]
    return [(where, _row(line, field, where)) for where, line in places]


def refuse_unwritable(path: Path, beside: Path) -> None:
    """Raise RowInvalid when results could not be written to `path`: better now than after an hour of playing."""
    if path.resolve() == beside.resolve():
        raise RowInvalid(f"{path} would be overwritten by the results; name another file for them")
    try:
        path.open("a", encoding="utf-8").close()
    except OSError as error:
        raise RowInvalid(f"{path} cannot be written ({error.strerror})") from None


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _row(line: str, field: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise RowInvalid(f"{where}: not JSON ({error}); one object a line is needed") from None
    if not isinstance(row, dict) or "id" not in row or field not in row:
        raise RowInvalid(f"{where}: 'id' and '{field}' are needed")
    if field == TEXT and not isinstance(row[TEXT], str):
        raise RowInvalid(f"{where}: 'text' is no string")
    if field == TURNS and not (isinstance(row[TURNS], list) and all(_is_turn(turn) for turn in row[TURNS])):
        raise RowInvalid(f"{where}: 'turns' is no list of strings and of {{\"choose\": 1}}, the first button")
    return row


def _is_turn(turn: object) -> bool:
    return isinstance(turn, str) or (
        isinstance(turn, dict) and set(turn) == {"choose"} and type(turn["choose"]) is int and turn["choose"] > 0
    )
