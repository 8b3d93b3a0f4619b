"""Door, actions and analytics → here → intake. JSON under /api, behind the bridge's token; /health."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from typing import Annotated, cast

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response, status

from handoff import events, health, ownership
from handoff.api_models import (
    CloseIn,
    ConversationId,
    EventOut,
    HealthOut,
    MessageIn,
    OpeningOut,
    OwnerOut,
    RatingIn,
    TicketIn,
    TicketOut,
)
from handoff.client import Opening
from handoff.intake import Opened
from handoff.wiring import Services

EVENTS_AT_ONCE = 500


def services_of(request: Request) -> Services:
    """What the application was built with."""
    return cast(Services, request.app.state.services)


TheServices = Annotated[Services, Depends(services_of)]


def require_token(request: Request, services: TheServices) -> None:
    """Refuse whoever does not show the bridge's token."""
    shown = request.headers.get("authorization", "")
    wanted = f"Bearer {services.settings.bridge_token}"
    if not hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), wanted.encode()):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "token missing or wrong", {"WWW-Authenticate": "Bearer"})


api = APIRouter(prefix="/api", dependencies=[Depends(require_token)], tags=["tickets"])
public = APIRouter(tags=["health"])

Conversation = Annotated[
    ConversationId,
    Path(description="keyed hash of the conversation, as the door names it; of any other id a digest is kept"),
]


@api.post("/tickets", response_model=TicketOut)
def open_ticket(body: TicketIn, services: TheServices) -> TicketOut:
    """Open a ticket; a conversation that has an open one gets that one.

    A reason that is none of these is taken as `other`, a channel as none, and a rung is left out.
    """
    return _ticket(services, services.intake.open_ticket(body.request()))


@api.get("/conversations/{conversation_id}/ticket", response_model=TicketOut)
def open_ticket_of(conversation_id: Conversation, services: TheServices) -> TicketOut:
    """The conversation's open ticket and its place in line."""
    return _ticket(services, services.intake.ticket_of(conversation_id))


@api.post("/conversations/{conversation_id}/messages", status_code=status.HTTP_202_ACCEPTED)
def add_message(body: MessageIn, conversation_id: Conversation, services: TheServices) -> Response:
    """Add a message to the open ticket; the same message_id again changes nothing."""
    services.intake.add_message(conversation_id, body.message_id, body.text, body.who)
    return Response(status_code=status.HTTP_202_ACCEPTED)


@api.post("/conversations/{conversation_id}/close", status_code=status.HTTP_204_NO_CONTENT)
def close_ticket(body: CloseIn, conversation_id: Conversation, services: TheServices) -> Response:
    """Close the open ticket because the client no longer wants a person."""
    services.intake.close(conversation_id)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@api.post("/conversations/{conversation_id}/rating", status_code=status.HTTP_204_NO_CONTENT)
def rate(body: RatingIn, conversation_id: Conversation, services: TheServices) -> Response:
    """Rate the conversation's latest ticket."""
    services.intake.rate(conversation_id, body.score)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@api.get("/owners", response_model=list[OwnerOut])
def owners(services: TheServices) -> list[OwnerOut]:
    """Every conversation with an open ticket; all others are the bot's."""
    with services.store.read() as connection:
        return [OwnerOut(**asdict(found)) for found in ownership.owners(connection)]


@api.get("/opening", response_model=OpeningOut)
def opening(services: TheServices) -> OpeningOut:
    """Whether agents are at work, with the sentence for the client."""
    return OpeningOut(**asdict(_opening(services)))


@api.get("/events", response_model=list[EventOut])
def journal(services: TheServices, after: Annotated[int, Query(ge=0)] = 0) -> list[EventOut]:
    """What happened to tickets after line `after`, oldest first, without a word of anyone's."""
    with services.store.read() as connection:
        return [EventOut(**asdict(event)) for event in events.since(connection, after, EVENTS_AT_ONCE)]


@public.get("/health", response_model=HealthOut)
async def all_processes(response: Response, services: TheServices) -> HealthOut:
    """State of the bridge, each Rasa server and the action server; 503 unless all are up."""
    found = await health.check(services.store, services.settings.servers, services.settings.actions_url)
    response.status_code = status.HTTP_200_OK if found.well else status.HTTP_503_SERVICE_UNAVAILABLE
    return HealthOut(
        status="up" if found.well else "down", processes=dict(found.processes), undelivered=found.undelivered
    )


def _opening(services: Services) -> Opening:
    return services.hours.at(services.clock(), services.accounts.present())


def _ticket(services: Services, opened: Opened) -> TicketOut:
    told = services.hours.for_ticket(services.clock(), services.accounts.present(), opened.position)
    return TicketOut(**asdict(opened), opening=OpeningOut(**asdict(told)))
