"""What a route raised → here → a page, or JSON for our script, in the agent's language."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response

from handoff.console.visits import FormForged, LoginNeeded, offered_language, pages_of, visit_of, wants_json
from handoff.errors import NotAllowed, TicketMoved
from handoff.wiring import Services
from privacy import MaskingFailed

log = logging.getLogger(__name__)

# error → (status, its words)
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    RequestValidationError: (422, "errors.unusable"),
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
        if request.url.path.startswith("/api/"):
            return _api_refusal(error, status)
        try:
            return _refusal(request, services, status, words)
        except LoginNeeded:
            return _to_login(request)

    for kind in REFUSALS:
        app.add_exception_handler(kind, refuse)
    app.add_exception_handler(LoginNeeded, lambda request, _error: _to_login(request))


def _api_refusal(error: Exception, status: int) -> Response:
    detail = jsonable_encoder(error.errors()) if isinstance(error, RequestValidationError) else "see the bridge's log"
    return JSONResponse({"detail": detail}, status_code=status)


def _to_login(request: Request) -> Response:
    if wants_json(request):
        words = pages_of(request).words(offered_language(request))
        return JSONResponse({"error": words("common.session_ended")}, status_code=401)
    return RedirectResponse("/console/login", status_code=303)


def _refusal(request: Request, services: Services, status: int, words: str) -> Response:
    visit = visit_of(request, services, pages_of(request))
    said = visit.words(words)
    holder = services.views.holder(request.path_params.get("ticket_id", "")) if status == 409 else None
    if holder is not None and holder != visit.agent.name:
        said = f"{said} {visit.words('errors.held_by', agent=holder)}"
    if wants_json(request):
        return JSONResponse({"error": said}, status_code=status)
    return visit.page("error.html", status, said=said)
