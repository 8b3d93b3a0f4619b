"""The door of this process, built once for all its channels."""

from __future__ import annotations

from functools import lru_cache

import settings
from channels.door import Door, Limits
from channels.forwarding import Forwarding
from channels.phrases import Phrases
from handoff.client import BridgeClient
from storage.conversations import Conversations
from storage.guard import process_guard


@lru_cache(maxsize=1)
def process_settings() -> settings.Settings:
    """Return the process's settings; raises SettingsError."""
    return settings.load()


@lru_cache(maxsize=1)
def conversations() -> Conversations:
    given = process_settings()
    return Conversations(given.door_url, given.door_key)


@lru_cache(maxsize=1)
def forwarding() -> Forwarding:
    given = process_settings()
    return Forwarding(conversations(), BridgeClient(given.bridge_url, given.bridge_token))


@lru_cache(maxsize=1)
def door() -> Door:
    """Return the process's door."""
    given = process_settings()
    limits = Limits(given.max_message_length, given.turn_timeout)
    return Door(conversations(), process_guard(), Phrases.load(), limits, forwarding())
