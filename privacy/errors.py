"""What this package raises; whoever forwards text catches PrivacyError and forwards nothing."""

from __future__ import annotations


class PrivacyError(Exception):
    """Base of all errors of this package."""


class MaskingFailed(PrivacyError):
    """The text could not be masked and must go nowhere. The message never quotes the text."""


class MaskerUnusable(PrivacyError):
    """The masker cannot be built (a list or the model is missing or damaged): the process must not start."""
