"""Queue and ticket pages → here → desk. Every action re-checks whose ticket it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from handoff.accounts import LANGUAGES
from handoff.console.previews import Preview, preview_of
from handoff.console.visits import AForm, AVisit, Visit, wants_json
from handoff.desk import OUTCOMES
from handoff.errors import ReplyUnnamed
from handoff.plain_text import plain
from handoff.references import new_id
from handoff.views import CLOSED_SHOWN, REFUSED, MessageView, TicketView

tickets = APIRouter(prefix="/console", include_in_schema=False)

Search = Annotated[str, Query(max_length=100)]
TicketId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


@tickets.get("")
@tickets.get("/")
def start(_visit: AVisit) -> RedirectResponse:
    return RedirectResponse("/console/queue", status_code=303)


@tickets.get("/queue")
def queue_page(visit: AVisit, language: str = "") -> HTMLResponse:
    return visit.page("queue.html", chosen=_chosen(language), **_queue(visit, language))


@tickets.get("/queue/live")
def queue_live(visit: AVisit, language: str = "") -> JSONResponse:
    """What the queue page asks for every few seconds: its lists anew, and what deserves a notice."""
    found = _queue(visit, language)
    queue = found["queue"]
    waiting = [ticket.id for ticket in queue.waiting]
    news = {
        "queue": visit.words("queue.news", count=len(waiting)),
        "unread": visit.words("queue.news_unread"),
    }
    html = visit.fragment("_queue.html", **found)
    return JSONResponse({"html": html, "waiting": waiting, "unread": queue.unread, "news": news})


@tickets.get("/closed")
def closed_page(visit: AVisit) -> HTMLResponse:
    found = visit.services.views.closed(visit.agent)
    return visit.page("closed.html", tickets=found, most=CLOSED_SHOWN, subject=_subjects(visit))


@tickets.get("/tickets/{ticket_id}")
def ticket_page(
    visit: AVisit,
    ticket_id: TicketId,
    search: Search | None = None,
    insert: Annotated[str, Query(max_length=6)] = "",
) -> HTMLResponse:
    """`insert` puts a coded response into the reply, for a browser without our script."""
    ticket = visit.services.views.ticket(visit.agent, ticket_id)
    wanted = search if search is not None else ticket.code or ""
    found = visit.services.suggestions.search(insert, ticket.language) if insert else ()
    draft = found[0].text if found else ""
    return _ticket_page(visit, ticket, wanted=wanted, draft=draft, problem=None)


@tickets.get("/tickets/{ticket_id}/live")
def ticket_live(
    visit: AVisit, ticket_id: TicketId, after: Annotated[int, Query(ge=0)] = 0, seen: bool = False
) -> JSONResponse:
    """What an open ticket page asks for every two seconds; `seen` when it is in front of the agent."""
    views = visit.services.views
    ticket = views.ticket(visit.agent, ticket_id)
    lines = views.messages(visit.agent, ticket_id)
    fresh = tuple(line for line in lines if line.number > after)
    if seen and ticket.mine and lines and ticket.unread:
        views.mark_read(visit.agent, ticket_id, lines[-1].number)
    queue = views.queue(visit.agent)
    elsewhere = sum(other.unread for other in queue.mine if other.id != ticket_id)
    return JSONResponse(
        {
            "html": visit.fragment("_messages.html", lines=fresh),
            "last": lines[-1].number if lines else 0,
            "delivery": {line.number: visit.words.delivery(line.state, line.reason) for line in lines if line.state},
            "refused": [line.number for line in lines if line.state == REFUSED],
            "mine": ticket.mine,
            "owner": ticket.owner,
            "waiting": [other.id for other in queue.waiting],
            "unread": elsewhere,
            "news": {
                "queue": visit.words("queue.news", count=len(queue.waiting)),
                "refused": visit.words("ticket.refused") if ticket.refused else "",
            },
        }
    )


@tickets.get("/tickets/{ticket_id}/responses")
def responses(visit: AVisit, ticket_id: TicketId, search: Search = "") -> JSONResponse:
    ticket = visit.services.views.ticket(visit.agent, ticket_id)
    found = visit.services.suggestions.search(search, ticket.language)
    html = visit.fragment("_suggestions.html", found=found, ticket=ticket, wanted=search)
    return JSONResponse({"html": html, "said": visit.words("suggestions.found", count=len(found))})


@tickets.post("/tickets/{ticket_id}/take")
def take(visit: AForm, ticket_id: TicketId) -> RedirectResponse:
    visit.services.desk.take(visit.agent, ticket_id)
    # To the top: who takes a ticket reads first.
    return RedirectResponse(f"/console/tickets/{ticket_id}", status_code=303)


@tickets.post("/tickets/{ticket_id}/reply")
def reply(
    request: Request,
    visit: AForm,
    ticket_id: TicketId,
    text: Annotated[str, Form()] = "",
    message_id: Annotated[str, Form()] = "",
    agreed: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Send, or show first what masking takes out; the script gets JSON, a plain browser a page."""
    most, text = visit.services.settings.max_message_length, plain(text).strip()
    if not text or len(text) > most:
        problem = visit.words("errors.too_long" if text else "errors.empty", count=most)
        return _not_sent(request, visit, ticket_id, text, problem, 422)
    desk = visit.services.desk
    preview = preview_of(desk.masked(visit.agent, ticket_id, text), agreed, visit.words)
    if preview is None:
        try:
            desk.reply(visit.agent, ticket_id, message_id, text)
        except ReplyUnnamed:
            return _not_sent(request, visit, ticket_id, text, visit.words("errors.unnamed"), 400)
        if wants_json(request):
            return JSONResponse({"said": visit.words("ticket.announced"), "message_id": new_id()})
        return RedirectResponse(f"/console/tickets/{ticket_id}#reply", status_code=303)
    if wants_json(request):
        return JSONResponse({"preview": asdict(preview)})
    ticket = visit.services.views.ticket(visit.agent, ticket_id)
    return _ticket_page(visit, ticket, wanted="", draft=text, problem=None, preview=preview)


