"""Rasa → here → the action server: what a call of an action costs beside the action itself, taken out.

Put in place by `rasa_speed.apply`.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

SELECTIVE_EVENTS = "selective_events"
"""Under `action_endpoint` in endpoints.yml: the actions that get all events of the session."""

_stock_format = RemoteAction._action_call_format


def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Return what an action is sent; stock Rasa sends the whole session's events with each call, ever more of them."""
    readers = self.action_endpoint.kwargs.get(SELECTIVE_EVENTS) if self.action_endpoint else None
    if readers is None or self.name() in readers:
        return dict(_stock_format(self, tracker, domain))
    return dict(_stock_format(self, _OfThisTurn(tracker), domain))


class _OfThisTurn:
    """A tracker whose state shows the events since the client's last message, and all else as it is."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self.sender_id = tracker.sender_id
        self._tracker = tracker

    def current_state(self, _verbosity: EventVerbosity) -> dict[str, Any]:
        state = self._tracker.current_state(EventVerbosity.NONE)
        return {**state, "events": [event.as_dict() for event in _of_this_turn(self._tracker)]}


def _of_this_turn(tracker: DialogueStateTracker) -> list[Event]:
    found: list[Event] = []
    for event in reversed(tracker.events):
        found.insert(0, event)
        if isinstance(event, UserUttered):
            break
    return found


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return jsonschema.validators.validator_for(schema)(schema)


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an action server's reply; stock Rasa compiles the schema anew for each (about 50 ms)."""
    _validator().validate(result)
    return True


_connections: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.TCPConnector] = WeakKeyDictionary()
# Shorter than the server's own (5 s), so that no request goes out on a connection that is being closed.
KEEP_ALIVE_SECONDS = 3.0


def _session(self: EndpointConfig) -> aiohttp.ClientSession:
    """Return a session on kept connections; stock Rasa connects anew for each call of an action."""
    loop = asyncio.get_running_loop()
    if loop not in _connections:
        _connections[loop] = aiohttp.TCPConnector(keepalive_timeout=KEEP_ALIVE_SECONDS)
    return aiohttp.ClientSession(
        headers=self.headers,
        auth=aiohttp.BasicAuth(self.basic_auth["username"], self.basic_auth["password"]) if self.basic_auth else None,
        timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
        connector=_connections[loop],
        connector_owner=False,
    )


async def close_connections() -> None:
    """Close what this event loop has kept open."""
    connector = _connections.pop(asyncio.get_running_loop(), None)
    if connector is not None:
        await connector.close()


def apply() -> None:
    """Put the replacements in place."""
    EndpointConfig.session = _session
    RemoteAction._validate_action_result = _validate_action_result
    RemoteAction._action_call_format = _action_call_format
