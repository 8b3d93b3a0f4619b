"""unseen.jsonl → here → messages written by hand by somebody who had not seen the masker, its templates or lists."""

from __future__ import annotations

import json

import regex

from evaluation.privacy.messages import FOLDER, Item, Message

FILE = FOLDER / "unseen.jsonl"
_MARKED = regex.compile(r"\[\[([A-Z_]+):((?:(?!\]\]).)+)\]\]", regex.DOTALL)


def unseen_messages() -> list[Message]:
    """Return the messages of the file; a datum is marked there as [[KIND:value]]."""
    rows = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return [read(row["text"], language=row["language"], style=row["style"], pattern=row["pattern"]) for row in rows]


def read(marked: str, *, language: str, style: str, pattern: str) -> Message:
    """Return a message whose data are marked in `marked`."""
    text, items, at = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        span = len(text), len(text) + len(found[2])
        items.append(Item(found[1], *span, telling=span))
        text += found[2]
        at = found.end()
    return Message(text + marked[at:], tuple(items), language, style, "by hand", pattern)
