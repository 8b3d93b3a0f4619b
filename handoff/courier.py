"""Outbox → here → the door's internal routes, in order for each conversation, until it takes them.

That the door has taken a reply does not mean that the client has it: its answer says how far it has come.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from handoff import outbox
from handoff.clock import Clock
from handoff.outbox import Push
from handoff.store import Store

log = logging.getLogger(__name__)

TIMEOUT = 5.0
AT_ONCE = 8

# The door has understood and will never take it; everything else may pass (an outage, a wrong token,
# a door of an older version, or of the other brain).
FINAL = frozenset({400, 409, 410, 413, 422})

# Not found: a door that is not there yet, or a conversation that it does not know and never will.
NOT_FOUND, PATIENCE = 404, 40

DELIVERED, KEPT, REFUSED, FAILED = "delivered", "kept", "refused", "failed"
UNKNOWN, NOT_MASKED, NOT_TAKEN = "unknown", "not_masked", "not_taken"
REASONS = {404: UNKNOWN, 422: NOT_MASKED}
"""Of a refusal that is a status; the others come with the door's answer."""


@dataclass(frozen=True)
class Answer:
    """What the door said to a push."""

    state: str
    """delivered, kept, refused, or failed: to be tried again."""
    why: str
    reason: str = ""
    """Of a reply that is kept or refused; the console has words for it."""


class Courier:
    """Carries pushes from the outbox to the door of the server that has the conversation."""

    def __init__(
        self, store: Store, server_of: Callable[[str], str], token: str, clock: Clock, pause: float = 0.5
    ) -> None:
        self._store = store
        self._server_of = server_of
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
        """Try what is due, one push of each conversation; return how many got an answer."""
        pushes = await asyncio.to_thread(self._due)
        turns = asyncio.Semaphore(AT_ONCE)
        return sum(await asyncio.gather(*(self._deliver(http, push, turns) for push in pushes)))

    def _due(self) -> list[Push]:
        with self._store.read() as connection:
            return outbox.due(connection, self._clock())

    async def _deliver(self, http: httpx.AsyncClient, push: Push, turns: asyncio.Semaphore) -> bool:
        async with turns:
            try:
                response = await http.post(self._address(push), json=dict(push.payload))
            except httpx.HTTPError as error:
                answer = Answer(FAILED, type(error).__name__)
            else:
                answer = _answer(push, response)
        return await asyncio.to_thread(self._settle, push, answer)

    def _address(self, push: Push) -> str:
        return f"{self._server_of(push.conversation_id).rstrip('/')}/webhooks/door/{push.route}"

    def _settle(self, push: Push, answer: Answer) -> bool:
        """Write down what came of it; return whether the next push of the conversation may go."""
        about = {"push": push.id, "route": push.route, "attempt": push.attempts + 1}
        with self._store.write() as connection:
            if answer.state == DELIVERED:
                outbox.delivered(connection, push, self._clock())
            elif answer.state == KEPT:
                outbox.taken(connection, push, self._clock(), answer.reason)
            elif answer.state == REFUSED:
                log.error("the door refused push %s: %s", push.id, answer.why, extra=about)
                outbox.refused(connection, push, self._clock(), answer.reason, answer.why)
            else:
                log.warning("the door did not take push %s: %s; it stays queued", push.id, answer.why, extra=about)
                outbox.failed(connection, push, self._clock(), answer.why)
        return answer.state != FAILED


def _answer(push: Push, response: httpx.Response) -> Answer:
    status = response.status_code
    why = f"status {status}"
    if status in FINAL or (status == NOT_FOUND and push.attempts >= PATIENCE):
        return Answer(REFUSED, why, REASONS.get(status, NOT_TAKEN))
    if not response.is_success:
        return Answer(FAILED, why)
    return Answer(DELIVERED, why) if push.route == outbox.OWNER else _receipt(response)


def _receipt(response: httpx.Response) -> Answer:
    """Read what became of a reply; an answer without it is of another version, and asked for again."""
    try:
        found = response.json()
        state, reason = found["state"], str(found.get("reason") or "")[:20]
    except (ValueError, KeyError, TypeError, AttributeError):
        state, reason = FAILED, ""
    if state not in (DELIVERED, KEPT, REFUSED):
        return Answer(FAILED, "an answer without a state")
    return Answer(state, reason, reason)
