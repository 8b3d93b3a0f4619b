"""Masked events → one JSON line each in a file that analytics follows."""

from __future__ import annotations

import json
from asyncio import AbstractEventLoop
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

import settings
from storage.event_file import EventFile
from storage.guard import Guard, process_guard


class MaskingFileBroker(EventBroker):
    """Appends events to a file. It masks too: Rasa's fail-over store streams to it without asking ours."""

    def __init__(self, path: Path, guard: Guard) -> None:
        self.path = path
        self._guard = guard
        self._file = EventFile(path)

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: AbstractEventLoop | None = None
    ) -> MaskingFileBroker:
        """`path` in endpoints.yml, else the setting EVENTS_FILE."""
        path = broker_config.kwargs.get("path") or settings.load().events_file
        return cls(Path(path), process_guard())

    def publish(self, event: dict[str, Any]) -> None:
        self.publish_masked([self._guard.deep(event)])

    def publish_masked(self, events: Iterable[dict[str, Any]]) -> None:
        """Append events that our tracker store has masked, written and counted as kept."""
        self._file.write(*(json.dumps(event, ensure_ascii=False) for event in events))

    async def close(self) -> None:
        self._file.close()
