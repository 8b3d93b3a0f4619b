"""A reply → Messenger messages within its limits (Send API reference: text 2,000, quick replies 13, titles 20)."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

TEXT_LIMIT = 2000
QUICK_REPLY_LIMIT = 13
TITLE_LIMIT = 20
_LEADING_NUMBER = re.compile(r"\d{1,3}\b")


def messages_of(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the Send API `message` objects of one reply; the quick replies hang on the last.

    Titles that are longer than Messenger shows are numbered in the text, and the buttons carry the numbers.
    """
    text, buttons = str(reply.get("text") or ""), _buttons_of(reply)[:QUICK_REPLY_LIMIT]
    links = [f"{link['title']}: {link['url']}" for link in reply.get("links") or []]
    titles = [str(button["title"]) for button in buttons]
    if any(len(title) > TITLE_LIMIT for title in titles):
        lines, titles = _numbered(titles)
        links += lines
    agent = f"{reply['agent']}: " if reply.get("agent") else ""
    messages: list[dict[str, Any]] = [{"text": part} for part in split("\n".join([agent + text, *links]))]
    if buttons:
        messages[-1]["quick_replies"] = [
            {"content_type": "text", "title": title, "payload": str(button["payload"])}
            for title, button in zip(titles, buttons, strict=True)
        ]
    return messages


def _buttons_of(reply: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the reply's buttons, or those it repeats: Messenger shows none but the last message's."""
    return list(reply.get("quick_replies") or reply.get("repeats") or [])


def _numbered(titles: list[str]) -> tuple[list[str], list[str]]:
    """Return `titles` as lines with numbers, and the numbers.

    Titles that begin with numbers of their own (a rating, 5 first) keep them: a second number would turn it around.
    """
    own = [found[0] for title in titles if (found := _LEADING_NUMBER.match(title))]
    if len(set(own)) == len(titles):
        return titles, own
    numbers = [str(number) for number in range(1, len(titles) + 1)]
    return [f"{number}. {title}" for number, title in zip(numbers, titles, strict=True)], numbers


def split(text: str) -> list[str]:
    """Return `text` in parts of at most 2,000 characters, cut at spaces where there are any."""
    if len(text) <= TEXT_LIMIT:
        return [text]
    # At hyphens it would also cut addresses.
    return textwrap.wrap(text, TEXT_LIMIT, replace_whitespace=False, break_on_hyphens=False)
