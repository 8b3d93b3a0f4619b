"""The door's messages → what an agent reads: words, titles of chosen buttons, links in view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone

from handoff.client import TranscriptLine
from storage.conversations import Entry

LENGTH = 60
"""Messages an agent gets to read from before the ticket, as many as an action gives."""
SIDES = {"client": "client", "bot": "bot", "system": "bot"}


def transcript(entries: Iterable[Entry]) -> tuple[TranscriptLine, ...]:
    """Return the last messages of both sides, masked since the door; an earlier ticket's agent is left out."""
    entries = list(entries)
    titles = titles_of(entries)
    lines = [
        TranscriptLine(SIDES[entry.who], readable(entry, titles), datetime.fromtimestamp(entry.sent_at, timezone.utc))
        for entry in entries
        if entry.who in SIDES
    ]
    return tuple(lines[-LENGTH:])


def titles_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Return payload → title of all buttons that were offered; the newest title of a payload counts."""
    return {reply["payload"]: reply["title"] for one in entries for reply in one.body.get("quick_replies") or []}


def is_choice(entry: Entry) -> bool:
    """Tell whether a message is the payload of a button."""
    return entry.who == "client" and str(entry.body["text"]).startswith("/")


def readable(entry: Entry, titles: Mapping[str, str]) -> str:
    """Return a message as its reader or writer saw it: of a chosen button the title, not the payload."""
    text = str(entry.body["text"])
    if entry.who != "client":
        links = [f"- {link['title']}\n  {link['url']}" for link in entry.body.get("links") or []]
        buttons = " ".join(f"[{button['title']}]" for button in entry.body.get("quick_replies") or [])
        return "\n".join([text, *links, buttons]).rstrip()
    if not is_choice(entry):
        return text
    return str(titles.get(text) or text.lstrip("/").replace("_", " "))
