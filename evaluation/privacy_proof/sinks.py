"""Everything that an installation wrote, by sink: its own folder, its temporary files, what it left elsewhere."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import settings

LARGEST_STRANGER = 20_000_000
"""Bytes of a file in the machine's temporary folder that may be somebody else's."""
_NOT_WRITTEN_BY_SERVING = frozenset((".git", ".venv", "node_modules", "__pycache__", "var", "results"))


@dataclass(frozen=True)
class Written:
    """A file, or the rows of a database, and the sink it counts for."""

    sink: str
    name: str
    content: bytes


def everything(root: Path, since: float, pids: Iterable[int] = ()) -> Iterator[Written]:
    """Yield what stands under `root`, deleted files that are open still, and what is newer than `since` elsewhere."""
    for path in _files(root):
        name = str(path.relative_to(root))
        sink = _sink(path, root)
        yield Written(sink, name, path.read_bytes())
        if path.suffix == ".db":
            yield Written(sink, f"{name} (rows)", b"\n".join(_rows(path)))
    yield from _deleted(pids)
    for sink, folder in (("machine's temporary files", Path(tempfile.gettempdir())), ("repository", settings.ROOT)):
        yield from _newer(sink, folder, since, root)


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change of each file, to compare."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in _files(folder)}


def _sink(path: Path, root: Path) -> str:
    name = path.name.removesuffix("-wal").removesuffix("-shm").removesuffix("-journal")
    parts = path.relative_to(root).parts
    if name.endswith((".db", ".log", ".jsonl")) and len(parts) <= 2:
        return name
    return {"tmp": "temporary files", "home": "home folder", "search": "search index"}.get(
        parts[0] if len(parts) > 1 and parts[0] != "var" else parts[min(1, len(parts) - 1)], "other files"
    )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _rows(path: Path) -> Iterator[bytes]:
    """Every value on a line of its own: in the file the one before may end in a letter."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in db.execute(f'SELECT * FROM "{table}"'):
                yield from (value if isinstance(value, bytes) else str(value).encode() for value in row)


def _deleted(pids: Iterable[int]) -> Iterator[Written]:
    """Files without a name that a process still holds; only who owns the process may look."""
    for pid in pids:
        folder = Path(f"/proc/{pid}/fd")
        try:
            links = [(link, os.readlink(link)) for link in folder.iterdir()]
            for link, target in links:
                if target.startswith("/") and target.endswith(" (deleted)") and not target.startswith("/dev"):
                    yield Written("deleted files", target, link.read_bytes())
        except OSError:
            continue


def _newer(sink: str, folder: Path, since: float, root: Path) -> Iterator[Written]:
    for path, _, names in os.walk(folder):
        here = Path(path)
        if here == root or root in here.parents or _NOT_WRITTEN_BY_SERVING.intersection(here.relative_to(folder).parts):
            continue
        for name in names:
            try:
                found = (here / name).stat()
                if found.st_mtime >= since and found.st_uid == os.getuid() and found.st_size <= LARGEST_STRANGER:
                    yield Written(sink, str(here / name), (here / name).read_bytes())
            except OSError:
                continue
