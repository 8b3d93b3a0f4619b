"""What the bridge gets of a conversation, and what happens when it does not take it."""

import asyncio
import json

import httpx
import pytest

from channels import forwarding as passing_on
from channels.forwarding import Forwarding
from channels.inbound import Inbound
from handoff.client import BridgeClient, TicketRequest
from settings import Settings
from storage.conversations import Conversations
from storage.guard import Guard
from storage.share import Share
from tests.channels.conftest import Bridge, Doorway, open_doorway, settled

YES = {"title": "Yes", "payload": "/affirm"}


@pytest.mark.parametrize(
    ("written", "read"),
    [("/rate_5", "5 – Very satisfied"), ("/long_gone", "long gone"), ("Is 5/5 good?", "Is 5/5 good?")],
    ids=["a chosen button", "a button nobody remembers", "words"],
)
async def test_agent_reads_the_title_of_a_button_and_not_its_payload(given: Settings, written: str, read: str) -> None:
    got: list[str] = []

    def bridge(request: httpx.Request) -> httpx.Response:
        got.append(json.loads(request.content)["text"])
        return httpx.Response(200, json={"owner": "person", "epoch": 2, "reference": "Q-ABCD-12"})

    store = Conversations(given.door_url, given.door_key)
    known = store.open("web", "visitor-1", "en")
    offer = {"text": "How was it?", "quick_replies": [{"title": "5 – Very satisfied", "payload": "/rate_5"}]}
    store.add(known.id, "b1", "bot", offer)
    entry = store.add(known.id, "m1", "client", {"text": written})
    assert entry is not None
    store.mark(entry.seq, forward=True)
    client = BridgeClient("http://bridge", given.bridge_token, transport=httpx.MockTransport(bridge))

    assert await Forwarding(store, client).flush()

    assert got == [read]


def said(text: str, visitor: str = "visitor-1") -> Inbound:
    return Inbound("web", visitor, text, page_language="en")


async def queued(doorway: Doorway, bridge: Bridge, visitor: str = "visitor-1") -> str:
    """Put a client in the queue, as an action and the bridge's news of it do; return the conversation's id."""
    identifier = doorway.conversations.open("web", visitor, "en").id
    ticket = await bridge.client.open_ticket(TicketRequest(identifier, "web", "en", "asked", "How early?"))
    doorway.conversations.change_owner(identifier, "queue", ticket.epoch, ticket.reference)
    return identifier


async def test_agent_reads_what_client_and_bot_say_in_the_queue_in_order_and_once(
    staffed: Doorway, bridge: Bridge
) -> None:
    identifier = await queued(staffed, bridge)
    page = {"title": "Arriving", "url": "https://example.org/arrive"}
    staffed.rasa.replies = [
        {"text": "You may arrive earlier.", "custom": {"links": [page]}, "code": "051103"},
        {"text": "Did that help?", "buttons": [YES]},
    ]

    await staffed.receive(said("My UCI is 1234-5678, how early can I arrive?"))
    staffed.rasa.replies = [{"text": "Good."}]
    await staffed.receive(said("/affirm"))
    for _ in range(2):
        assert await Forwarding(staffed.conversations, bridge.client).flush()

    assert bridge.said(identifier) == [
        ("client", "My UCI is <UCI>, how early can I arrive?"),
        ("bot", "You may arrive earlier.\n- Arriving\n  https://example.org/arrive"),
        ("bot", "Did that help?\n[Yes]"),
        ("client", "Yes"),
        ("bot", "Good."),
    ]


async def test_nothing_of_bot_or_client_is_lost_while_the_bridge_is_down(staffed: Doorway, bridge: Bridge) -> None:
    identifier = await queued(staffed, bridge)
    bridge.down = True

    await staffed.receive(said("How early can I arrive?"))
    await staffed.receive(said("And how late?"))
    assert bridge.said(identifier) == []
    bridge.down = False
    assert await Forwarding(staffed.conversations, bridge.client).flush()

    assert [text for _, text in bridge.said(identifier)] == [
        "How early can I arrive?",
        "an answer",
        "And how late?",
        "an answer",
    ]


async def test_the_bot_in_the_queue_does_not_wait_for_a_bridge_that_hangs(given: Settings, guard: Guard) -> None:
    let_go = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        await let_go.wait()
        return httpx.Response(503)

    client = BridgeClient("http://bridge", given.bridge_token, transport=httpx.MockTransport(hang))
    doorway = open_doorway(given, guard, client)
    known = doorway.conversations.open("web", "visitor-1", "en")
    doorway.conversations.change_owner(known.id, "queue", 2, "Q-TEST")

    replies = await doorway.door.receive(said("How early can I arrive?"))
    let_go.set()
    await settled()

    assert replies[0].body["text"] == "an answer"
    assert [entry.who for entry in doorway.conversations.waiting()] == ["client", "bot"]
    assert "Your message is kept" in doorway.delivered[-1].body["text"]


