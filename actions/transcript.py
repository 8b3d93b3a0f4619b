"""A tracker's events → what an agent reads: both sides' words, with the links and buttons the client had in view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from handoff.client import TranscriptLine

Event = dict[str, Any]

LENGTH = 60
"""Messages an agent gets to read from before the ticket."""


def transcript(events: Iterable[Event]) -> list[TranscriptLine]:
    """Return the last messages of both sides; texts are masked since the door."""
    lines: list[TranscriptLine] = []
    titles: dict[str, str] = {}
    for event in events:
        who = {"user": "client", "bot": "bot"}.get(str(event.get("event")))
        if who is None or not event.get("text"):
            continue
        if who == "bot":
            titles.update((button["payload"], button["title"]) for button in _buttons(event))
            text = _offered(event)
        else:
            text = _written(str(event["text"]), titles)
        if text:
            at = datetime.fromtimestamp(event.get("timestamp") or 0, tz=timezone.utc)
            lines.append(TranscriptLine(who, text, at))
    return lines[-LENGTH:]


def _written(text: str, titles: dict[str, str]) -> str:
    """Return the title of the button the client chose, or what was typed; nothing for the door's own signals."""
    if not text.startswith("/"):
        return text
    payload = text.split("{", 1)[0]
    return titles.get(payload, "")


def _offered(event: Event) -> str:
    """Return a bot message as the client saw it: its words, its links, its buttons."""
    links = ((event.get("data") or {}).get("custom") or {}).get("links") or []
    shown = [str(event["text"]), *(f"- {link['title']}\n  {link['url']}" for link in links)]
    return "\n".join([*shown, " ".join(f"[{button['title']}]" for button in _buttons(event))]).rstrip()


def _buttons(event: Event) -> list[dict[str, str]]:
    return (event.get("data") or {}).get("buttons") or []
