"""The masker as every sink of Rasa's process uses it: nothing is masked twice, nothing is left out."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any

from privacy import Masked, Masker, shared_masker

# Names Rasa or we gave, never words of a client. Any other key of an event is masked: an unknown one fails closed.
TECHNICAL_KEYS = frozenset(
    {
        "event",
        "name",
        "timestamp",
        "policy",
        "confidence",
        "action_text",
        "hide_rule_turn",
        "input_channel",
        "message_id",
        "sender_id",
        "id",
        "model_id",
        "assistant_id",
        "entity",
        "extractor",
        "start",
        "end",
        "code",
        "step",
        "payload",
        "utter_action",
        "template",
        "response",
        "language",
        "channel",
        "is_undo",
        "rung",
        "ticket",
        "reference",
        "owner",
        "epoch",
        "sent_at",
    }
)
KNOWN_SIZE = 20_000


class Guard:
    """Masks texts and whole events; remembers masked texts, so that a second sink costs a look-up."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        # Only results are remembered, never what a client wrote.
        self._known: OrderedDict[str, None] = OrderedDict()

    def mask(self, text: str, language: str = "en") -> Masked:
        """Return `text` masked; raises MaskingFailed."""
        masked = self._masker.mask(text, language)
        self._remember(masked.text)
        return masked

    def text(self, text: str, language: str = "en") -> str:
        """Return `text` masked; a text that this guard masked before comes back as it is."""
        if text in self._known:
            self._known.move_to_end(text)
            return text
        return self.mask(text, language).text

    def deep(self, value: Any) -> Any:
        """Return a copy of a JSON-like value with every string masked, technical keys excepted."""
        if isinstance(value, str):
            return self.text(value) if value else value
        if isinstance(value, dict):
            return {k: v if k in TECHNICAL_KEYS and _plain(v) else self.deep(v) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.deep(entry) for entry in value)
        return value

    def _remember(self, text: str) -> None:
        self._known[text] = None
        self._known.move_to_end(text)
        while len(self._known) > KNOWN_SIZE:
            self._known.popitem(last=False)


def _plain(value: Any) -> bool:
    return not isinstance(value, (dict, list, tuple))


@lru_cache(maxsize=1)
def process_guard() -> Guard:
    """Return this process's guard, built at the first call (seconds)."""
    return Guard(shared_masker())
