"""A process's lines → those an operator can do something with. At LOG_LEVEL=DEBUG nothing is left out.

What is left out: what libraries tell of their own progress, deprecations inside libraries, and the sayings below,
which come at every start and are not true of us.
"""

from __future__ import annotations

import re
from enum import Enum

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_RECORD = re.compile(r"(?:[\d-]{10} [\d:]{8}(?:,\d+)? )?(DEBUG|INFO|WARNING|ERROR|CRITICAL)[ :]\s*([\w.-]+)")
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)")
# Printed by Python, or logged where the guard of a process catches warnings, with whatever it masked in the path.
_FOR_DEVELOPERS = re.compile(r"(?:\S+|.* py\.warnings\W.*):\d+: \w*(?:Deprecation|Future|MovedIn20)Warning: ")
_ERROR = re.compile(r"(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)\b")
_OURS = re.compile(
    r"(?:actions|channels|handoff|knowledge_base|nlu|privacy|retention|search_engine|storage)\b|__main__|py\.warnings"
)
_SAYINGS = re.compile(
    "|".join(
        (
            r"is not used in any story or rule",  # our actions and the door say them
            r"is not found in the NLU training data",  # buttons and the bridge send it
            r"is missing from configuration, using default",  # Presidio, of what Masker does not need
            r"'RulePolicy' is not included",  # one policy leads every intent (nlu/answer_policy.py)
            r"Slot auto-fill has been removed",  # Rasa says so of every domain that has slots
            r"Deprecated API features detected",  # SQLAlchemy, of Rasa's tables
            r"^Processed \w+: ",  # a progress bar of something that is done at once
            r"^Implementing implicit namespace packages",
            r"^\s*More info at https://rasa\.com",
        )
    )
)


class Kind(Enum):
    """What a line is to its reader."""

    NOISE = "noise"
    NEWS = "news"
    TROUBLE = "trouble"


class Sieve:
    """Judges the lines of one process, in their order: what follows a record belongs to it."""

    def __init__(self, level: str = "INFO") -> None:
        self._everything = level == "DEBUG"
        self._last = Kind.NEWS
        self._in_traceback = False

    def judge(self, line: str) -> Kind:
        """Return what to do with the next line of the process."""
        plain = _COLOUR.sub("", line)
        if self._everything:
            return Kind.NEWS
        if not plain.strip():
            return Kind.NOISE
        indented = plain[0].isspace()
        if not indented or self._last is Kind.NEWS:
            # The line after a traceback's last indented one names the error.
            self._last = Kind.TROUBLE if self._in_traceback and not indented else _kind(plain)
        self._in_traceback = _TRACEBACK.match(plain) is not None or (self._in_traceback and indented)
        return self._last


def _kind(plain: str) -> Kind:
    if _SAYINGS.search(plain) or _FOR_DEVELOPERS.match(plain):
        return Kind.NOISE
    if _TRACEBACK.match(plain) or _ERROR.match(plain):
        return Kind.TROUBLE
    record = _RECORD.match(plain)
    if record is None:
        return Kind.NEWS
    level, logger = record.groups()
    if level in ("ERROR", "CRITICAL"):
        return Kind.TROUBLE
    if level in ("DEBUG", "INFO") and not _OURS.match(logger):
        return Kind.NOISE
    return Kind.NEWS
