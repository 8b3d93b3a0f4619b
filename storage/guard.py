"""The masker as every sink of Rasa's process uses it: nothing is masked twice, nothing is left out."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from privacy import Masked, Masker, MaskingFailed, kinds, shared_masker
from privacy.identifiers import readings
from storage.own_names import (
    FREE_KEYS,
    KEYS,
    STRUCTURE,
    TECHNICAL_KEYS,
    TIMES,
    intent_of,
    is_fixed,
    is_own_id,
    is_own_name,
    rasa_names,
)

KNOWN_SIZE = 20_000
LONG_NUMBER = 1_000_000
"""From seven digits on a number may be somebody's."""
LONGEST_FRACTION = 7
"""Characters, with the point: no number of somebody's is so short."""
MOMENTS, A_DAY = 1_000_000_000, 86_400.0
"""Seconds: the year 2001, and how far clocks of callers may be ahead. Nine digits or less may be an insurance number,
and telephone numbers begin later."""
LEAST_OWN_WORDS = 3
"""Of a sentence of ours that passes as it is: fewer words may be somebody's name elsewhere."""

_NOT_OURS = kinds.placeholder(kinds.IDENTIFIER)
"""For what stands where we name things and is no name of ours."""
_PARAGRAPH = "\n\n"
_TEXT = "text"


class Guard:
    """Masks texts and whole events; remembers masked texts, so that a second sink costs a look-up."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        # Only results are remembered, never what a client wrote.
        self._known: OrderedDict[str, None] = OrderedDict()
        self._own: frozenset[str] = frozenset()
        self._names = frozenset(rasa_names())

    def trust(self, published: Iterable[str]) -> None:
        """Let exactly these sentences pass from now on: they are ours, and anybody may read them."""
        self._own = frozenset(text for text in published if len(text.split()) >= LEAST_OWN_WORDS or "://" in text)

    def trust_names(self, names: Iterable[str]) -> None:
        """Let these names pass from now on where an event names something: those of the domain."""
        self._names |= frozenset(names)

    def mask(self, text: str, language: str = "en") -> Masked:
        """Return `text` masked; raises MaskingFailed."""
        masked = self._masker.mask(text, language)
        self._remember(masked.text)
        return masked

    def text(self, text: str, language: str = "en") -> str:
        """Return `text` masked; an id or sentence of ours, or what this guard masked before, comes back as it is."""
        if text in self._known:
            self._known.move_to_end(text)
            return text
        if text in self._own or is_own_id(text):
            return text
        intent = intent_of(text)
        if intent is not None:
            return text if self._is_of_ours(intent) else _NOT_OURS
        # An answer may be followed by the date of its source.
        head, gap, rest = text.partition(_PARAGRAPH)
        if rest and head in self._own:
            return head + gap + self.text(rest, language)
        return self.mask(text, language).text

    def conversation(self, identifier: str) -> str:
        """Return the id of a conversation if it may be kept; raises MaskingFailed for one that is a personal datum.

        The door's ids are digests. Other callers of Rasa choose theirs, and some would choose an e-mail address.
        """
        if not is_own_id(identifier) and any(self.text(form) != form for form in readings(identifier)):
            raise MaskingFailed("storage: the conversation's id is a personal datum; nothing of it was kept")
        return identifier

    def deep(self, value: Any) -> Any:
        """Return a copy of an event with every string masked, keys and long numbers too; names of ours stay.

        Raises MaskingFailed, also for what no JSON holds.
        """
        try:
            return self._deep(value, "", False, "")
        except RecursionError:
            pass
        raise MaskingFailed("storage: an event is nested too deep (or holds itself); it was withheld")

    def _deep(self, value: Any, key: str, free: bool, said: str) -> Any:
        """`free`: not in Rasa's own structure, but where a caller, a channel or an action may put anything.

        `said`: the masked text of the event. A piece of it (an asking sentence, what a template was filled with)
        shows nothing that it does not.
        """
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            technical = key in (FREE_KEYS if free else TECHNICAL_KEYS)
            if not value or value in said:
                return value
            if technical and is_own_name(value, key=key, free=free):
                return value if self._is_of_ours(value) else _NOT_OURS
            return self.text(value)
        if isinstance(value, (int, float)):
            small = -LONG_NUMBER < value < LONG_NUMBER
            if key in TIMES and not free and MOMENTS < value < time.time() + A_DAY:
                return value
            sure = key in ("confidence", "score") and 0 <= value <= 1
            exact = value % 1 == 0 or len(repr(value)) <= LONGEST_FRACTION
            return value if small and (sure or exact) else self._number(value)
        if isinstance(value, dict):
            return self._dict(value, free or (key != "" and key not in STRUCTURE), said)
        if isinstance(value, (list, tuple)):
            return type(value)(self._deep(entry, key, free, said) for entry in value)
        found = type(value).__name__
        raise MaskingFailed(f"storage: an event holds a {found}, which cannot be masked; it was withheld")

    def _dict(self, value: dict[Any, Any], free: bool, said: str) -> dict[Any, Any]:
        if isinstance(value.get(_TEXT), str):
            said = self._deep(value[_TEXT], _TEXT, free, said)
            value = {**value, _TEXT: said}
        return {k if k in KEYS else self._key(k): self._deep(v, k, free, said) for k, v in value.items()}

    def _number(self, value: int | float) -> Any:
        if value != value or value in (float("inf"), float("-inf")):
            return value
        if value % 1:
            return _NOT_OURS
        written = str(int(value))
        masked = self.text(written)
        return value if masked == written else masked

    def _key(self, key: Any) -> Any:
        return self.text(key) if isinstance(key, str) else key

    def _is_of_ours(self, name: str) -> bool:
        """Return whether `name` is one of the domain's, an id or code of ours, or of ordinary words alone."""
        if name in self._names or is_fixed(name) or is_own_id(name):
            return True
        return self._masker.knows(name.replace("_", " "))

    def _remember(self, text: str) -> None:
        self._known[text] = None
        self._known.move_to_end(text)
        while len(self._known) > KNOWN_SIZE:
            self._known.popitem(last=False)


@lru_cache(maxsize=1)
def process_guard() -> Guard:
    """Return this process's guard, built at the first call (seconds)."""
    return Guard(shared_masker())
