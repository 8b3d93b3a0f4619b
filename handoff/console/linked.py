"""What was said → here → templates. The pages that the bot showed become links; nobody else's addresses do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handoff.views import MessageView

SHOWN = re.compile(r"^- (?P<title>.+)\n {2}(?P<url>https://[^\s<>\"']+)$", re.M)
"""A page as the bot's transcript names it: its title, and below it its address."""


@dataclass(frozen=True)
class Part:
    """Some of a message; `url` is empty for plain words."""

    text: str
    url: str = ""


def parts(line: MessageView) -> list[Part]:
    """Return the pieces of a message, in order. What people write stays text: an address of theirs may lie."""
    found, end = [], 0
    for shown in SHOWN.finditer(line.text) if line.who == "bot" else ():
        found += [Part(f"{line.text[end : shown.start()]}- "), Part(shown["title"], shown["url"])]
        end = shown.end()
    return [part for part in (*found, Part(line.text[end:])) if part.text]
