"""Outbox → here → the door's internal routes, in order for each conversation, until it takes them."""

from __future__ import annotations

import asyncio
import logging

import httpx

from handoff import outbox
from handoff.clock import Clock
from handoff.outbox import Push
from handoff.store import Store

log = logging.getLogger(__name__)

TIMEOUT = 5.0
AT_ONCE = 8

# The door has understood and will never take it; everything else may pass (an outage, a wrong token,
# a door of an older version).
FINAL = frozenset({400, 409, 410, 413, 422})

# Not found: a door that is not there yet, or a conversation that it does not know and never will.
NOT_FOUND, PATIENCE = 404, 40


class Courier:
    """Carries pushes from the outbox to the door at `door_url`."""

    def __init__(self, store: Store, door_url: str, token: str, clock: Clock, pause: float = 0.5) -> None:
        self._store = store
        self._door = f"{door_url.rstrip('/')}/webhooks/door"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._clock = clock
        self._pause = pause
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()

    def wake(self) -> None:
        """There is something new; callable from any thread, and before the courier runs."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)

    async def run(self) -> None:
        """Deliver until cancelled."""
        self._loop, self._news = asyncio.get_running_loop(), asyncio.Event()
        async with httpx.AsyncClient(headers=self._headers, timeout=TIMEOUT, trust_env=False) as http:
            while True:
                self._news.clear()
                try:
                    while await self.deliver_due(http):
                        pass
                except Exception:
                    log.exception("courier: the outbox cannot be read or written; trying again")
                try:
                    await asyncio.wait_for(self._news.wait(), self._pause)
                except asyncio.TimeoutError:
                    continue

    async def deliver_due(self, http: httpx.AsyncClient) -> int:
        """Try what is due, one push of each conversation; return how many the door has taken."""
        pushes = await asyncio.to_thread(self._due)
        turns = asyncio.Semaphore(AT_ONCE)
        return sum(await asyncio.gather(*(self._deliver(http, push, turns) for push in pushes)))

    def _due(self) -> list[Push]:
        with self._store.read() as connection:
            return outbox.due(connection, self._clock())

    async def _deliver(self, http: httpx.AsyncClient, push: Push, turns: asyncio.Semaphore) -> bool:
        async with turns:
            try:
                response = await http.post(f"{self._door}/{push.route}", json=dict(push.payload))
            except httpx.HTTPError as error:
                status, why = 0, type(error).__name__
            else:
                status, why = response.status_code, f"status {response.status_code}"
        return await asyncio.to_thread(self._settle, push, status, why)

    def _settle(self, push: Push, status: int, why: str) -> bool:
        about = {"push": push.id, "route": push.route, "attempt": push.attempts + 1}
        with self._store.write() as connection:
            if 200 <= status < 300:
                outbox.delivered(connection, push, self._clock())
                return True
            if status in FINAL or (status == NOT_FOUND and push.attempts >= PATIENCE):
                log.error("the door refused push %s: %s", push.id, why, extra=about)
                outbox.refused(connection, push, self._clock(), why)
                return True
            log.warning("the door did not take push %s: %s; it stays queued", push.id, why, extra=about)
            outbox.failed(connection, push, self._clock(), why)
            return False
