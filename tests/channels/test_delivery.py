"""What a channel cannot take now is held, in order, and brought when it can."""

from dataclasses import dataclass, field

import pytest

from channels import delivery
from channels.delivery import DeliverLater, Delivery
from settings import Settings
from storage.conversations import Conversation, Conversations, Entry


@dataclass
class Channel:
    """Takes messages unless it is down; raises whatever `error` is."""

    down: bool = False
    error: Exception | None = None
    took: list[str] = field(default_factory=list)

    async def __call__(self, conversation: Conversation, address: str, entry: Entry) -> bool:
        if self.error:
            raise self.error
        if self.down:
            raise DeliverLater
        self.took.append(entry.body["text"])
        return True


@pytest.fixture
def store(given: Settings) -> Conversations:
    return Conversations(given.door_url, given.door_key)


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def at_work(store: Conversations, channel: Channel, monkeypatch: pytest.MonkeyPatch) -> Delivery:
    monkeypatch.setattr(delivery, "RETRY_SECONDS", 0.0)
    return working(store, channel)


def working(store: Conversations, channel: Channel) -> Delivery:
    made = Delivery(store)
    made.connect("messenger", channel)
    return made


def reply(store: Conversations, text: str, psid: str = "1001") -> tuple[Conversation, Entry]:
    known = store.open("messenger", psid, "en")
    entry = store.add(known.id, text, "bot", {"text": text})
    assert entry is not None
    return known, entry


async def test_what_is_not_taken_is_held_and_brought_later(
    store: Conversations, channel: Channel, at_work: Delivery
) -> None:
    channel.down = True
    assert not await at_work.send(*reply(store, "one"))
    await at_work.send_held()
    assert [entry.body["text"] for entry in store.held()] == ["one"]

    channel.down = False
    await at_work.send_held()

    assert channel.took == ["one"]
    assert store.held() == []


async def test_what_is_new_waits_behind_what_is_held(store: Conversations, channel: Channel, at_work: Delivery) -> None:
    channel.down = True
    await at_work.send(*reply(store, "one"))
    channel.down = False
    await at_work.send(*reply(store, "two"))
    assert channel.took == []

    await at_work.send_held()
    await at_work.send(*reply(store, "three"))

    assert channel.took == ["one", "two", "three"]


async def test_one_conversations_trouble_is_not_anothers(
    store: Conversations, channel: Channel, at_work: Delivery
) -> None:
    channel.down = True
    await at_work.send(*reply(store, "one"))
    channel.down = False

    assert await at_work.send(*reply(store, "for someone else", psid="1002"))


async def test_what_is_held_outlives_the_server(store: Conversations, channel: Channel, at_work: Delivery) -> None:
    channel.down = True
    await at_work.send(*reply(store, "one"))
    channel.down = False
    after_restart = working(store, channel)
    await after_restart.send(*reply(store, "two"))
    await after_restart.send_held()

    assert channel.took == ["one", "two"]


async def test_what_a_channel_refuses_for_good_is_not_tried_again(
    store: Conversations, channel: Channel, at_work: Delivery
) -> None:
    channel.error = RuntimeError("refused")

    assert not await at_work.send(*reply(store, "one"))
    assert store.held() == []


async def test_a_day_later_it_is_given_up(
    store: Conversations, channel: Channel, at_work: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel.down = True
    await at_work.send(*reply(store, "one"))
    monkeypatch.setattr(delivery, "HELD_SECONDS", 0.0)
    await at_work.send_held()

    assert store.held() == []
    assert channel.took == []


async def test_tries_grow_rarer(store: Conversations, channel: Channel) -> None:
    at_work = working(store, channel)
    channel.down = True
    await at_work.send(*reply(store, "one"))
    await at_work.send_held()
    channel.down = False
    await at_work.send_held()

    assert channel.took == []


async def test_a_clients_own_message_is_never_sent_back(store: Conversations, channel: Channel) -> None:
    known = store.open("messenger", "1001", "en")
    store.add(known.id, "m1", "client", {"text": "mine"}, pending=True)
    await working(store, channel).send_held()

    assert channel.took == []
    assert [entry.body["text"] for entry in store.pending()] == ["mine"]
