"""What somebody said some days ago, made by hand for the tests of expiry and of rights."""

import time
from pathlib import Path

import sqlalchemy as sa
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from storage.conversations import Conversation, Conversations
from storage.receipts import Receipt, Receipts
from storage.shown import NOTICE, Shown

NOW = time.time()
DAY = 86_400.0
PSID, OTHER_PSID = "4715550001112223", "4715550009998887"
ANCIENT, RECENT = "the ancient question about a permit", "the recent question about a permit"


def say(door: Conversations, address: str, text: str, days: float = 0.0) -> Conversation:
    """A message and an agent's reply, `days` ago, with all that is noted beside them; nothing has moved since."""
    known = door.open("messenger", address, "en")
    entry = door.add(known.id, f"m-{days}", "client", {"text": text}, pending=True)
    assert entry is not None
    door.begin(entry.seq, forward=False)
    reply = door.add(known.id, f"r-{days}", "agent", {"text": f"{text}, answered"})
    assert reply is not None
    Receipts(door).keep(reply.seq, Receipt("delivered"))
    Shown(door).note(known.id, NOTICE, "2026-11-22")
    with door.engine.begin() as db:
        at = {"at": NOW - days * DAY, "id": known.id, "asked": entry.seq, "answered": reply.seq}
        db.execute(sa.text("UPDATE message SET sent_at = :at WHERE seq IN (:asked, :answered)"), at)
        db.execute(sa.text("UPDATE conversation SET updated_at = :at WHERE id = :id"), at)
    return known


def tracker(sender: str, *events: Event) -> DialogueStateTracker:
    """Rasa's tracker with `events`."""
    made = DialogueStateTracker(sender, [])
    for event in events:
        made.update(event)
    return made


def bytes_of(folder: Path) -> bytes:
    """Everything under a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
