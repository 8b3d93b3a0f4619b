"""The door's store: hashes for addresses, messages once, owners by epoch."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given as over
from hypothesis import settings as effort
from hypothesis import strategies as st

from settings import Settings
from storage.conversations import Conversation, Conversations
from tests.storage.said import OTHER_PSID, PSID, bytes_of


@pytest.fixture
def known(door: Conversations) -> Conversation:
    return door.open("messenger", PSID, "en")


def test_the_same_address_is_the_same_conversation(door: Conversations, known: Conversation, given: Settings) -> None:
    assert door.open("messenger", PSID, "fr") == known
    assert Conversations(given.door_url, given.door_key).open("messenger", PSID, "fr") == known


def test_channels_do_not_share_addresses(door: Conversations, known: Conversation) -> None:
    assert door.id_of("rest", PSID) != known.id
    assert door.id_of("rest", "a\0b") != door.id_of("rest\0a", "b")


def test_a_door_key_that_was_changed_is_noticed(known: Conversation, given: Settings) -> None:
    assert not Conversations(given.door_url, given.door_key).kept_under_another_key()
    assert Conversations(given.door_url, "another".ljust(40, "x")).kept_under_another_key()


def test_another_key_gives_other_ids_and_cannot_read_the_addresses(known: Conversation, given: Settings) -> None:
    stranger = Conversations(given.door_url, "another key of sufficient length, made up")

    assert stranger.id_of("messenger", PSID) != known.id
    assert stranger.address(known.id) is None


def test_the_address_comes_back_and_is_nowhere_on_the_disk(
    door: Conversations, known: Conversation, given: Settings
) -> None:
    assert door.address(known.id) == PSID
    assert PSID.encode() not in bytes_of(given.var_dir)
    assert PSID not in known.id + known.reference


def test_an_unknown_conversation_is_none(door: Conversations) -> None:
    assert door.get("web-unknown") is None
    assert door.address("web-unknown") is None


def test_a_message_id_counts_once_in_a_conversation(door: Conversations, known: Conversation) -> None:
    first = door.add(known.id, "m1", "client", {"text": "one"})

    assert door.add(known.id, "m1", "client", {"text": "another"}) is None
    assert door.messages(known.id) == [first]


def test_two_conversations_may_use_the_same_message_id(door: Conversations, known: Conversation) -> None:
    other = door.open("messenger", OTHER_PSID, "en")

    assert door.add(known.id, "m1", "client", {"text": "one"})
    assert door.add(other.id, "m1", "client", {"text": "two"})


def test_messages_come_after_a_number_oldest_first_and_no_more_than_the_newest(
    door: Conversations, known: Conversation
) -> None:
    kept = [door.add(known.id, f"m{number}", "client", {"text": str(number)}) for number in range(5)]

    assert door.messages(known.id, after=kept[1].seq) == kept[2:]  # type: ignore[union-attr]
    assert door.messages(known.id, limit=2) == kept[3:]


def test_a_seq_is_never_given_twice(door: Conversations, known: Conversation, given: Settings) -> None:
    """A page that is told "after 7" would miss the new 7 if the old one had been deleted."""
    last = door.add(known.id, "m1", "client", {"text": "one"})
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db, db:
        db.execute("DELETE FROM message")

    assert door.add(known.id, "m2", "client", {"text": "two"}).seq > last.seq  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pushes", "expected"),
    [
        ([("queue", 1), ("person", 2)], "person"),
        ([("person", 2), ("queue", 1)], "person"),
        ([("person", 2), ("person", 2), ("bot", 3), ("person", 2)], "bot"),
        ([("bot", 0)], "bot"),
    ],
)
def test_the_newest_owner_stands_in_whatever_order_the_news_come(
    door: Conversations, known: Conversation, pushes: list[tuple[str, int]], expected: str
) -> None:
    for owner, epoch in pushes:
        door.change_owner(known.id, owner, epoch, "Q-TEST")

    found = door.get(known.id)
    assert found is not None
    assert (found.owner, found.ticket) == (expected, None if expected == "bot" else "Q-TEST")


@effort(max_examples=40, deadline=None)
@over(st.permutations(list(range(1, 7))))
def test_any_order_of_news_ends_with_the_highest_epoch(epochs: list[int]) -> None:
    door = Conversations("sqlite://", "a made-up key")
    known = door.open("web", "visitor", "en")
    for epoch in epochs:
        door.change_owner(known.id, "person" if epoch % 2 else "bot", epoch, f"Q-{epoch}")

    found = door.get(known.id)
    assert found is not None
    assert (found.epoch, found.owner) == (6, "bot")


def test_conversations_with_people_are_listed(door: Conversations, known: Conversation) -> None:
    door.open("web", "someone-else", "en")
    door.change_owner(known.id, "queue", 1, "Q-TEST")

    assert door.owned_by_people() == [known.id]


def test_buttons_before_the_newest_are_stale_and_not_forgotten_at_once(
    door: Conversations, known: Conversation
) -> None:
    for payloads in (["/a", "/b"], ["/c"], []):
        known = door.offer(known, payloads)

    assert (known.offered, known.stale) == ((), ("/a", "/b", "/c"))
    assert door.get(known.id) == known


def test_old_buttons_do_not_pile_up_without_end(door: Conversations, known: Conversation) -> None:
    for number in range(150):
        known = door.offer(known, [f"/intent_{number}"])

    assert len(known.stale) == 100
    assert known.stale[-1] == "/intent_148"


def test_pending_and_waiting_are_lists_of_their_own(door: Conversations, known: Conversation) -> None:
    pending = door.add(known.id, "m1", "client", {"text": "one"}, pending=True)
    assert pending is not None
    assert door.pending() == [pending]
    assert door.waiting() == []

    door.mark(pending.seq, pending=False, forward=True)
    assert door.pending() == []
    assert door.waiting() == [pending]


def test_the_store_is_in_wal_mode_and_survives_two_writers(given: Settings) -> None:
    first, second = (Conversations(given.door_url, given.door_key) for _ in range(2))
    known = first.open("web", "visitor", "en")
    for number in range(20):
        assert first.add(known.id, f"a{number}", "client", {"text": "x"})
        assert second.add(known.id, f"b{number}", "bot", {"text": "y"})

    assert len(second.messages(known.id)) == 40
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_reply_that_is_dropped_changes_nothing(door: Conversations, known: Conversation, given: Settings) -> None:
    asked = door.add(known.id, "m1", "client", {"text": "Hello"}, pending=True)
    assert asked is not None
    door.begin(asked.seq, forward=False)

    with door.saying(known.id, ends=asked.seq) as saying:
        saying.drop()
    later = Conversations(given.door_url, given.door_key)

    assert saying.entry is None
    assert [entry.seq for entry, _ in later.interrupted()] == [asked.seq]
    later.engine.dispose()


def test_buttons_are_offered_together_with_the_message_that_shows_them(
    door: Conversations, known: Conversation
) -> None:
    with door.saying(known.id) as saying:
        saying.keep("b1", "bot", {"text": "Did that help?"}, pending=False, forward=False)
        offered = saying.offer(known, ("/affirm", "/deny"))

    assert door.get(known.id) == offered
    assert offered.offered == ("/affirm", "/deny")


def test_what_goes_with_a_message_that_was_known_already_is_not_kept(door: Conversations, known: Conversation) -> None:
    done: list[str] = []

    for _ in range(2):
        door.add(known.id, "m1", "client", {"text": "Hello"}, also=lambda db: done.append("counted"))

    assert done == ["counted"]


def test_the_turn_of_the_bot_is_counted_when_it_begins_and_once(door: Conversations, known: Conversation) -> None:
    asked = door.add(known.id, "m1", "client", {"text": "Hello"}, pending=True)
    assert asked is not None

    begun = [door.begin(asked.seq, forward=False, turn_of=known.id) for _ in range(2)]

    assert begun == [True, False]
    assert door.get(known.id).turns == 1  # type: ignore[union-attr]