@tickets.post("/tickets/{ticket_id}/return")
def give_back(visit: AForm, ticket_id: TicketId) -> RedirectResponse:
    visit.services.desk.give_back(visit.agent, ticket_id)
    return RedirectResponse("/console/queue", status_code=303)


@tickets.post("/tickets/{ticket_id}/close")
def close(visit: AForm, ticket_id: TicketId, outcome: Annotated[str, Form()] = "") -> RedirectResponse:
    visit.services.desk.close(visit.agent, ticket_id, outcome)
    return RedirectResponse("/console/queue", status_code=303)


def _not_sent(request: Request, visit: Visit, ticket_id: str, text: str, problem: str, status: int) -> Response:
    """What was typed stays in the form: the script leaves it there, the page gets it again. Both get a new id."""
    if wants_json(request):
        return JSONResponse({"error": problem, "message_id": new_id()}, status_code=status)
    ticket = visit.services.views.ticket(visit.agent, ticket_id)
    return _ticket_page(visit, ticket, wanted="", draft=text, problem=problem, status=status)


def _ticket_page(
    visit: Visit,
    ticket: TicketView,
    *,
    wanted: str,
    draft: str,
    problem: str | None,
    preview: Preview | None = None,
    status: int = 200,
) -> HTMLResponse:
    services = visit.services
    lines = services.views.messages(visit.agent, ticket.id)
    if ticket.mine and lines:
        services.views.mark_read(visit.agent, ticket.id, lines[-1].number)
    before, since = _split(lines, ticket)
    return visit.page(
        "ticket.html",
        status,
        ticket=ticket,
        before=before,
        lines=since,
        answered=any(line.who == "agent" for line in since),
        last=lines[-1].number if lines else 0,
        likely=services.suggestions.question_of(ticket.code, visit.agent.language),
        wanted=wanted,
        found=services.suggestions.search(wanted, ticket.language),
        draft=draft,
        problem=problem,
        preview=preview,
        message_id=new_id(),
        outcomes=OUTCOMES,
        most=services.settings.max_message_length,
    )


def _split(
    lines: tuple[MessageView, ...], ticket: TicketView
) -> tuple[tuple[MessageView, ...], tuple[MessageView, ...]]:
    """What was said before the ticket was opened, and since."""
    before = tuple(line for line in lines if line.at < ticket.opened_at)
    return before, tuple(line for line in lines if line.at >= ticket.opened_at)


def _queue(visit: Visit, language: str) -> dict[str, Any]:
    found = visit.services.views.queue(visit.agent, _chosen(language))
    return {"queue": found, "subject": _subjects(visit)}


def _subjects(visit: Visit) -> Any:
    def subject(ticket: TicketView) -> str | None:
        return visit.services.suggestions.question_of(ticket.code, visit.agent.language)

    return subject


def _chosen(language: str) -> str | None:
    """Only what is on the list reaches the query."""
    return language if language in LANGUAGES else None
