"""What a channel hands to the door, and the text made plain before it is read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Inbound:
    """One message from a client, as the channel got it. Lives only until the door has masked it."""

    channel: str
    address: str = field(repr=False)
    text: str = field(repr=False)
    message_id: str = field(default_factory=lambda: uuid.uuid4().hex, repr=False)
    """As the channel names it; the door makes an id of our own of it."""
    page_language: str | None = None
    """Language of the page or the caller's choice; None leaves it to detection."""
    has_attachment: bool = False


# Format characters that hide inside numbers and names; joiners stay, Persian and emoji need them.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")
)
_OWN_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Long enough to be somebody's telephone number; the page makes no such ids (web/js/outbox.js).
_LONG_NUMBER = re.compile(r"(?:\d-?){7}")
_WORDLIKE = re.compile(r"[^\W_]")


def plain(text: str) -> str:
    """Return `text` in NFC without control or invisible characters; line breaks stay, other gaps become one space."""
    # In this order: an invisible character may keep a letter and its accent apart.
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Co") and c != "\n" else c for c in composed)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+", " ", "".join(kept))).strip()


def has_words(text: str) -> bool:
    """Tell whether there is a letter or digit to read; emoji and punctuation alone are not words."""
    return bool(_WORDLIKE.search(text))


def problem_of(text: str, inbound: Inbound, limit: int) -> str | None:
    """Return the sentence to say instead of taking the message, which is plain by now; None when it can be read."""
    if inbound.has_attachment and not has_words(text):
        return "utter_door_text_only"
    if not has_words(text):
        return "utter_door_empty"
    return "utter_door_too_long" if len(text) > limit else None


def own_id(message_id: str) -> str:
    """Return a UUID without a long number as it is, and of anything else a digest without one.

    Ids are kept, logged and passed on unmasked, so nothing a client or a caller chose may be read in one.
    """
    while not _OWN_ID.fullmatch(message_id) or _LONG_NUMBER.search(message_id):
        message_id = hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return message_id
