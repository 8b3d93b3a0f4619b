"""What has rested long enough goes, byte by byte; what goes on stays; counts remain."""

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered

from settings import Settings
from storage.conversations import Conversations
from storage.event_file import EventFile, events, take_out
from storage.expiry import Expired, expire
from storage.rights import StoredConversations
from storage.tracker_store import MaskingTrackerStore
from tests.storage.said import ANCIENT, DAY, NOW, OTHER_PSID, PSID, RECENT, bytes_of, say, tracker


def rows(given: Settings, query: str, file: str = "door.db") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(given.var_dir / file)) as db:
        return db.execute(query).fetchall()


def test_an_old_conversation_goes_whole_and_a_recent_one_stays_whole(door: Conversations, given: Settings) -> None:
    old = say(door, PSID, ANCIENT, days=31).id
    new = say(door, OTHER_PSID, RECENT, days=29).id
    encrypted = str(rows(given, f"SELECT address FROM conversation WHERE id = '{old}'")[0][0])
    assert encrypted.encode() in bytes_of(given.var_dir)

    found = expire(given, NOW)

    assert (found.conversations, found.messages) == (1, 2)
    assert door.get(old) is None
    assert [entry.body["text"] for entry in door.messages(new)] == [RECENT, f"{RECENT}, answered"]
    assert door.address(new) == OTHER_PSID
    for table in ("message", "receipt", "open_turn", "shown", "conversation"):
        assert len(rows(given, f"SELECT * FROM {table}")) == {"message": 2}.get(table, 1), table
    left = bytes_of(given.var_dir)
    assert not [trace for trace in (ANCIENT, encrypted, old) if trace.encode() in left]
    assert RECENT.encode() in left


def test_old_messages_of_a_conversation_that_goes_on_go_too(door: Conversations, given: Settings) -> None:
    identifier = say(door, PSID, ANCIENT, days=40).id
    assert say(door, PSID, RECENT, days=1).id == identifier

    expire(given, NOW)

    assert [entry.body["text"] for entry in door.messages(identifier)] == [RECENT, f"{RECENT}, answered"]
    assert door.address(identifier) == PSID
    assert ANCIENT.encode() not in bytes_of(given.var_dir)


def test_what_expired_is_counted_by_day_and_channel_and_again_counts_nothing_twice(
    door: Conversations, given: Settings
) -> None:
    for number in range(5):
        say(door, f"address-{number}", ANCIENT, days=31 + number % 2)

    expire(given, NOW)
    first = rows(given, "SELECT channel, what, sum(number) FROM counted GROUP BY channel, what ORDER BY what")
    again = expire(given, NOW)

    assert first == [("messenger", "expired:conversations", 5), ("messenger", "expired:messages", 10)]
    assert again == Expired(0, 0, 0, 0)
    assert first == rows(given, "SELECT channel, what, sum(number) FROM counted GROUP BY channel, what ORDER BY what")
    assert "address-" not in str(rows(given, "SELECT * FROM counted"))


def test_counts_have_an_end_of_their_own(door: Conversations, given: Settings) -> None:
    with closing(sqlite3.connect(given.var_dir / "door.db")) as db, db:
        old, new = ("2020-01-01", "web", "messages", 3), ("2999-01-01", "web", "messages", 4)
        db.executemany("INSERT INTO counted VALUES (?, ?, ?, ?)", [old, new])

    expire(given, NOW)

    assert rows(given, "SELECT number FROM counted") == [(4,)]


def test_nothing_of_very_many_small_rows_is_left_in_the_file(door: Conversations, given: Settings) -> None:
    """Where pages are rebalanced SQLite leaves copies that overwriting on deletion does not reach."""
    for number in range(400):
        words = f"{ANCIENT} {number} " + "x" * (number % 90 + 1)
        say(door, f"address-{number}", words, days=31 if number % 7 else 1)

    expire(given, NOW)

    left = bytes_of(given.var_dir).decode("latin-1")
    assert [number for number in range(400) if number % 7 and f"{ANCIENT} {number} x" in left] == []
    assert f"{ANCIENT} 399 x" in left


