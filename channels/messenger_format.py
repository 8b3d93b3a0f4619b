"""A reply → Messenger messages within its limits (Send API reference: text 2,000, quick replies 13, titles 20)."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

TEXT_LIMIT = 2000
QUICK_REPLY_LIMIT = 13
TITLE_LIMIT = 20


def messages_of(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the Send API `message` objects of one reply; the quick replies hang on the last.

    Titles that are longer than Messenger shows are numbered in the text, and the buttons carry the numbers.
    """
    text, buttons = str(reply.get("text") or ""), list(reply.get("quick_replies") or [])[:QUICK_REPLY_LIMIT]
    links = [f"{link['title']}: {link['url']}" for link in reply.get("links") or []]
    titles = [str(button["title"]) for button in buttons]
    if any(len(title) > TITLE_LIMIT for title in titles):
        links += [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
        titles = [str(number) for number in range(1, len(titles) + 1)]
    agent = f"{reply['agent']}: " if reply.get("agent") else ""
    messages: list[dict[str, Any]] = [{"text": part} for part in split("\n".join([agent + text, *links]))]
    if buttons:
        messages[-1]["quick_replies"] = [
            {"content_type": "text", "title": title, "payload": str(button["payload"])}
            for title, button in zip(titles, buttons, strict=True)
        ]
    return messages


def split(text: str) -> list[str]:
    """Return `text` in parts of at most 2,000 characters, cut at spaces where there are any."""
    if len(text) <= TEXT_LIMIT:
        return [text]
    # At hyphens it would also cut addresses.
    return textwrap.wrap(text, TEXT_LIMIT, replace_whitespace=False, break_on_hyphens=False)
