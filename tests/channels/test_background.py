"""What goes on beside the requests, and its end with the server."""

import asyncio

from channels import background


async def test_what_waits_ends_with_the_server_and_may_tidy_up() -> None:
    ended: list[str] = []

    async def for_ever(name: str) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(name)

    background.start(for_ever("turn"))
    loop = asyncio.get_running_loop().create_task(for_ever("loop"))
    await asyncio.sleep(0)

    await background.end_all()

    assert sorted(ended) == ["loop", "turn"]
    assert loop.cancelled()


async def test_a_task_that_will_not_end_does_not_hold_the_server() -> None:
    release = asyncio.Event()

    async def stubborn() -> None:
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue

    task = background.start(stubborn())
    await asyncio.sleep(0)
    before = asyncio.get_running_loop().time()

    await background.end_all()

    assert background.END_SECONDS - 0.1 <= asyncio.get_running_loop().time() - before < background.END_SECONDS + 2
    release.set()
    await task
