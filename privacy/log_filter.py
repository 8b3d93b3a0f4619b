"""Log records → here → the same records without personal data, whatever was logged by whatever library.

The rule is to log identifiers, never words. This is the net below the rule: the text of every record, its
arguments and its traceback are masked before any handler writes them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from traceback import TracebackException

import regex

from privacy.masker import Masker, masking_in_this_thread
from privacy.quoted import Quotes

_WITHHELD = "log record withheld: it could not be masked"
_WHILE_MASKING = "log record withheld: written by what masks"
_DONE = "_masked"
# What a log without it would be useless for: digests and UUIDs of our own, tasks and threads, error types.
_OWN_ID = regex.compile(
    r"(?<![\w-])(?:(?:Task|Thread|ThreadPoolExecutor|asyncio)(?:-\d+){1,2}(?:_\d+)?|MainThread)(?![\w-])"
    r"|(?<![\w'])(?:[a-z_]\w{0,60}\.){0,6}[A-Z][A-Za-z]{2,40}(?:Error|Exception|Warning|Failed|Unusable)(?!\w)|"
    r"(?<![\w-])(?:(?:[a-z]{2,20}-)?[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"(?![\w-])"
)
_BESIDE = {
    "__cause__": "\nThe above exception was the direct cause of the following exception:\n\n",
    "__context__": "\nDuring handling of the above exception, another exception occurred:\n\n",
}


class MaskingFilter(logging.Filter):
    """Masks every record that passes; a record that cannot be masked keeps its place but not its words."""

    def __init__(self, masker: Masker) -> None:
        super().__init__()
        self._masker = masker
        self._quotes = Quotes(self._between_own_ids)

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
            traceback = self._traceback(record)
            stack = self._masked(record.stack_info) if record.stack_info else None
        except Exception:  # the boundary: arguments that do not fit their message, or MaskingFailed
            message, traceback, stack = _WITHHELD, None, None
        _replace(record, message, traceback, stack)

    def _traceback(self, record: logging.LogRecord) -> str | None:
        """Return the traceback with every message in it masked. Lines of programs hold nobody's data and stay."""
        if not record.exc_info or record.exc_info[1] is None:
            return self._masked(record.exc_text) if record.exc_text else None
        error = record.exc_info[1]
        return "".join(self._of_error(TracebackException(type(error), error, record.exc_info[2]))).rstrip("\n")

    def _of_error(self, error: TracebackException) -> Iterator[str]:
        for name in _BESIDE:
            beside: TracebackException | None = getattr(error, name)
            if beside is not None and not (name == "__context__" and (error.__cause__ or error.__suppress_context__)):
                yield from self._of_error(beside)
                yield _BESIDE[name]
        yield from ("Traceback (most recent call last):\n", *error.stack.format())
        yield self._masked("".join(error.format_exception_only()))

    def _masked(self, text: str) -> str:
        """Mask the whole, then once more alone what it quotes."""
        return self._quotes.masked(self._between_own_ids(text))

    def _between_own_ids(self, text: str) -> str:
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