def test_a_job_that_was_stopped_anywhere_is_finished_by_the_next(
    door: Conversations, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.expiry.BATCH", 3)
    stops = 0

    def stop(seconds: float) -> None:
        raise KeyboardInterrupt

    for number in range(10):
        say(door, f"address-{number}", ANCIENT, days=31)
    with monkeypatch.context() as stopping:
        stopping.setattr("storage.expiry.time.sleep", stop)
        for _ in range(4):
            with pytest.raises(KeyboardInterrupt):
                expire(given, NOW)
            stops += 1
    expire(given, NOW)

    assert stops == 4
    assert rows(given, "SELECT what, sum(number) FROM counted GROUP BY what ORDER BY what") == [
        ("expired:conversations", 10),
        ("expired:messages", 20),
    ]
    assert ANCIENT.encode() not in bytes_of(given.var_dir)


def test_clients_may_write_while_the_job_runs(door: Conversations, given: Settings) -> None:
    for number in range(60):
        say(door, f"address-{number}", ANCIENT, days=31)
    known = door.open("messenger", PSID, "en")
    failed: list[Exception] = []
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set() or number < 20:
            number += 1
            try:
                assert door.add(known.id, f"live-{number}", "client", {"text": RECENT})
            except Exception as error:
                failed.append(error)
                return

    writer = threading.Thread(target=write)
    writer.start()
    expire(replace(given, keep_conversations_days=30), NOW)
    done.set()
    writer.join()

    assert failed == []
    assert len(door.messages(known.id)) >= 20
    assert ANCIENT.encode() not in bytes_of(given.var_dir)


# Rasa's events ---------------------------------------------------------------------------------------------------


def turn(text: str, days: float, *, opening: bool = False) -> list[Event]:
    at = NOW - days * DAY
    said: list[Event] = [
        UserUttered(text, {"name": "x"}, timestamp=at, input_channel="web"),
        BotUttered("There is no official limit.", timestamp=at + 1),
    ]
    return [SessionStarted(timestamp=at - 1), *said] if opening else said


OLD_ONE, LIVING = "web-" + "0" * 31 + "a", "web-" + "0" * 31 + "b"


async def test_rasas_events_of_an_old_conversation_go_from_store_memory_and_file(
    store: MaskingTrackerStore, given: Settings
) -> None:
    await store.save(tracker(OLD_ONE, *turn(ANCIENT, 31)))
    await store.save(tracker(LIVING, *turn(RECENT, 1)))

    found = expire(given, NOW)
    store.drop_forgotten(NOW - 1)

    assert (found.rasa_events, found.file_events) == (2, 2)
    assert await store.retrieve(OLD_ONE) is None
    assert await store.retrieve(LIVING) is not None
    assert ANCIENT.encode() not in bytes_of(given.var_dir)
    assert {event["sender_id"] for event in events(given.events_file)} == {LIVING}


async def test_of_a_conversation_that_goes_on_the_earlier_sessions_go(
    store: MaskingTrackerStore, given: Settings
) -> None:
    await store.save(tracker(LIVING, *turn(ANCIENT, 40, opening=True), *turn(RECENT, 1, opening=True)))

    expire(given, NOW)
    again = await store.retrieve(LIVING)
    assert again is not None
    again.update(UserUttered("and now?", {"name": "x"}, timestamp=NOW, input_channel="web"))
    await store.save(again)

    stored = [json.loads(str(row[0])) for row in rows(given, "SELECT data FROM events ORDER BY id", "conversations.db")]
    assert [event["event"] for event in stored] == ["session_started", "user", "bot", "user"]
    assert ANCIENT not in json.dumps(stored)


# The event file --------------------------------------------------------------------------------------------------


def test_lines_that_are_added_while_others_are_taken_out_are_all_there(given: Settings) -> None:
    file = EventFile(given.events_file)
    for number in range(3000):
        file.write(json.dumps({"sender_id": "old" if number % 2 else "kept", "number": number}))
    taken: list[int] = []
    job = threading.Thread(
        target=lambda: taken.append(take_out(given.events_file, lambda event: event["sender_id"] == "old"))
    )
    job.start()
    added = 0
    while job.is_alive() or added < 50:
        file.write(json.dumps({"sender_id": "new", "number": added}))
        added += 1
    job.join()
    file.close()

    found = list(events(given.events_file))
    assert taken == [1500]
    assert [event["number"] for event in found if event["sender_id"] == "new"] == list(range(added))
    assert len([event for event in found if event["sender_id"] == "kept"]) == 1500
    assert given.events_file.read_bytes().endswith(b"\n")


def test_taking_out_that_is_stopped_has_changed_nothing(given: Settings) -> None:
    file = EventFile(given.events_file)
    for number in range(10):
        file.write(json.dumps({"sender_id": "a", "number": number}))
    before = given.events_file.read_bytes()
    stop_at: Callable[[], bool] = iter([False] * 12 + [True] * 99).__next__

    def unwanted(event: dict[str, object]) -> bool:
        if stop_at():
            raise KeyboardInterrupt
        return event["number"] == 5

    with pytest.raises(KeyboardInterrupt):
        take_out(given.events_file, unwanted)
    assert given.events_file.read_bytes() == before

    assert take_out(given.events_file, lambda event: event["number"] == 5) == 1
    file.write(json.dumps({"sender_id": "a", "number": 10}))
    assert [event["number"] for event in events(given.events_file)] == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]


@pytest.mark.parametrize("file", ["is as it was", "was emptied", "was taken away"])
@pytest.mark.parametrize("by", ["expiry", "deletion", "start"])
def test_a_copy_that_a_killed_job_has_left_goes_whatever_became_of_the_file(
    door: Conversations, given: Settings, file: str, by: str
) -> None:
    EventFile(given.events_file).write(json.dumps({"sender_id": LIVING, "timestamp": NOW}))
    left = given.events_file.with_name("events.jsonl.new")
    left.write_text(json.dumps({"sender_id": OLD_ONE, "text": ANCIENT, "timestamp": NOW}))
    if file == "was emptied":
        given.events_file.write_bytes(b"")
    elif file == "was taken away":
        given.events_file.unlink()

    if by == "expiry":
        expire(given, NOW)
    elif by == "deletion":
        StoredConversations(given).delete(OLD_ONE)
    else:
        EventFile(given.events_file)

    assert not left.exists()
    assert ANCIENT.encode() not in bytes_of(given.var_dir)


def test_a_start_leaves_alone_the_copy_that_another_process_is_writing(given: Settings) -> None:
    EventFile(given.events_file).write(*(json.dumps({"number": number}) for number in range(3)))

    def unwanted(event: dict[str, object]) -> bool:
        EventFile(given.events_file)
        return event["number"] == 1

    assert take_out(given.events_file, unwanted) == 1
    assert [event["number"] for event in events(given.events_file)] == [0, 2]
