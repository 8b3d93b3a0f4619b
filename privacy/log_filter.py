"""Log records → here → the same records without personal data, whatever was logged by whatever library.

The rule is to log identifiers, never words. This is the net below the rule: the text of every record, its
arguments and its traceback are masked before any handler writes them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable

import regex

from privacy.masker import Masker

_WITHHELD = "log record withheld: it could not be masked"
_DONE = "_masked"
# Ids of our own, which a log without them would be useless for: digests and UUIDs.
_OWN_ID = regex.compile(
    r"(?<![\w-])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])"
)
_TRACEBACKS = logging.Formatter()


class MaskingFilter(logging.Filter):
    """Masks every record that passes; a record that cannot be masked keeps its place but not its words."""

    def __init__(self, masker: Masker) -> None:
        super().__init__()
        self._masker = masker
        self._at_work = threading.local()

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, _DONE, False):
            return True
        if getattr(self._at_work, "busy", False):
            return False  # what masking itself logs (Presidio, at debug level) would mask without end
        self._at_work.busy = True
        try:
            self._mask(record)
        finally:
            self._at_work.busy = False
        return True

    def _mask(self, record: logging.LogRecord) -> None:
        try:
            message = self._masked(record.getMessage())
            traceback = _TRACEBACKS.formatException(record.exc_info) if record.exc_info else record.exc_text
            record.exc_text = self._masked(traceback) if traceback else None
            record.stack_info = self._masked(record.stack_info) if record.stack_info else None
        except Exception:  # the boundary: arguments that do not fit their message, or MaskingFailed
            message, record.exc_text, record.stack_info = _WITHHELD, None, None
        record.msg, record.args, record.exc_info = message, (), None
        setattr(record, _DONE, True)

    def _masked(self, text: str) -> str:
        """Mask what stands between ids of our own."""
        pieces: list[str] = []
        at = 0
        for match in _OWN_ID.finditer(text):
            pieces += (self._masker.mask(text[at : match.start()], "en").text, match[0])
            at = match.end()
        return "".join((*pieces, self._masker.mask(text[at:], "en").text))


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
