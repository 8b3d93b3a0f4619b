"""The door → here: one message kept, in one transaction with what it changes of its conversation."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.engine import Connection

from storage import door_statements as statements
from storage.door_tables import Conversation, Entry, conversation_of, with_offer

Also = Callable[[Connection], None]


class Saying:
    """What `Conversations.saying` hands out; nothing of it lasts when the block around it fails."""

    def __init__(self, db: Connection, identifier: str, ends: int, decrypt: Callable[[str], str | None]) -> None:
        self._db = db
        self._identifier = identifier
        self._decrypt = decrypt
        # First a change, whatever it changes: it takes SQLite's lock, so that nothing is deleted meanwhile.
        db.execute(statements.END_TURN, {"of_seq": ends})
        self._row = db.execute(statements.WITH_ANSWERED, {"of_id": identifier, "of_seq": ends}).mappings().first()
        self._is_gone = self._row is None or (ends != 0 and not self._row["answered"])
        self.known: Conversation | None = conversation_of(self._row) if self._row else None
        """The conversation as it is now; None when it was deleted."""
        self.entry: Entry | None = None
        """What was kept; None when nothing was."""

    def keep(self, message_id: str, who: str, body: dict[str, Any], *, pending: bool, forward: bool) -> Entry | None:
        """Keep the message, unless its conversation or the message it answers was deleted meanwhile."""
        if self._is_gone:
            return None
        sent_at = time.time()
        values = {
            "conversation_id": self._identifier,
            "message_id": message_id,
            "who": who,
            "body": json.dumps(body, ensure_ascii=False),
            "sent_at": sent_at,
            "pending": pending,
            "forward": forward,
        }
        seq = self._db.execute(statements.NEW_MESSAGE, values).inserted_primary_key[0]
        self.entry = Entry(seq, self._identifier, message_id, who, body, sent_at)
        return self.entry

    def offer(self, known: Conversation, payloads: Sequence[str]) -> Conversation:
        """Make `payloads` the newest buttons; returns the conversation with them."""
        changed = with_offer(known, payloads)
        values = {"offered": json.dumps(changed.offered), "stale": json.dumps(changed.stale), "updated_at": time.time()}
        self._db.execute(statements.CHANGE_CONVERSATION, {"of_id": known.id, **values})
        return changed

    def also(self, change: Also) -> None:
        """Make a further change in the same transaction."""
        change(self._db)

    def drop(self) -> None:
        """Take back what was changed so far."""
        self._db.rollback()

    def address(self) -> str | None:
        """Return the channel address to deliver to; None when it is unknown or was kept under another DOOR_KEY."""
        return self._decrypt(self._row["address"]) if self._row else None
