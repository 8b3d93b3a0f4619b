"""The files a model is made from → digests of them, and the time of their last change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# All that a response gives to training (nlu/importer.py): its words may change without a new model.
_OF_A_RESPONSE = re.compile(rb"\b(?:intent|status)\s*:\s*[^\s,}]+")

SUFFIXES = (".yml", ".yaml")
CREDENTIALS = "credentials.yml"
"""In the folder of a brain: its channels, not its examples."""


@dataclass(frozen=True)
class MadeFrom:
    """Digests. `code` is of the components and of the packages: Rasa itself looks at a component's class alone."""

    texts: str
    code: str


def made_from(root: Path, brain: str = "") -> MadeFrom:
    """Return digests of the files as they are now; what a brain adds is its own."""
    texts, code = hashlib.sha256(), hashlib.sha256()
    for path in _texts(root, brain):
        content = path.read_bytes()
        if path.is_relative_to(root / "knowledge_base"):
            content = b"\n".join(_OF_A_RESPONSE.findall(content))
        texts.update(f"{path.relative_to(root).as_posix()} {hashlib.sha256(content).hexdigest()}\n".encode())
    for path in _code(root):
        code.update(f"{path.relative_to(root).as_posix()} {digest_of(path)}\n".encode())
    return MadeFrom(texts.hexdigest(), code.hexdigest())


def last_change(root: Path, brain: str = "") -> float:
    """Return when any of the files changed, came or went.

    A file's content changes its own times, its coming or going those of its folder; what `cp -p` sets back, the
    change time still tells.
    """
    times = [path.stat() for path in {*_texts(root, brain), *_code(root), *_folders(root, brain)}]
    return max((max(one.st_mtime, one.st_ctime) for one in times), default=0.0)


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _texts(root: Path, brain: str) -> Iterator[Path]:
    yield from (path for path in (root / "config.yml", root / "domain.yml") if path.exists())
    for folder in _folders(root, brain):
        yield from sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.name != CREDENTIALS)


def _folders(root: Path, brain: str) -> Iterator[Path]:
    own = [root / "brains" / brain] if brain else []
    for top in (root / "data", root / "knowledge_base" / "responses", *own):
        yield from sorted(path for path in (top, *top.rglob("*")) if path.is_dir())


def _code(root: Path) -> Iterator[Path]:
    yield from sorted((root / "nlu").glob("*.py"))
    yield from (path for path in (root / "requirements.txt",) if path.exists())
