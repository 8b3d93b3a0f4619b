"""Beside the door's messages: what a conversation was shown, once each, with version and time."""

from __future__ import annotations

import time

import sqlalchemy as sa

from storage.conversations import Conversations
from storage.door_tables import shown

NOTICE, MASKED = "notice", "masked"


class Shown:
    """Kept in the door's store, and deleted with the conversation."""

    def __init__(self, conversations: Conversations) -> None:
        self._engine = conversations.engine

    def note(self, identifier: str, what: str, version: str = "") -> bool:
        """Note that the conversation was shown `what`; False when it had been before, whose time stands."""
        row = {"conversation_id": identifier, "what": what, "version": version, "at": time.time()}
        try:
            with self._engine.begin() as db:
                db.execute(sa.insert(shown).values(**row))
        except sa.exc.IntegrityError:
            return False
        return True
