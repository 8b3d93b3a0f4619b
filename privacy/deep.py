"""Events and other structures → here → the same with every string in them masked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from privacy.errors import MaskingFailed
from privacy.masker import Masker


def mask_deep(value: Any, language: str, masker: Masker, keep: Collection[str] = ()) -> Any:
    """Return a copy of `value` whose strings are masked, in dictionaries, lists and tuples at any depth.

    Keys, numbers and other values are unchanged. What stands under a key named in `keep` is left as it is:
    ids and time stamps of our own, never words of a client. Raises MaskingFailed.
    """
    try:
        return _masked(value, language, masker, keep)
    except RecursionError:
        pass
    raise MaskingFailed("privacy: a structure is nested too deep (or holds itself); it was withheld")


def _masked(value: Any, language: str, masker: Masker, keep: Collection[str]) -> Any:
    if isinstance(value, str):
        return masker.mask(value, language).text
    if isinstance(value, dict):
        return {key: item if key in keep else _masked(item, language, masker, keep) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [_masked(item, language, masker, keep) for item in value]
        return items if isinstance(value, list) else tuple(items)
    return value
