"""Every log handler of Rasa's process → masked. Put in place once the server has made its handlers."""

from __future__ import annotations

import logging

from privacy import Masker, log_filter

LOGGERS = ("", "rasa", "sanic.root", "sanic.error", "sanic.access", "socketio", "engineio")

# They speak while a text is being masked. Their records would wait for the masker, which waits for them: at debug
# level the server would stand still at the first message. What they see is unmasked, so nobody may read it anyway.
SILENCED = ("presidio-analyzer", "presidio-anonymizer", "spacy")

# Its record of each request shows the address, and Messenger's holds the proof that goes with our page token.
WARNINGS_ONLY = ("httpx",)


def guard(masker: Masker) -> None:
    """Mask what all handlers write from here on."""
    for name in SILENCED:
        logging.getLogger(name).disabled = True
    for name in WARNINGS_ONLY:
        logging.getLogger(name).setLevel(logging.WARNING)
    log_filter.install(masker, LOGGERS)
