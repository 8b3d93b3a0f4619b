"""What a route raised → here → a page, or JSON for our script, in the agent's language."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from handoff.console.visits import FormForged, LoginNeeded, offered_language, pages_of, visit_of, wants_json
from handoff.errors import NotAllowed, TicketMoved
from handoff.wiring import Services
from privacy import MaskingFailed

log = logging.getLogger(__name__)

# error → (status, its words)
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    NotAllowed: (404, "errors.not_allowed"),
    TicketMoved: (409, "errors.moved"),
    FormForged: (403, "errors.forged"),
    MaskingFailed: (503, "errors.masking"),
}


def add_refusals(app: FastAPI, services: Services) -> None:
    """Register an answer to each error that a console route may raise."""

    def refuse(request: Request, error: Exception) -> Response:
        status, words = REFUSALS[type(error)]
        log.warning("%s %s refused: %s", request.method, request.url.path, type(error).__name__)
        return _refusal(request, services, status, words)

    def to_login(request: Request, _error: Exception) -> Response:
        if wants_json(request):
            words = pages_of(request).words(offered_language(request))
            return JSONResponse({"error": words("common.session_ended")}, status_code=401)
        return RedirectResponse("/console/login", status_code=303)

    for kind in REFUSALS:
        app.add_exception_handler(kind, refuse)
    app.add_exception_handler(LoginNeeded, to_login)


def _refusal(request: Request, services: Services, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": "refused; see the bridge's log"}, status_code=status)
    visit = visit_of(request, services, pages_of(request))
    said = visit.words(words)
    holder = services.views.holder(request.path_params.get("ticket_id", "")) if status == 409 else None
    if holder is not None and holder != visit.agent.name:
        said = f"{said} {visit.words('errors.held_by', agent=holder)}"
    if wants_json(request):
        return JSONResponse({"error": said}, status_code=status)
    return visit.page("error.html", status, said=said)
