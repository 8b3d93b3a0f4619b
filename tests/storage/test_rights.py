"""One conversation handed out or deleted: from every store, memory included, and not brought back."""

from rasa.shared.core.events import UserUttered

from settings import Settings
from storage import event_file
from storage.conversations import Conversation, Conversations
from storage.rights import StoredConversations
from storage.tracker_store import MaskingTrackerStore
from tests.storage.said import OTHER_PSID, PSID, bytes_of, say, tracker

SECRET = "a question that nobody else asked"
OTHER = "what somebody else asked"


async def told(door: Conversations, store: MaskingTrackerStore, address: str, text: str) -> Conversation:
    """A conversation at the door, and Rasa's part of it."""
    known = say(door, address, text)
    await store.save(tracker(known.id, UserUttered(text, {"name": "x"})))
    return known


async def test_a_deleted_conversation_is_in_no_byte_of_any_store_and_others_are_untouched(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    mine = await told(door, store, PSID, SECRET)
    theirs = await told(door, store, OTHER_PSID, OTHER)
    rights = StoredConversations(given)
    before = rights.export(theirs.id)

    found = rights.delete(mine.id)
    rights.scrub()

    assert found == {
        "door.db: conversation with encrypted address": 1,
        "door.db: messages": 2,
        "door.db: delivery notes": 2,
        "door.db: notices shown": 1,
        "conversations.db: events": 1,
        "events.jsonl: events": 1,
    }
    assert SECRET.encode() not in bytes_of(given.var_dir)
    assert set(rights.delete(mine.id).values()) == {0}
    assert rights.export(theirs.id) == before
    assert OTHER in str(before)


async def test_a_turn_under_way_does_not_bring_a_deleted_conversation_back(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    known = await told(door, store, PSID, SECRET)
    asked = door.add(known.id, "m2", "client", {"text": SECRET}, pending=True)
    assert asked is not None
    live = await store.retrieve(known.id)
    assert live is not None
    live.update(UserUttered(SECRET, {"name": "x"}))

    StoredConversations(given).delete(known.id)
    live.update(UserUttered(f"{SECRET} again", {"name": "x"}))
    await store.save(live)

    assert door.add(known.id, "late", "bot", {"text": SECRET}, ends=asked.seq) is None
    assert await store.retrieve(known.id) is None
    # The client writes again, and the answer to what was deleted comes only now.
    door.open("messenger", PSID, "en")
    assert door.add(known.id, "later", "bot", {"text": SECRET}, ends=asked.seq) is None
    StoredConversations(given).scrub()
    assert SECRET.encode() not in bytes_of(given.var_dir)


async def test_memory_lets_go_of_a_deleted_conversation_and_a_new_one_is_kept(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    known = await told(door, store, PSID, SECRET)
    assert await store.retrieve(known.id) is not None
    StoredConversations(given).delete(known.id)

    store.drop_forgotten(0.0)
    assert SECRET not in str(store._live)
    assert await store.retrieve(known.id) is None
    await store.save(tracker(known.id, UserUttered("a new beginning", {"name": "x"})))

    again = await store.retrieve(known.id)
    assert again is not None
    assert "a new beginning" in str(list(event_file.events(given.events_file)))


async def test_what_is_handed_out_is_all_that_is_stored_but_the_address(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    known = await told(door, store, PSID, SECRET)

    found = StoredConversations(given).export(known.id)

    assert [one["body"]["text"] for one in found["door"]["messages"]] == [SECRET, f"{SECRET}, answered"]
    assert found["door"]["shown"][0]["version"] == "2026-11-22"
    assert [one["text"] for one in found["rasa_events"]] == [one["text"] for one in found["event_file"]] == [SECRET]
    assert PSID not in str(found)
    assert "address" not in found["door"]["conversation"]


async def test_a_conversation_is_found_by_what_the_page_shows_even_if_only_one_store_has_it(
    door: Conversations, store: MaskingTrackerStore, given: Settings
) -> None:
    known = await told(door, store, PSID, SECRET)
    rights = StoredConversations(given)

    assert rights.ids(known.reference) == rights.ids(known.id) == {known.id}
    with door.engine.begin() as db:
        db.exec_driver_sql("DELETE FROM conversation")
        db.exec_driver_sql("DELETE FROM message")
        db.exec_driver_sql("DELETE FROM shown")
    assert rights.ids(known.reference) == {known.id}
    with store.engine.begin() as db:
        db.exec_driver_sql("DELETE FROM events")
    assert rights.ids(known.reference) == {known.id}
    assert rights.ids("FFFFFFFF") == set()
