"""The door's first half → here → its second: what `accept` leaves for `work_on`."""

from __future__ import annotations

from dataclasses import dataclass

from storage.conversations import Entry


@dataclass(frozen=True)
class Accepted:
    """A message that was masked and kept, or the sentence to say instead."""

    conversation_id: str
    entry: Entry | None = None
    say: str | None = None
    message_id: str = ""
    """As the door keeps it, so that what is said to it is said once however often it comes."""
    opening: bool = False
    """The client has not written a word yet."""
