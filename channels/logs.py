"""Everything Rasa's process writes beside its stores → masked, from before its server listens."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from privacy import Masker, MaskingFailed
from privacy.process_guard import guard_process, unguarded
from storage.guard import Guard

__all__ = ["guard", "unguarded"]

# Of an event, as Rasa calls it.
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")
_WITHHELD = "log event withheld: it could not be masked"


class MaskedEvents:
    """Masks the fields of Rasa's structured log events while they are still fields.

    Written out as JSON, a line break stands as two characters inside a sentence, and names are not seen.
    """

    def __init__(self, masks: Guard) -> None:
        self._guard = masks

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {name: self._field(value) for name, value in event.items()}

    def _field(self, value: Any) -> Any:
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, str) and _NAME.fullmatch(value):
            return value
        try:
            return self._guard.text(value if isinstance(value, str) else repr(value))
        except MaskingFailed:
            return _WITHHELD


def guard(masker: Masker) -> None:
    """Mask what is logged from here on, by whatever library and handler."""
    guard_process(masker)
    # The list itself: loggers that were used already hold on to it.
    processors = structlog.get_config()["processors"]
    if not any(isinstance(present, MaskedEvents) for present in processors):
        processors.insert(max(0, len(processors) - 1), MaskedEvents(Guard(masker)))
