"""What an earlier start left readable by others is closed to them."""

from __future__ import annotations

import contextlib
from pathlib import Path

from settings import ROOT, Settings

OWN_NAMES = ("*.db", "*.db-wal", "*.db-shm", "*.jsonl", "endpoints.yml")


def close_to_others(given: Settings) -> None:
    """Take from group and others what they may do with our files in `VAR_DIR`.

    The folder itself only where it is the repository's own: who sets another may keep other things in it.
    """
    ours = [path for pattern in OWN_NAMES for path in given.var_dir.glob(pattern)]
    for path in [*ours, *([given.var_dir] if given.var_dir == ROOT / "var" else [])]:
        _close(path)


def _close(path: Path) -> None:
    # Another user's file is theirs to close; a log of SQLite may be gone by now.
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        if mode & 0o077:
            path.chmod(mode & 0o700)
