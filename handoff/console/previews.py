"""An agent's text, masked → here → what the agent reads before it is sent: nothing is taken out behind their back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff.console.rendering import legible
from handoff.console.words import Words

if TYPE_CHECKING:
    from privacy import Masked


@dataclass(frozen=True)
class Preview:
    """What the client would read, what was taken out, and the mark that says the agent has seen exactly this."""

    text: str
    said: str
    agreed: str


def preview_of(masked: Masked, agreed: str, words: Words) -> Preview | None:
    """Return what the agent must see first; None when nothing is taken out or the agent has seen it (`agreed`)."""
    mark = hashlib.sha256(masked.text.encode("utf-8", "surrogatepass")).hexdigest()
    if not masked.kinds or agreed == mark:
        return None
    kinds = ", ".join(words.name("kinds", kind) for kind in masked.kinds)
    return Preview(legible(masked.text, words), words("ticket.preview", kinds=kinds), mark)
