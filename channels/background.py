"""What goes on after a request was answered."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

# The event loop alone forgets tasks that nobody holds, in the middle of their work.
_running: set[asyncio.Task[Any]] = set()


def start(work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
    """Run `work` to its end, whatever becomes of its caller."""
    task = asyncio.get_running_loop().create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task
