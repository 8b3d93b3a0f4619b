"""Names that a caller gives → here → kept as they are, because they are digests or words of the contract.

An id is written to every table and to the log. The door's are digests; another caller's may be a telephone number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handoff.errors import PersonalIdentifier
from privacy.identifiers import readings

if TYPE_CHECKING:
    from privacy import Masker

_OURS = re.compile(
    r"(?:[a-z]{2,20}-)?(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-[a-z]{1,12}|-\d{1,6})*"
)
# Reasons, channels and rungs have names of ours; an id may not look like one.
_OUR_WORD = re.compile(r"[a-z]{1,20}(?:_[a-z]{1,20})*")


def refuse_personal(masker: Masker, identifier: str, *words: str) -> None:
    """Raise PersonalIdentifier if an id, or a word of the contract, is what the masker would take out of a message."""
    for name in (identifier, *(word for word in words if not _OUR_WORD.fullmatch(word))):
        if not _OURS.fullmatch(name) and any(masker.mask(form, "en").text != form for form in readings(name)):
            raise PersonalIdentifier(
                "handoff: an id or a word of the request is a personal datum; send a digest instead"
            )
