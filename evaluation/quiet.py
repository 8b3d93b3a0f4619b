"""A measurement prints its own results: importing Rasa warns of much that nobody can mend."""

from __future__ import annotations

import logging
import os


def quiet_imports() -> None:
    """Leave errors only of what imports warn of; `quiet` does the rest afterwards."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Warnings become log records; Sanic's own filter of warnings would outdo one of ours.
    logging.captureWarnings(True)
    logging.disable(logging.WARNING)


def quiet() -> None:
    """Leave errors only in the log: a measurement prints its own results."""
    # Rasa takes seconds to import, and `quiet_imports` comes before it.
    from rasa.utils.log_utils import configure_structlog

    logging.disable(logging.WARNING)
    configure_structlog(logging.ERROR)
