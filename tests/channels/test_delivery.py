"""What a channel cannot take now is held, in order, and brought when it can."""

import asyncio
from dataclasses import dataclass, field

import pytest

from channels import delivery
from channels.delivery import DeliverLater, Delivery, NeverDelivered
from settings import Settings
from storage.conversations import Conversation, Conversations, Entry
from storage.receipts import Receipt


@dataclass
class Channel:
    """Takes messages unless it is down; raises whatever `error` is."""

    down: bool = False
    error: Exception | None = None
    took: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """How long it thinks before each next message."""

    async def __call__(self, conversation: Conversation, address: str, entry: Entry) -> bool:
        await asyncio.sleep(self.seconds.pop(0) if self.seconds else 0.0)
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
    assert await at_work.send(*reply(store, "one")) == Receipt("kept", "channel_down")
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

    assert await at_work.send(*reply(store, "for someone else", psid="1002")) == Receipt("delivered")


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

    assert await at_work.send(*reply(store, "one")) == Receipt("refused", "not_taken")
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


# What the bridge is told of an agent's reply --------------------------------------------------------------------


def agents(store: Conversations, text: str) -> tuple[Conversation, Entry]:
    known = store.open("messenger", "1001", "en")
    entry = store.add(known.id, text, "agent", {"text": text}, pending=True)
    assert entry is not None
    return known, entry


async def test_a_reply_that_was_held_is_told_to_have_arrived(
    store: Conversations, channel: Channel, at_work: Delivery
) -> None:
    channel.down = True
    known, entry = agents(store, "one")
    await at_work.send(known, entry)
    assert at_work.receipts.of(known.id, "one") == Receipt("kept", "channel_down")

    channel.down = False
    await at_work.send_held()

    assert at_work.receipts.of(known.id, "one") == Receipt("delivered")
    assert store.held() == []


@pytest.mark.parametrize(
    ("error", "reason"), [(NeverDelivered("too_late"), "too_late"), (RuntimeError("a bug"), "not_taken")]
)
async def test_a_reply_that_is_refused_is_told_with_its_reason(
    store: Conversations, channel: Channel, at_work: Delivery, error: Exception, reason: str
) -> None:
    channel.error = error
    known, entry = agents(store, "one")

    assert await at_work.send(known, entry) == Receipt("refused", reason)
    assert at_work.receipts.of(known.id, "one") == Receipt("refused", reason)
    assert store.held() == []


async def test_a_reply_that_is_given_up_is_told(
    store: Conversations, channel: Channel, at_work: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel.down = True
    known, entry = agents(store, "one")
    await at_work.send(known, entry)
    monkeypatch.setattr(delivery, "HELD_SECONDS", 0.0)
    await at_work.send_held()

    assert at_work.receipts.of(known.id, "one") == Receipt("refused", "given_up")


async def test_a_reply_to_an_address_of_another_key_is_refused(given: Settings, channel: Channel) -> None:
    changed = working(Conversations(given.door_url, "another key of sufficient length, made up"), channel)
    known, entry = agents(Conversations(given.door_url, given.door_key), "one")

    assert await changed.send(known, entry) == Receipt("refused", "no_address")


async def test_a_reply_that_a_crash_caught_on_its_way_is_delivered_after_it(
    store: Conversations, channel: Channel
) -> None:
    known, _ = agents(store, "one")
    after_crash = working(store, channel)
    await after_crash.send(*agents(store, "two"))
    await after_crash.send_held()

    assert channel.took == ["one", "two"]
    assert after_crash.receipts.of(known.id, "one") == Receipt("delivered")


async def test_a_reply_waits_for_the_one_before_it(store: Conversations, channel: Channel, at_work: Delivery) -> None:
    """The bridge asks no longer than seconds, Meta may need half a minute."""
    channel.seconds = [0.05, 0.0]
    await asyncio.gather(at_work.send(*agents(store, "one")), at_work.send(*agents(store, "two")), at_work.send_held())

    assert channel.took == ["one", "two"]
