"""What a turn costs at the door, in transactions: each waits for the disk, and the client waits for all of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from channels.inbound import Inbound
from tests.channels.conftest import Doorway

YES = {"title": "Yes", "payload": "/affirm"}
MOST_COMMITS = 5
"""The message, the beginning of its turn, two replies, and buttons that are gone."""


async def test_a_turn_takes_few_transactions(doorway: Doorway) -> None:
    doorway.rasa.replies = [{"text": "An answer."}, {"text": "Did that help?", "buttons": [YES]}]
    await doorway.door.receive(Inbound("web", "visitor-1", "How early can I arrive?", page_language="en"))
    changes: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("SELECT"):
            changes.append(statement)

    commits: list[int] = []
    engine = doorway.conversations.engine
    sa.event.listen(engine, "after_cursor_execute", note)
    sa.event.listen(engine, "commit", lambda _: commits.append(len(changes)))
    await doorway.door.receive(Inbound("web", "visitor-1", "And how late can I come?", page_language="en"))

    writing = [now for before, now in zip([0, *commits], commits, strict=False) if now > before]
    assert 0 < len(writing) <= MOST_COMMITS
