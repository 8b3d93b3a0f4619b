"""What the bridge gets of a client's messages."""

import json

import httpx
import pytest

from channels.forwarding import Forwarding
from handoff.client import BridgeClient
from settings import Settings
from storage.conversations import Conversations


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