async def test_what_the_bot_says_without_a_ticket_stays_at_the_door(staffed: Doorway, bridge: Bridge) -> None:
    await staffed.receive(said("How early can I arrive?"))

    assert staffed.conversations.waiting() == []


@pytest.mark.parametrize("status", [422, 500])
async def test_refused_message_stops_its_own_conversation_alone(
    staffed: Doorway, bridge: Bridge, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing_on, "RETRY_SECONDS", 0.0)
    unlucky, lucky = await queued(staffed, bridge, "unlucky"), await queued(staffed, bridge, "lucky")
    bridge.statuses[unlucky] = status

    await staffed.receive(said("Is it the first?", "unlucky"))
    await staffed.receive(said("Is it the second?", "unlucky"))
    await staffed.receive(said("Am I heard?", "lucky"))
    heard, refused = bridge.said(lucky), bridge.said(unlucky)
    bridge.statuses.clear()
    await staffed.receive(said("Am I still heard?", "lucky"))

    assert ("client", "Am I heard?") in heard
    assert refused == []
    assert "Your message is kept" in staffed.delivered[1].body["text"]
    read = [text for who, text in bridge.said(unlucky) if who == "client"]
    assert read == ["Is it the first?", "Is it the second?"]


@pytest.mark.parametrize("status", [422, 500])
async def test_message_that_is_always_refused_is_put_aside_and_the_client_is_told(
    staffed: Doorway, bridge: Bridge, status: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(passing_on, "RETRY_SECONDS", 0.0)
    unlucky, _ = await queued(staffed, bridge, "unlucky"), await queued(staffed, bridge, "lucky")
    bridge.statuses[unlucky] = status
    await staffed.receive(said("Is it the first?", "unlucky"))

    for number in range(passing_on.MOST_TRIES):
        await staffed.receive(said(f"Message number {number}", "lucky"))

    first = staffed.conversations.messages(unlucky)[0].seq
    assert first not in {entry.seq for entry in staffed.conversations.waiting()}
    assert any("could not be passed on" in entry.body["text"] for entry in staffed.conversations.messages(unlucky))
    record = next(record for record in caplog.records if "put aside" in record.message)
    assert (record.conversation, record.seq) == (unlucky, first)  # type: ignore[attr-defined]  # given as extra
    assert "Is it the first" not in caplog.text


async def test_bridge_that_fails_at_everything_loses_no_message(
    staffed: Doorway, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing_on, "RETRY_SECONDS", 0.0)
    identifier = await queued(staffed, bridge)
    bridge.statuses["/messages"] = 500
    for number in range(2 * passing_on.MOST_TRIES):
        await staffed.receive(said(f"Message number {number}"))
    bridge.statuses.clear()
    await staffed.receive(said("The last message"))

    assert len([who for who, _ in bridge.said(identifier) if who == "client"]) == 2 * passing_on.MOST_TRIES + 1


@pytest.mark.parametrize("status", [401, 502, 503])
async def test_bridge_that_nobody_reaches_is_asked_once_and_not_for_every_message(
    staffed: Doorway, bridge: Bridge, status: int
) -> None:
    for visitor in ("one", "two", "three"):
        identifier = await queued(staffed, bridge, visitor)
        entry = staffed.conversations.add(identifier, f"m-{visitor}", "client", {"text": "Hello"}, forward=True)
        assert entry is not None
    bridge.statuses["/messages"] = status

    assert not await Forwarding(staffed.conversations, bridge.client).flush()

    assert len(staffed.conversations.waiting()) == 3


async def test_a_server_learns_at_its_start_of_its_own_channels_alone(
    given: Settings, guard: Guard, bridge: Bridge
) -> None:
    """The other's clients are told who answers by the push that makes the change; it must find one to make."""
    everyone = open_doorway(given, guard, bridge.client).conversations
    ids = {channel: everyone.open(channel, "address", "en").id for channel in ("web", "messenger")}
    for channel, identifier in ids.items():
        await bridge.client.open_ticket(TicketRequest(identifier, channel, "en", "asked", "A question"))
    share = Share(everything=False)
    share.take("messenger")
    own = Conversations(given.door_url, given.door_key, share)

    assert await Forwarding(own, bridge.client).resync()

    owners = {channel: known.owner for channel, i in ids.items() if (known := everyone.get(i))}
    assert owners == {"web": "bot", "messenger": "queue"}
