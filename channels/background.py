"""What goes on after a request was answered."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

# The event loop alone forgets tasks that nobody holds, in the middle of their work.
_running: set[asyncio.Task[Any]] = set()

END_SECONDS = 3.0


def start(work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
    """Run `work` to its end, whatever becomes of its caller."""
    task = asyncio.get_running_loop().create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task


async def end_all() -> None:
    """End what still waits on this event loop: loops that would go on for ever, turns, pings of open pages.

    For a server that answers nobody any more; what was not finished is taken up at the next start. Left alone, each
    would be an error in the log.
    """
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    if left:
        await asyncio.wait(left, timeout=END_SECONDS)
