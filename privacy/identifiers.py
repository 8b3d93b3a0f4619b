"""An id that a caller chose → here → the texts it may stand for, each to be masked: an id has no spaces, a name has."""

from __future__ import annotations

import re
from urllib.parse import unquote

_JOINTS = re.compile(r"[._:=~-]+")


def readings(identifier: str) -> tuple[str, ...]:
    """Return `identifier` as it is, with a URL's escapes undone, and both with blanks for the marks between words."""
    plain = unquote(identifier)
    return tuple(dict.fromkeys((identifier, plain, _JOINTS.sub(" ", identifier), _JOINTS.sub(" ", plain))))
