"""At the start of the server → here → the door: what an earlier process acknowledged and did not answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from channels.accepted import Accepted
from channels.door import Door
from storage.conversations import Entry

log = logging.getLogger(__name__)

MOST_TRIES = 2
"""A message that was begun so often, and each time without an end, is not given to Rasa again."""

Taken = Callable[[str, str], bool]
"""Conversation id, message id → whether Rasa's tracker has the message."""


async def take_up(door: Door, taken: Taken) -> None:
    """Answer what was begun and brought no reply, then what was not begun: each of them once."""
    for entry, tries in door.conversations.interrupted():
        await _one_of_many(entry, _resume(door, entry, tries, taken))
    for entry in door.conversations.pending():
        accepted = Accepted(entry.conversation_id, entry=entry, message_id=entry.message_id)
        await _one_of_many(entry, door.work_on(accepted))


async def _resume(door: Door, entry: Entry, tries: int, taken: Taken) -> None:
    by_bot = tries < MOST_TRIES and not taken(entry.conversation_id, entry.message_id)
    about = {"conversation": entry.conversation_id, "seq": entry.seq, "tries": tries, "by_bot": by_bot}
    log.warning("interrupted turn taken up", extra=about)
    door.conversations.begin_again(entry.seq)
    await door.resume(entry, by_bot=by_bot)


async def _one_of_many(entry: Entry, work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except Exception as error:
        # One client's trouble is not the next one's. Only the type: its message may quote the client.
        about = {"conversation": entry.conversation_id, "seq": entry.seq}
        log.error("not taken up: %s", type(error).__name__, extra=about)
