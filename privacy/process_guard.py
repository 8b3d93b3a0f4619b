"""What a process writes beside its stores: log records of every kind, last words, memory dumps. All behind the masker.

Each of the three processes calls `guard_process` before it takes its first message.
"""

from __future__ import annotations

import ctypes
import logging
import resource
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any
from urllib.parse import unquote_plus

import regex

from privacy.escapes import ESCAPE
from privacy.escapes import unescaped as one_unescaped
from privacy.log_filter import MaskingFilter
from privacy.masker import Masker, masking_in_this_thread

# They speak while a text is being masked. Their records would wait for the masker, which waits for them: at debug
# level the process would stand still at the first message. What they see is unmasked, so nobody may read it anyway.
SILENCED = ("presidio-analyzer", "presidio-anonymizer", "spacy")

# Its record of each request shows the address, and Messenger's holds the proof that goes with our page token.
WARNINGS_ONLY = ("httpx", "httpcore")

_WITHHELD = "withheld: it could not be masked"
_OWN_FIELDS = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "_masked"}
_OWN_VALUE = regex.compile(r"(?:[a-z]{2,20}-)?[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Escaped twice: a Python string in a JSON string has two marks before its letter.
_MARKS = regex.compile(r"\\{2,}(?=[uxnrt\"/])")
_QUERY = regex.compile(r"(?<=[?&][\w.~-]{1,60}=)[^&\s\"']+")
_NOT_DUMPABLE = 4
"""PR_SET_DUMPABLE of prctl(2)."""
_CALL_HANDLERS = logging.Logger.callHandlers

log = logging.getLogger(__name__)


class ProcessFilter(MaskingFilter):
    """Masks a record's text also where a library has escaped it, and the fields that were added to it."""

    def filter(self, record: logging.LogRecord) -> bool:
        shown = super().filter(record)
        for name in record.__dict__.keys() - _OWN_FIELDS:
            record.__dict__[name] = self._field(record.__dict__[name])
        return shown

    def record(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        """Make a log record, masked from the beginning: no handler can be added that would get another."""
        made = logging.LogRecord(*args, **kwargs)
        # Without a name it is a mould that `makeLogRecord` fills afterwards: the handlers' filters are its guard.
        if made.name is not None:
            super().filter(made)
        return made

    def _field(self, value: Any) -> Any:
        if value is None or isinstance(value, (bool, float)) or (isinstance(value, str) and _is_own(value)):
            return value
        if masking_in_this_thread():
            return _WITHHELD
        try:
            text = value if isinstance(value, str) else repr(value)
            masked = self._masked(text)
            return value if isinstance(value, int) and masked == text else masked
        except Exception:  # the boundary: MaskingFailed, or a value that cannot be shown
            return _WITHHELD

    def _masked(self, text: str) -> str:
        plain = unescaped(text)
        if plain != text and (masked := super()._masked(plain)) != plain:
            # On one line again: nobody who writes to us may begin a record of their own.
            return masked.replace("\n", "\\n")
        return super()._masked(text)


def unescaped(text: str) -> str:
    """Return `text` with what JSON, Python, URLs and HTML escape as the reader would see it."""
    text = ESCAPE.sub(lambda found: one_unescaped(found[0]), _MARKS.sub("\\\\", text))
    return str(_QUERY.sub(lambda found: unquote_plus(found[0]), text))


def _is_own(value: str) -> bool:
    return bool(_OWN_VALUE.fullmatch(value))


def guard_process(masker: Masker) -> None:
    """Mask whatever this process logs, warns of or dies with from here on, and let no memory be dumped."""
    for name in SILENCED:
        logging.getLogger(name).disabled = True
    for name in WARNINGS_ONLY:
        logging.getLogger(name).setLevel(logging.WARNING)
    masking = ProcessFilter(masker)
    logging.setLogRecordFactory(masking.record)
    logging.Logger.callHandlers = _masked_first(masking)  # type: ignore[assignment,method-assign]
    logging.Handler.handleError = _say_that_a_record_is_lost  # type: ignore[assignment,method-assign]
    for _, handler in _handlers():
        handler.filters = [present for present in handler.filters if not isinstance(present, MaskingFilter)]
        handler.addFilter(masking)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_of_thread
    sys.unraisablehook = _log_unraisable
    _forbid_dumps()


def unguarded() -> list[str]:
    """Return what writes log records unmasked: handlers that came later, or all when the guard is not in place."""
    factory = getattr(logging.getLogRecordFactory(), "__self__", None)
    found = [] if isinstance(factory, ProcessFilter) else ["every log record"]
    return found + [
        f"{type(handler).__name__} of logger {name!r}"
        for name, handler in _handlers()
        if not isinstance(handler, logging.NullHandler)
        and not any(isinstance(present, MaskingFilter) for present in handler.filters)
    ]


def _handlers() -> Iterator[tuple[str, logging.Handler]]:
    """Every handler of every logger, the root's first, and the one that stands in when there is none."""
    loggers = [logging.getLogger(), *logging.root.manager.loggerDict.values()]
    for logger in loggers:
        if isinstance(logger, logging.Logger):
            yield from ((logger.name, handler) for handler in logger.handlers)
    if logging.lastResort is not None:
        yield "last resort", logging.lastResort


def _masked_first(masking: ProcessFilter) -> Callable[[logging.Logger, logging.LogRecord], None]:
    """What a caller or a logger's filter adds to a record is not there yet when it is made: mask it before handlers."""

    def call_handlers(logger: logging.Logger, record: logging.LogRecord) -> None:
        if masking.filter(record):
            _CALL_HANDLERS(logger, record)

    return call_handlers


def _say_that_a_record_is_lost(handler: logging.Handler, _record: logging.LogRecord) -> None:
    """In place of logging's own words: these show the record, and every error that was being handled meanwhile."""
    kind = sys.exc_info()[0]
    _say(f"LOG RECORD LOST: {type(handler).__name__} stopped on {kind.__name__ if kind else 'an error'}")


def _say(words: str) -> None:
    # Where nobody reads what a process says last, saying it must not stop the process.
    with suppress(OSError, ValueError):
        print(words, file=sys.stderr, flush=True)


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        # Without the traceback: it goes on with the error that was being handled when somebody pressed Ctrl-C.
        _say(kind.__name__)
        return
    log.critical("uncaught error", exc_info=(kind, error, traceback))


def _log_uncaught_of_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value is not None and found.exc_type is not SystemExit:
        log.error("uncaught error in a thread", exc_info=(found.exc_type, found.exc_value, found.exc_traceback))


def _log_unraisable(found: Any) -> None:
    log.error("error that nobody could catch: %s", type(found.exc_value).__name__)


def _forbid_dumps() -> None:
    """A core file would hold the memory in which a message is being masked."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        # The limit does not hold where the system hands core files to a program.
        ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
