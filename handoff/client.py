"""Door and actions → here → the bridge's API. Light on purpose: neither FastAPI nor the store.

Every call opens its own connection: the client holds no event loop and needs no closing, so one
instance serves a whole process, and tests with many loops.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from handoff.errors import BridgeRefused, BridgeUnavailable, NoOpenTicket

# Half of the time the door gives a turn, so that it can still say that no person can be reached.
TIMEOUT = 4.0

# Statuses that say nothing of the one request: a wrong token or address, too much at once, a proxy without the bridge.
FOR_EVERYONE = frozenset({401, 403, 404, 407, 429, 502, 503, 504})

Read = TypeVar("Read")


@dataclass(frozen=True)
class TranscriptLine:
    """One message before the ticket, already masked."""

    who: str
    """`client` or `bot`."""
    text: str
    at: datetime


@dataclass(frozen=True)
class TicketRequest:
    """What an agent needs to know before the first word; texts already masked."""

    conversation_id: str
    channel: str
    language: str
    reason: str
    """One of the contract's, in api_models.py; the bridge takes any other as `other`."""
    question: str
    code: str | None = None
    """The likeliest response, if any."""
    transcript: tuple[TranscriptLine, ...] = ()
    tried: tuple[str, ...] = ()
    """Rungs of the ladder that were tried, in order."""


@dataclass(frozen=True)
class Opening:
    """Whether agents are at work now, with what to tell the client; of a ticket, its place in line too."""

    open: bool
    staffed: bool
    """An agent is connected; outside the hours always false."""
    text_en: str
    text_fr: str

    def text(self, language: str) -> str:
        return self.text_fr if language == "fr" else self.text_en


@dataclass(frozen=True)
class Ticket:
    """An open ticket; `position` is 1 for the next in line and 0 once an agent has taken it."""

    reference: str
    epoch: int
    position: int
    opening: Opening


@dataclass(frozen=True)
class Ownership:
    """Who answers a conversation; the higher epoch wins."""

    conversation_id: str
    owner: str
    """`bot`, `queue` or `person`."""
    epoch: int
    reference: str


class BridgeClient:
    """The bridge's API in Python. Every method raises BridgeUnavailable when there is no usable reply.

    BridgeRefused is the kind of it that concerns this one request alone.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        timeout: float = TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = timeout
        self._transport = transport
        # Loading the certificates takes longer than a call: once, and only where they are used.
        self._tls: ssl.SSLContext | bool = httpx.create_ssl_context() if base_url.startswith("https:") else False

    async def open_ticket(self, request: TicketRequest) -> Ticket:
        """Open a ticket, or return the one that the conversation already has."""
        body = asdict(request)
        body["transcript"] = [
            {"who": line.who, "text": line.text, "at": line.at.isoformat()} for line in request.transcript
        ]
        found = await self._call("POST", "/api/tickets", body)
        return _ticket(found)

    async def ticket(self, conversation_id: str) -> Ticket:
        """Return the conversation's open ticket and its place in line. Raises NoOpenTicket."""
        return _ticket(await self._call("GET", f"/api/conversations/{_part(conversation_id)}/ticket"))

    async def client_message(self, conversation_id: str, message_id: str, text: str) -> None:
        """Add what the client wrote; the same message id twice is one message.

        Raises NoOpenTicket.
        """
        await self._add_message(conversation_id, message_id, text, "client")

    async def bot_message(self, conversation_id: str, message_id: str, text: str) -> None:
        """Add what the bot answered while the client waits in the queue, so that the agent knows.

        Raises NoOpenTicket.
        """
        await self._add_message(conversation_id, message_id, text, "bot")

    async def rate(self, conversation_id: str, score: int) -> None:
        """Keep the client's rating, 1 to 5, of the conversation's latest ticket.

        Raises NoOpenTicket when the conversation never had one.
        """
        await self._call("POST", f"/api/conversations/{_part(conversation_id)}/rating", {"score": score})

    async def owners(self) -> list[Ownership]:
        """All conversations with an open ticket; every other one is the bot's."""
        found = await self._call("GET", "/api/owners")
        return _read(lambda: [Ownership(**row) for row in found])

    async def opening(self) -> Opening:
        """Whether a person can be reached now."""
        found = await self._call("GET", "/api/opening")
        return _read(lambda: Opening(**found))

    async def _add_message(self, conversation_id: str, message_id: str, text: str, who: str) -> None:
        body = {"message_id": message_id, "text": text, "who": who}
        await self._call("POST", f"/api/conversations/{_part(conversation_id)}/messages", body)

    async def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        where = f"{method} {self._base_url}{path}"
        try:
            # No proxies from the environment: the bridge is a neighbour and the token stays here.
            async with httpx.AsyncClient(
                headers=self._headers,
                timeout=self._timeout,
                transport=self._transport,
                verify=self._tls,
                trust_env=False,
            ) as http:
                response = await http.request(method, f"{self._base_url}{path}", json=body)
        except httpx.HTTPError as error:
            problem = type(error).__name__
            raise BridgeUnavailable(
                f"{where}: no reply from the bridge ({problem}); is 'python -m handoff serve' running?"
            ) from error
        return _content(response, where)


def _content(response: httpx.Response, where: str) -> Any:
    if response.status_code == httpx.codes.NOT_FOUND and "/conversations/" in where:
        raise NoOpenTicket(f"{where}: the conversation has no ticket; its owner is the bot")
    if not response.is_success:
        hint = {401: "BRIDGE_TOKEN differs between the two", 422: "the two are of different versions"}
        advice = hint.get(response.status_code, "see the bridge's log")
        problem = f"{where}: the bridge said {response.status_code}; {advice}"
        if response.status_code in FOR_EVERYONE:
            raise BridgeUnavailable(problem)
        raise BridgeRefused(problem, response.status_code)
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError as error:
        raise BridgeUnavailable(f"{where}: the reply is not JSON; is BRIDGE_URL the bridge's?") from error


def _read(build: Callable[[], Read]) -> Read:
    try:
        return build()
    except (KeyError, TypeError) as error:
        raise BridgeUnavailable(f"the bridge's reply has not the agreed fields ({error}); update the bridge") from error


def _ticket(found: Any) -> Ticket:
    return _read(lambda: Ticket(found["reference"], found["epoch"], found["position"], Opening(**found["opening"])))


def _part(conversation_id: str) -> str:
    return quote(conversation_id, safe="")
