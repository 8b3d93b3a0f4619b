"""Rasa's replies → one shape → the door: every channel speaks through the same output."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel

Reply = dict[str, Any]
"""`{text, quick_replies: [{title, payload}], links: [{title, url}], code, step, language}`."""


class DoorOutput(OutputChannel):
    """Collects one turn's replies, each handed on at once."""

    def __init__(self, channel: str, emit: Callable[[Reply], Awaitable[None]]) -> None:
        self._channel = channel
        self._emit = emit
        self.sent = 0

    def name(self) -> str:
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Hand on one bot message; Rasa calls this for each."""
        reply = reply_of(message)
        if reply["text"]:
            self.sent += 1
            await self._emit(reply)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"text": text})


def reply_of(message: dict[str, Any]) -> Reply:
    """Return the client's part of a Rasa bot message."""
    buttons = message.get("buttons") or []
    return {
        "text": message.get("text") or "",
        "quick_replies": [{"title": b["title"], "payload": b["payload"]} for b in buttons],
        "links": (message.get("custom") or {}).get("links") or [],
        "code": message.get("code") or "",
        "step": message.get("step") or "other",
        "as_of": message.get("as_of") or "",
    }
