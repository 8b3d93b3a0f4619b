"""Log records → here → the same records without personal data, whatever was logged by whatever library.

The rule is to log identifiers, never words. This is the net below the rule: the text of every record, its
arguments and its traceback are masked before any handler writes them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import regex

from privacy.masker import Masker, masking_in_this_thread

_WITHHELD = "log record withheld: it could not be masked"
_WHILE_MASKING = "log record withheld: written by what masks"
_DONE = "_masked"
# What a log without it would be useless for: digests and UUIDs of our own, where a traceback was, error types.
_OWN_ID = regex.compile(
    r"(?m)^Traceback \(most recent call last\):$|^ {2}File \"[^\"\n]{1,300}\", line \d+, in [\w<>]+$"
    r"|(?<![\w'])(?:[a-z_]\w{0,60}\.){0,6}[A-Z][A-Za-z]{2,40}(?:Error|Exception|Warning|Failed|Unusable)(?!\w)|"
    r"(?<![\w-])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])"
)
_TRACEBACKS = logging.Formatter()


class MaskingFilter(logging.Filter):
    """Masks every record that passes; a record that cannot be masked keeps its place but not its words."""

    def __init__(self, masker: Masker) -> None:
        super().__init__()
        self._masker = masker

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, _DONE, False):
            return True
        if masking_in_this_thread():
            # What masking itself logs (Presidio, at debug level) holds raw text, and this thread has the
            # masker: masking again would wait for itself. Its place is kept when it tells of trouble.
            _replace(record, _WHILE_MASKING)
            return record.levelno >= logging.WARNING
        self._mask(record)
        return True

    def _mask(self, record: logging.LogRecord) -> None:
        try:
            message = self._masked(record.getMessage())
            traceback = _TRACEBACKS.formatException(record.exc_info) if record.exc_info else record.exc_text
            traceback = self._masked(traceback) if traceback else None
            stack = self._masked(record.stack_info) if record.stack_info else None
        except Exception:  # the boundary: arguments that do not fit their message, or MaskingFailed
            message, traceback, stack = _WITHHELD, None, None
        _replace(record, message, traceback, stack)

    def _masked(self, text: str) -> str:
        """Mask what stands between ids of our own."""
        pieces: list[str] = []
        at = 0
        for match in _OWN_ID.finditer(text):
            pieces += (self._masker.mask(text[at : match.start()], "en").text, match[0])
            at = match.end()
        return "".join((*pieces, self._masker.mask(text[at:], "en").text))


def _replace(record: logging.LogRecord, message: str, traceback: str | None = None, stack: str | None = None) -> None:
    record.msg, record.args, record.exc_info = message, (), None
    record.exc_text, record.stack_info = traceback, stack
    setattr(record, _DONE, True)


def install(masker: Masker, loggers: Iterable[str] = ("",)) -> MaskingFilter:
    """Put one filter on every handler that the named loggers ("" is the root) have now, and return it.

    Call it again after handlers were added; a handler never gets two. Handlers of loggers that do not
    propagate (uvicorn's) need their logger's name.
    """
    masking = MaskingFilter(masker)
    handlers = [handler for name in loggers for handler in logging.getLogger(name or None).handlers]
    for handler in handlers:
        if not any(isinstance(present, MaskingFilter) for present in handler.filters):
            handler.addFilter(masking)
    return masking
