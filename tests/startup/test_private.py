"""What an earlier start left readable by others."""

from pathlib import Path

from settings import Settings
from startup.private import close_to_others


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_files_of_an_installation_from_before_are_closed_and_no_others(given: Settings) -> None:
    """VAR_DIR may be a folder that other things live in too."""
    given.var_dir.chmod(0o755)
    ours = [given.var_dir / name for name in ("door.db", "door.db-wal", "tickets.db", "events.jsonl", "endpoints.yml")]
    theirs = given.var_dir / "notes.txt"
    for path in (*ours, theirs):
        path.touch()
        path.chmod(0o644)

    close_to_others(given)

    assert {mode(path) for path in ours} == {0o600}
    assert (mode(theirs), mode(given.var_dir)) == (0o644, 0o755)
