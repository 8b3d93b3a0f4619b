"""How much one visitor of the web page may ask of the server, counted in windows of time; kept in memory alone."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

KEYS = 20_000
"""Counters kept of each kind, about 200 bytes each; the oldest goes when another comes."""


class Verdict(Enum):
    """Whether something is taken, and if not, whether to say so: once in a window is enough."""

    TAKEN = "taken"
    TELL = "tell"
    REFUSED = "refused"


@dataclass
class Window:
    """What was counted for one key since `began`."""

    began: float
    count: int = 0
    told: bool = False


class RateLimit:
    """At most so many within so many seconds, for each key."""

    def __init__(
        self, most: int, seconds: float, *, keys: int = KEYS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._keys = keys
        self._clock = clock
        self._windows: OrderedDict[str, Window] = OrderedDict()

    def count(self, key: str) -> Verdict:
        """Count one more; what is refused counts no further and does not lengthen the window."""
        window = self._window(key)
        if window.count < self._most:
            window.count += 1
            return Verdict.TAKEN
        if window.told:
            return Verdict.REFUSED
        window.told = True
        return Verdict.TELL

    def exhaust(self, key: str) -> Verdict:
        """Let the key have no more in this window."""
        self._window(key).count = self._most
        return self.count(key)

    def _window(self, key: str) -> Window:
        now = self._clock()
        window = self._windows.get(key)
        if window is None or now - window.began >= self._seconds:
            window = self._windows[key] = Window(now)
            self._windows.move_to_end(key)
            while len(self._windows) > self._keys:
                self._windows.popitem(last=False)
        return window


class WebLimits:
    """The limits of the web channel. An address may stand for a whole office: its limits are wide."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._requests = RateLimit(30, 60, clock=clock)
        self._messages = RateLimit(20, 60, clock=clock)
        self._messages_of_address = RateLimit(240, 60, clock=clock)
        self._sessions_of_address = RateLimit(60, 600, clock=clock)

    def session_request(self, socket: str) -> Verdict:
        """A socket asks for its session, which may replay a whole conversation."""
        return self._requests.count(socket)

    def new_session(self, address: str | None) -> Verdict:
        """A stranger asks for a session; `address` is None where addresses cannot be told apart."""
        return self._sessions_of_address.count(address) if address else Verdict.TAKEN

    def message(self, session: str, address: str | None) -> Verdict:
        """A client writes; `session` is the conversation, or the socket of one who has none."""
        by_session = self._messages.count(session)
        if by_session is not Verdict.TAKEN or address is None:
            return by_session
        found = self._messages_of_address.count(address)
        # The address's own sentence went to someone else; each session is told for itself.
        return Verdict.TAKEN if found is Verdict.TAKEN else self._messages.exhaust(session)
