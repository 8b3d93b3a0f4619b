"""Where personal data end: text goes in, text with `<KIND>` in place of every datum comes out.

The door masks each message before anything else sees it, and the stores mask again. This package knows
nothing of either, nor of Rasa.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from privacy.deep import mask_deep
from privacy.errors import MaskerUnusable, MaskingFailed, PrivacyError
from privacy.kinds import KINDS
from privacy.masker import Masked, Masker

__all__ = [
    "KINDS",
    "Masked",
    "Masker",
    "MaskerUnusable",
    "MaskingFailed",
    "PrivacyError",
    "mask",
    "mask_deep",
    "shared_masker",
]

_building = Lock()


def mask(text: str, language: str) -> str:
    """Return `text` with every personal datum replaced by `<KIND>`. Raises MaskingFailed."""
    return shared_masker().mask(text, language).text


def shared_masker() -> Masker:
    """Return the masker of this process; the first call builds it, which takes seconds."""
    with _building:
        return _shared()


@lru_cache(maxsize=1)
def _shared() -> Masker:
    return Masker.build()
