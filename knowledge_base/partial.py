"""An entry that does not fit the schema → here → a response with stand-ins, so that the lint sees its other faults too.

Without it an author who forgot a language would learn of the wrong link beside it only at the next run. What is told
from a stand-in is moot (`Response.problem`).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from knowledge_base.entries import Entry
from knowledge_base.located_yaml import KeyPath
from knowledge_base.response import Response
from knowledge_base.taxonomy import Subtopic

_TEXT = "…"
_LINK = {"title": _TEXT, "url": _TEXT}
_DAY = "2000-01-01"
_STAND_INS: Mapping[str, object] = {
    "code": "000000",
    "intent": "unread",
    "kind": "answer",
    "status": "reviewed",
    "owner": _TEXT,
    "reviewed_on": _DAY,
    "review_by": _DAY,
    "as_of": _DAY,
    "approved_on": _DAY,
    "volatile": False,
    "question": {"en": _TEXT, "fr": _TEXT},
    "answer": {"en": _TEXT, "fr": _TEXT},
    "links": [],
    "related": [],
}


def written_code(value: Mapping[str, object]) -> str:
    """Return the code as its author means it: without quotes, 051103 is read as the number 51103."""
    code = value.get("code", "")
    return f"{code:06}" if type(code) is int else str(code)


def partial(
    value: Mapping[str, object], error: ValidationError, place: Subtopic, where: str, lines: Mapping[str, int]
) -> Response | None:
    """Return what can be read of the entry `value`, in which pydantic found `error`; None when that is nothing."""
    mended: dict[str, Any] = deepcopy(dict(value))
    faults = [one["loc"] for one in error.errors()]
    for path, kind in ((one["loc"], one["type"]) for one in error.errors()):
        _mend(mended, path, remove=kind == "value_error.extra")
    try:
        entry = Entry.parse_obj(mended)
    except ValidationError:
        return None
    faulty = frozenset(".".join(map(str, path)) for path in faults)
    response = entry.response(place, where, lines)
    return replace(response, code=written_code(value), intent=str(value.get("intent", "")), faulty=faulty)


def _mend(value: Any, path: KeyPath, *, remove: bool) -> None:
    """Put a stand-in at `path` of `value`, or take away what stands there."""
    parent = value
    for step in path[:-1]:
        parent = parent[step]
    if remove:
        del parent[path[-1]]
    else:
        parent[path[-1]] = _stand_in(path)


def _stand_in(path: KeyPath) -> object:
    if path[0] == "links" and len(path) in (2, 3):
        return dict(_LINK) if len(path) == 3 else {"en": dict(_LINK), "fr": dict(_LINK)}
    return deepcopy(_STAND_INS.get(str(path[0]), _TEXT)) if len(path) == 1 else _TEXT
