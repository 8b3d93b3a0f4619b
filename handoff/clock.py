"""The time, handed in everywhere, so that tests can let hours pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

Clock = Callable[[], datetime]


def now() -> datetime:
    return datetime.now(timezone.utc)
