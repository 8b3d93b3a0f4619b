"""What guards a process changes it for good; here a test's own process gets everything back."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from privacy.log_filter import MaskingFilter
from privacy.process_guard import SILENCED, WARNINGS_ONLY


@contextmanager
def guard_taken_away() -> Iterator[None]:
    """Put hooks, log records and handlers back afterwards."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    calling, losing = logging.Logger.callHandlers, logging.Handler.handleError
    factory, showing = logging.getLogRecordFactory(), warnings.showwarning
    processors = structlog.get_config()["processors"]
    before = list(processors)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        logging.captureWarnings(False)
        warnings.showwarning = showing
        logging.setLogRecordFactory(factory)
        logging.Logger.callHandlers = calling  # type: ignore[method-assign]
        logging.Handler.handleError = losing  # type: ignore[method-assign]
        processors[:] = before
        _free_the_loggers()


def _free_the_loggers() -> None:
    loggers = [logging.getLogger(), *logging.root.manager.loggerDict.values()]
    handlers = [handler for one in loggers if isinstance(one, logging.Logger) for handler in one.handlers]
    for handler in (*handlers, logging.lastResort):
        if handler is not None:
            handler.filters = [one for one in handler.filters if not isinstance(one, MaskingFilter)]
    for name in SILENCED:
        logging.getLogger(name).disabled = False
    for name in WARNINGS_ONLY:
        logging.getLogger(name).setLevel(logging.NOTSET)
