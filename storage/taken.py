"""Rasa's events → here → the door, after a crash: had the tracker taken a message before?"""

from __future__ import annotations

import sqlalchemy as sa

from storage.engine import open_engine

# As Rasa's SQL tracker store makes it; read only.
events = sa.table("events", sa.column("sender_id"), sa.column("type_name"), sa.column("data"))


class TakenMessages:
    """Reads the store of Rasa's events. Opened when first asked, which is after a crash only."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, conversation_id: str, message_id: str) -> bool:
        """Tell whether the conversation's tracker holds the client's message with that id."""
        # The ids are the door's own digests: nothing in them means anything to LIKE or JSON.
        query = sa.select(sa.func.count()).where(
            events.c.sender_id == conversation_id,
            events.c.type_name == "user",
            events.c.data.contains(f'"message_id": "{message_id}"', autoescape=True),
        )
        engine = open_engine(self._url)
        try:
            with engine.connect() as connection:
                return bool(connection.execute(query).scalar())
        except sa.exc.DBAPIError:
            # No such table yet: Rasa has kept nothing at all.
            return False
        finally:
            engine.dispose()
