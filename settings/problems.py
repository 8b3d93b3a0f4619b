"""What is said when settings cannot be used."""

from __future__ import annotations

from collections.abc import Sequence


class SettingsError(Exception):
    """Settings are missing or unusable; `problems` names all of them, `mend` says where to go on."""

    def __init__(self, problems: Sequence[str], mend: str) -> None:
        self.problems = tuple(problems)
        self.mend = mend
        super().__init__(f"{'; '.join(self.problems)} ({mend})")

    def lines(self) -> list[str]:
        """Return the message one problem a line, for a reader at a terminal."""
        return [*self.problems, f"({self.mend})"]
