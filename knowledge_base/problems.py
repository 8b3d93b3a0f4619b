"""What can be wrong with the knowledge base: every message says what, where and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from settings import ROOT


@dataclass(frozen=True, order=True)
class Problem:
    """One finding in one file. A warning is worth reading but fails nothing."""

    file: str
    line: int
    what: str
    mend: str
    code: str = ""
    """Of the response concerned, when there is one."""
    warning: bool = False
    moot: bool = field(default=False, compare=False)
    """Told from a field that could not be read: to be left out, that field is mended first."""

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        code = f"{self.code}: " if self.code else ""
        return f"{self.file}:{self.line}: {kind}{code}{self.what}; {self.mend}"


class KnowledgeError(Exception):
    """The knowledge base cannot be used. The message says what, where and what to do."""


class KnowledgeInvalid(KnowledgeError):
    """The sources cannot be loaded; `problems` holds all of them, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class KnowledgeMissing(KnowledgeError):
    """There is no built store at the URL."""


class KnowledgeUnwritable(KnowledgeError):
    """The database refused the store; what was there before is still there."""


class KnowledgeNotExtended(KnowledgeError):
    """Nothing was added: each line of the message says what stands against it."""

    def __init__(self, reasons: Iterable[object]) -> None:
        super().__init__("\n".join(str(reason) for reason in reasons))


def shown(path: Path) -> str:
    """Return `path` as messages name it: from the repository's root when it is inside."""
    resolved = path.resolve()
    return str(resolved.relative_to(ROOT)) if resolved.is_relative_to(ROOT) else str(path)
