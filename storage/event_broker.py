"""Masked events → one JSON line each in a file that analytics follows."""

from __future__ import annotations

import json
from asyncio import AbstractEventLoop
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

import settings
from storage.guard import Guard, process_guard


class MaskingFileBroker(EventBroker):
    """Appends events to a file. It masks too: Rasa's fail-over store streams to it without asking ours."""

    def __init__(self, path: Path, guard: Guard) -> None:
        self._guard = guard
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8", buffering=1)

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: AbstractEventLoop | None = None
    ) -> MaskingFileBroker:
        """`path` in endpoints.yml, else the setting EVENTS_FILE."""
        path = broker_config.kwargs.get("path") or settings.load().events_file
        return cls(Path(path), process_guard())

    def publish(self, event: dict[str, Any]) -> None:
        masked = {**self._guard.deep(event), "sender_id": event.get("sender_id")}
        self._file.write(json.dumps(masked, ensure_ascii=False) + "\n")

    async def close(self) -> None:
        self._file.close()
