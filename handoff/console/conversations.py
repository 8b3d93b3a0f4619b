"""Conversation pages → here → transcripts. For supervisors: what the bot said when no agent was asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import HTMLResponse

from handoff.console.visits import AVisit, Visit
from handoff.errors import NotAllowed
from handoff.identifiers import conversation_name

conversations = APIRouter(prefix="/console", include_in_schema=False)

ConversationId = Annotated[str, Path(pattern="^[A-Za-z0-9_.:=~-]{1,128}$")]
Reference = Annotated[str, Query(pattern="^[0-9A-Fa-f]{0,8}$")]


def supervised(visit: AVisit) -> Visit:
    """Raises NotAllowed: an agent sees the conversations that are handed over, and no others."""
    if not visit.agent.supervisor:
        raise NotAllowed(f"agent {visit.agent.login}: not a supervisor")
    return visit


Supervised = Annotated[Visit, Depends(supervised)]


@conversations.get("/conversations")
def conversations_page(visit: Supervised, reference: Reference = "") -> HTMLResponse:
    services, language = visit.services, visit.agent.language
    found = [
        (conversation, services.suggestions.question_of(conversation.code, language))
        for conversation in services.transcripts.latest(reference)
    ]
    return visit.page("conversations.html", found=found, wanted=reference)


@conversations.get("/conversations/{conversation_id}")
def conversation_page(visit: Supervised, conversation_id: ConversationId) -> HTMLResponse:
    services = visit.services
    lines = services.transcripts.messages(conversation_id)
    if not lines:
        raise NotAllowed(f"conversation {conversation_id}: nothing was said")
    handed_over = services.views.of_conversation(visit.agent, conversation_name(conversation_id))
    return visit.page("conversation.html", id=conversation_id, lines=lines, tickets=handed_over)
