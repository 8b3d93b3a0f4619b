"""Names that a caller gives → here → what is stored of them: a conversation of the door's as it is, else a digest.

An id is written to every table and to the log, and may be anybody's name or number: no masker can tell.
"""

from __future__ import annotations

import hashlib
import re

DIGEST = "other-"
"""Before the digest of a conversation that is none of the door's."""

# Digits alone are a number of somebody's; one digest in three million has no letter.
_OURS = re.compile(rf"(?:web|messenger|rest|{DIGEST[:-1]})-(?=\d*[a-f])[0-9a-f]{{32}}")


def conversation_name(given: str) -> str:
    """Return the door's id of a conversation, or what this made of another, as it is; of any other id a digest."""
    return given if _OURS.fullmatch(given) else f"{DIGEST}{_digest(given)}"


def message_name(given: str) -> str:
    """Return the digest of a message's id: it serves only to know the same message again."""
    return _digest(given)


def _digest(given: str) -> str:
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:32]
