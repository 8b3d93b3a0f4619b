"""What can go wrong with a request. Messages are for the operator."""

from __future__ import annotations


class RetentionError(Exception):
    """Base of every error of this package."""


class ReferenceUnclear(RetentionError):
    """A reference is none, leads to nothing, or leads to more than one conversation."""


class NothingStored(RetentionError):
    """The installation has no store yet."""
