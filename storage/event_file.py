"""Broker → here ⇄ expiry and deletion. The file of events: lines are added by one process while another takes some out.

Taking out writes a new file beside the old one and puts it in its place. Whoever adds a line looks, under a lock,
whether its file is still the one of that name; so nothing is lost, and what stops halfway has changed nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

Event = dict[str, Any]


class EventFile:
    """Adds lines."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        _drop_left_over(path)
        self._path = path
        self._file = path.open("ab", buffering=0)

    def write(self, *lines: str) -> None:
        with _locked(self._path):
            if not _is_the_file_of_that_name(self._file, self._path):
                self._file.close()
                self._file = self._path.open("ab", buffering=0)
            self._file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))

    def close(self) -> None:
        self._file.close()


def events(path: Path) -> Iterator[Event]:
    """Yield the events of the file; lines that are none are passed over."""
    if path.exists():
        with path.open("rb") as file:
            yield from (event for line in file if (event := _event(line)) is not None)


def is_there(path: Path) -> bool:
    """Tell whether the file is there, or was: rotating takes it away until the next line, and leaves its lock."""
    return path.exists() or _lock_of(path).exists()


def take_out(path: Path, unwanted: Callable[[Event], bool]) -> int:
    """Remove the events that are `unwanted`; return how many. A line that is no event goes too."""
    new = _copy_of(path)
    if not path.exists() and not new.exists():
        return 0
    # One at a time. What an interrupted one has left goes in any case: the file itself may be another by now.
    with _locked(new):
        new.unlink(missing_ok=True)
        return _rewrite(path, new, unwanted) if path.exists() else 0


def _rewrite(path: Path, new: Path, unwanted: Callable[[Event], bool]) -> int:
    with path.open("rb") as old:
        if not any(_is_unwanted(line, unwanted) for line in old):
            return 0
        old.seek(0)
        with new.open("wb") as kept:
            taken = _copy(old, kept, unwanted)
            with _locked(path):
                taken += _copy(old, kept, unwanted)
                kept.flush()
                os.fsync(kept.fileno())
                os.chmod(new, path.stat().st_mode & 0o777)
                os.replace(new, path)
    return taken


def _drop_left_over(path: Path) -> None:
    new = _copy_of(path)
    if new.exists():
        try:
            with _locked(new, fcntl.LOCK_NB):
                new.unlink(missing_ok=True)
        except BlockingIOError:
            # Not left over: somebody writes it right now.
            return


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _copy(old: BinaryIO, kept: BinaryIO, unwanted: Callable[[Event], bool]) -> int:
    """Copy to the end of the file, or to a line that is being written; return how many lines were left out."""
    taken = 0
    while line := old.readline():
        if not line.endswith(b"\n"):
            old.seek(-len(line), os.SEEK_CUR)
            break
        if _is_unwanted(line, unwanted):
            taken += 1
        else:
            kept.write(line)
    return taken


def _is_unwanted(line: bytes, unwanted: Callable[[Event], bool]) -> bool:
    event = _event(line)
    return event is None or unwanted(event)


def _event(line: bytes) -> Event | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


@contextmanager
def _locked(path: Path, waiting: int = 0) -> Iterator[None]:
    """Hold the lock of a file: of a file beside it, which stays the same when the file is replaced."""
    with _lock_of(path).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | waiting)
        yield


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _is_the_file_of_that_name(file: BinaryIO, path: Path) -> bool:
    try:
        now, mine = path.stat(), os.fstat(file.fileno())
    except FileNotFoundError:
        return False
    return (now.st_ino, now.st_dev) == (mine.st_ino, mine.st_dev)
