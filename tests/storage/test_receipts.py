"""What became of agents' replies, and when a conversation last moved."""

import pytest

from settings import Settings
from storage.conversations import Conversation, Conversations, Entry
from storage.receipts import Receipt, Receipts
from tests.storage.said import PSID


@pytest.fixture
def known(door: Conversations) -> Conversation:
    return door.open("messenger", PSID, "en")


def kept(door: Conversations, known: Conversation, message_id: str, who: str = "agent", **flags: bool) -> Entry:
    entry = door.add(known.id, message_id, who, {"text": "made up"}, **flags)
    assert entry is not None
    return entry


def test_the_latest_note_stands_and_outlives_the_server(
    door: Conversations, known: Conversation, given: Settings
) -> None:
    entry = kept(door, known, "r1")
    Receipts(door).keep(entry.seq, Receipt("kept", "channel_down"))
    Receipts(door).keep(entry.seq, Receipt("refused", "given_up"))

    again = Receipts(Conversations(given.door_url, given.door_key))
    assert again.of(known.id, "r1") == Receipt("refused", "given_up")


def test_a_reply_without_a_note_is_still_under_way(door: Conversations, known: Conversation) -> None:
    kept(door, known, "r1")

    assert Receipts(door).of(known.id, "r1") == Receipt("kept", "under_way")


def test_what_a_client_fetches_is_delivered_but_never_what_was_refused(
    door: Conversations, known: Conversation
) -> None:
    receipts = Receipts(door)
    entries = [kept(door, known, "r1"), kept(door, known, "r2"), kept(door, known, "r3")]
    receipts.keep(entries[0].seq, Receipt("kept", "client_away"))
    receipts.keep(entries[1].seq, Receipt("refused", "too_late"))
    receipts.keep(entries[2].seq, Receipt("kept", "client_away"))

    receipts.fetched(entries[:2])

    assert [receipts.of(known.id, f"r{number}").state for number in (1, 2, 3)] == ["delivered", "refused", "kept"]


def test_a_client_was_heard_even_when_its_message_was_not_kept(door: Conversations, known: Conversation) -> None:
    receipts = Receipts(door)
    kept(door, known, "r1", "agent")
    assert receipts.last_heard(known.id) is None

    said = kept(door, known, "0f-said", "system")
    assert receipts.last_heard(known.id) == said.sent_at
    written = kept(door, known, "m1", "client")
    assert receipts.last_heard(known.id) == written.sent_at


def test_what_is_not_worked_on_yet_has_not_moved_the_conversation(door: Conversations, known: Conversation) -> None:
    receipts = Receipts(door)
    entry = kept(door, known, "m1", "client", pending=True)
    assert receipts.last_moved(known.id) is None

    door.mark(entry.seq, pending=False)
    assert receipts.last_moved(known.id) == entry.sent_at
