"""Two doors on one store: each works on the conversations of its own channels."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from settings import Settings
from storage.conversations import Conversations, Entry
from storage.receipts import Receipts
from storage.share import Share

KEY = "made-up key of a door".ljust(40, "x")


def door(given: Settings, *channels: str) -> Conversations:
    """A process that serves these channels; none at all stands for the one that serves everything."""
    share = Share(everything=not channels)
    for channel in channels:
        share.take(channel)
    return Conversations(given.door_url, KEY, share)


def add(store: Conversations, channel: str, who: str = "client", **flags: bool) -> Entry:
    known = store.open(channel, f"address on {channel}", "en")
    entry = store.add(known.id, f"{who}-{channel}", who, {"text": "words"}, **flags)
    assert entry
    return entry


LISTS: dict[str, tuple[dict[str, object], Callable[[Conversations], list[Entry]]]] = {
    "messages to answer": ({"pending": True}, Conversations.pending),
    "replies to deliver": ({"pending": True, "who": "agent"}, Conversations.held),
    "messages for the bridge": ({"forward": True}, Conversations.waiting),
}


@pytest.mark.parametrize("name", LISTS)
def test_each_process_lists_the_work_of_its_own_channels(given: Settings, name: str) -> None:
    flags, listed = LISTS[name]
    web, messenger, alone = door(given, "web", "rest"), door(given, "messenger"), door(given)
    entries = {channel: add(alone, channel, **flags) for channel in ("web", "rest", "messenger")}  # type: ignore[arg-type]

    assert listed(web) == [entries["web"], entries["rest"]]
    assert listed(messenger) == [entries["messenger"]]
    assert len(listed(alone)) == 3


def test_a_turn_that_another_process_is_at_is_not_interrupted(given: Settings) -> None:
    web, messenger = door(given, "web"), door(given, "messenger")
    entry = add(messenger, "messenger", pending=True)
    assert messenger.begin(entry.seq, forward=False)

    assert web.interrupted() == []
    assert door(given, "messenger").interrupted() == [(entry, 1)]


def test_people_of_another_processs_channels_are_not_released(given: Settings) -> None:
    web, messenger = door(given, "web"), door(given, "messenger")
    known = messenger.open("messenger", "address", "en")
    assert messenger.change_owner(known.id, "person", 1, "T-1")

    assert web.owned_by_people() == []
    assert messenger.owned_by_people() == [known.id]


def test_a_process_without_channels_yet_has_no_conversation(given: Settings) -> None:
    add(door(given), "web", pending=True)

    assert Conversations(given.door_url, KEY, Share(everything=False)).pending() == []


def test_a_channel_whose_name_begins_anothers_is_not_that_one() -> None:
    share = Share(everything=False)
    share.take("web")

    assert share.has("web-0123abcd")
    assert not share.has("web-old-0123abcd")
    assert not share.has("webcam-0123abcd")


def _open(url: str, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    Receipts(Conversations(url, KEY))


def test_processes_that_start_at_the_same_moment_make_the_tables_together(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for attempt in range(5):
        start = context.Event()
        url = f"sqlite:///{tmp_path}/door{attempt}.db"
        doors = [context.Process(target=_open, args=(url, start)) for _ in range(4)]
        for one in doors:
            one.start()
        start.set()
        for one in doors:
            one.join(30)
        assert [one.exitcode for one in doors] == [0, 0, 0, 0]
