"""Door → here, after the answer: once a conversation, that personal details were removed and where they belong."""

from __future__ import annotations

from collections.abc import Iterable

from channels.turn import Turn
from privacy import kinds
from storage.conversations import Entry
from storage.shown import MASKED, Shown

UNTOLD = frozenset({kinds.URL, kinds.IP_ADDRESS})
"""Kinds that are no detail of a person's file: to speak of them would only puzzle."""
FLAG = "removed"
"""In the body of a client's message from which something was removed that the client is told about."""


def flag(found: Iterable[str]) -> dict[str, bool]:
    """Return what the body of a message with these kinds of data bears."""
    return {FLAG: True} if set(found) - UNTOLD else {}


async def tell(turn: Turn, entry: Entry, shown: Shown) -> None:
    """Say the sentence if this message is the conversation's first that needs it."""
    if not entry.body.get(FLAG) or not shown.note(turn.known.id, MASKED):
        return
    offered = [one.body["quick_replies"] for one in turn.replies if one.body["quick_replies"]]
    # Some channels show buttons below the last message alone; the question they answer is above this one.
    reply = {**turn.phrase("utter_door_removed"), "repeats": offered[-1] if offered else []}
    await turn.emit(reply, who="system", message_id=f"{entry.message_id}-removed", answers=False)
