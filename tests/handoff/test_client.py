from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timezone

import httpx
import pytest

from handoff.client import BridgeClient, Ownership, TicketRequest, TranscriptLine
from handoff.errors import BridgeUnavailable, NoOpenTicket
from settings import ROOT
from tests.handoff.bridge import C1, Bridge

REQUEST = TicketRequest(
    conversation_id=C1,
    channel="web",
    language="fr",
    reason="asked",
    question="Puis-je travailler?",
    transcript=(TranscriptLine("client", "Bonjour", datetime(2026, 11, 24, 15, tzinfo=timezone.utc)),),
    tried=("answered", "clarified"),
)


@pytest.fixture
def client(quiet_bridge: Bridge) -> BridgeClient:
    transport = httpx.ASGITransport(quiet_bridge.app)
    return BridgeClient("http://bridge/", quiet_bridge.settings.bridge_token, transport=transport)


async def test_ticket_comes_back_with_the_sentence_in_the_clients_language(client: BridgeClient) -> None:
    ticket = await client.open_ticket(REQUEST)

    assert (ticket.epoch, ticket.position) == (1, 1)
    assert ticket.opening.open
    assert "Vous êtes la prochaine personne" in ticket.opening.text("fr")
    assert ticket.opening.text("fr") != ticket.opening.text("en")


async def test_place_in_line_can_be_asked_for_while_the_ticket_is_open(
    client: BridgeClient, quiet_bridge: Bridge
) -> None:
    ticket = await client.open_ticket(REQUEST)

    assert await client.ticket(C1) == ticket

    quiet_bridge.agent("Robin").take()
    taken = await client.ticket(C1)
    assert (taken.reference, taken.position) == (ticket.reference, 0)
    assert "s'occupe de votre demande" in taken.opening.text("fr")

    quiet_bridge.post(f"/api/conversations/{C1}/close", {})
    with pytest.raises(NoOpenTicket, match=C1):
        await client.ticket(C1)


async def test_messages_rating_and_closing_reach_the_ticket(client: BridgeClient, quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin", supervisor=True)
    ticket = await client.open_ticket(REQUEST)
    await client.client_message(C1, "m1", "Y a-t-il quelqu'un?")
    await client.bot_message(C1, "m2", "Un agent arrive.")

    page = agent.get(f"/tickets/{agent.ids()[0]}").text
    assert "Y a-t-il quelqu&#39;un?" in page
    assert "Un agent arrive." in page
    assert await client.owners() == [Ownership(C1, "queue", 1, ticket.reference)]

    quiet_bridge.post(f"/api/conversations/{C1}/close", {})
    await client.rate(C1, 3)

    assert await client.owners() == []
    assert "3 of 5" in agent.get("/closed").text


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.client_message(C1, "m1", "Hello"),
        lambda client: client.bot_message(C1, "m1", "Hello"),
        lambda client: client.rate(C1, 3),
    ],
    ids=["client_message", "bot_message", "rate"],
)
async def test_conversation_without_a_ticket_is_the_bots(client: BridgeClient, call: Callable[..., object]) -> None:
    with pytest.raises(NoOpenTicket, match=C1):
        await call(client)  # type: ignore[misc]  # each of them is a coroutine


async def test_opening_is_known_without_a_ticket(client: BridgeClient, quiet_bridge: Bridge) -> None:
    assert (await client.opening()).open
    quiet_bridge.clock.advance(hours=12)
    assert not (await client.opening()).open


async def test_bridge_that_is_down_is_told_to_the_operator() -> None:
    client = BridgeClient("http://127.0.0.1:9", "token", timeout=1)

    with pytest.raises(BridgeUnavailable, match=r"POST http://127\.0\.0\.1:9/api/tickets.*python -m handoff serve"):
        await client.open_ticket(REQUEST)


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (401, "{}", "BRIDGE_TOKEN"),
        (404, "{}", "404"),
        (422, "{}", "different versions"),
        (500, "oops", "log"),
        (200, "<html>", "BRIDGE_URL"),
        (200, '{"reference": "Q-1"}', "agreed fields"),
        (200, "[]", "agreed fields"),
    ],
)
async def test_every_unusable_reply_says_what_to_do(status: int, body: str, says: str) -> None:
    def reply(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, text=body)

    client = BridgeClient("http://bridge", "token", transport=httpx.MockTransport(reply))

    with pytest.raises(BridgeUnavailable, match=says):
        await client.open_ticket(REQUEST)


async def test_wrong_token_is_refused_by_the_bridge(quiet_bridge: Bridge) -> None:
    client = BridgeClient("http://bridge", "wrong", transport=httpx.ASGITransport(quiet_bridge.app))

    with pytest.raises(BridgeUnavailable, match="401"):
        await client.owners()


async def test_conversation_id_cannot_change_the_address(quiet_bridge: Bridge) -> None:
    seen: list[str] = []

    def reply(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.raw_path.decode())
        return httpx.Response(202)

    client = BridgeClient("http://bridge", "token", transport=httpx.MockTransport(reply))
    await client.client_message("../tickets?x#y", "m1", "Hello")

    assert seen == ["/api/conversations/..%2Ftickets%3Fx%23y/messages"]


def test_client_loads_neither_the_web_framework_nor_the_store() -> None:
    heavy = "fastapi", "starlette", "sqlalchemy", "alembic", "privacy", "knowledge_base", "settings"
    code = f"import sys, handoff.client; print([name for name in {heavy} if name in sys.modules])"

    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
