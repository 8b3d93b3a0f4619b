"""What a client typed under a clarifying question → here → the button it names ("2", "the first one", « la 2e »)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ONLY_HERE = "/none_of_these"
_PLACES = (
    ("one|une?", "1|first|1st|premi[eè]re?|1(?:er|[eè]?re|e)"),
    ("two|deux", "2|second|2nd|deuxi[eè]me|seconde?|2(?:i?[eè]me|e|nde?)"),
    ("three|trois", "3|third|3rd|troisi[eè]me|3(?:i?[eè]me|e)"),
    ("four|quatre", "4|fourth|4th|quatri[eè]me|4(?:i?[eè]me|e)"),
)
_LEAD = (
    r"(?:(?:it(?:'?s| is)|i (?:mean|meant|choose|pick|want)|c'?est|je (?:veux|choisis|prends)) )?(?:(?:the|la|le) )?"
)
_NOUN = r"(?:number|no(?=\.| ?\d)|option|question|choice|num[eé]ro|n°|choix|#)\.? ?"
_AFTER = r"(?: (?:one|question|option|choice|choix))?[.)]?(?: (?:please|pls|plz|thanks|svp|stp|merci))?[.!]*"
# A number in words needs its noun or stands alone: "no one" and "I want one" choose nothing.
_NAMED = [
    re.compile(rf"(?:{_LEAD}(?:{_NOUN})?(?:{place})|(?:{_LEAD}{_NOUN})?(?:{word})){_AFTER}", re.IGNORECASE)
    for word, place in _PLACES
]
_ARTICLE_ALONE = re.compile(r"(?:.* )?(?:one|une?) (?:question|option|choice|choix)\b.*", re.IGNORECASE)


def chosen(text: str, offered: Sequence[str]) -> str | None:
    """Return the payload of the button that `text` names by its place and does nothing else; else None.

    `offered` are the payloads of the newest buttons in their order, the one Messenger numbers them in. Only the
    buttons of a clarifying question are taken so: under an answer, "1" is no "yes".
    """
    if _ONLY_HERE not in offered or _ARTICLE_ALONE.fullmatch(text):
        return None
    said = " ".join(text.replace("\u2019", "'").split())
    return next((payload for payload, name in zip(offered, _NAMED, strict=False) if name.fullmatch(said)), None)
