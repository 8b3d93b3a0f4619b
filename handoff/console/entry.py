"""Login page → here → session. Logging in and out, the agent's language and password."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from handoff.accounts import LANGUAGES, MIN_PASSWORD, login_of
from handoff.api import TheServices
from handoff.console.rendering import Pages
from handoff.console.visits import SESSION_COOKIE, AForm, AVisit, ThePages, Visit, offered_language
from handoff.errors import AgentInvalid
from handoff.sessions import LIFETIME
from handoff.wiring import Services

entry = APIRouter(prefix="/console", include_in_schema=False)

# Until there is a session, a form proves with this cookie that our own page made it.
FORM_COOKIE = "quaid_form"
Field = Annotated[str, Form(max_length=256)]


@entry.get("/login")
def login_page(request: Request, services: TheServices, pages: ThePages) -> HTMLResponse:
    return _login_page(request, services, pages, notice=request.query_params.get("notice"))


@entry.post("/login")
def log_in(
    request: Request,
    services: TheServices,
    pages: ThePages,
    name: Field = "",
    password: Field = "",
    csrf: Field = "",
) -> Response:
    nonce = request.cookies.get(FORM_COOKIE, "")
    if not nonce or not services.signer.holds("login", nonce, csrf):
        return _login_page(request, services, pages, status=403, problem="login.stale")
    login, address = login_of(name), request.client.host if request.client else ""
    if not services.logins.allows(login, address):
        return _login_page(request, services, pages, status=429, problem="login.too_many")
    agent = services.accounts.authenticate(name, password)
    if agent is None:
        services.logins.failed(login, address)
        return _login_page(request, services, pages, status=401, problem="login.wrong")
    services.logins.succeeded(login, address)
    response = RedirectResponse("/console/queue", status_code=303)
    _set_cookie(request, response, SESSION_COOKIE, services.sessions.begin(agent))
    response.delete_cookie(FORM_COOKIE, path="/console")
    return response


@entry.post("/logout")
def log_out(visit: AForm) -> RedirectResponse:
    visit.services.sessions.end(visit.session)
    return _to_login("")


@entry.post("/language")
def choose_language(visit: AForm, language: Field = "", back: Field = "/console/queue") -> RedirectResponse:
    if language in LANGUAGES:
        visit.services.accounts.set_language(visit.agent, language)
    # Only pages of ours: `//elsewhere` and `/console@elsewhere` lead away.
    ours = back.startswith("/console/") and "\\" not in back
    return RedirectResponse(back if ours else "/console/queue", status_code=303)


@entry.get("/account")
def account_page(visit: AVisit) -> HTMLResponse:
    return visit.page("account.html", problem=None, least=MIN_PASSWORD)


@entry.post("/account")
def change_password(
    request: Request, visit: AForm, current: Field = "", new: Field = "", repeat: Field = ""
) -> Response:
    """Every session of the agent ends, this one too."""
    problem = _change_password(request, visit, current, new, repeat)
    if problem is not None:
        return visit.page("account.html", status=422, problem=problem, least=MIN_PASSWORD)
    return _to_login("?notice=saved")


def _change_password(request: Request, visit: Visit, current: str, new: str, repeat: str) -> str | None:
    services, login = visit.services, visit.agent.login
    address = request.client.host if request.client else ""
    if new != repeat:
        return "account.differ"
    # The same limit as at the door: an open console is no place to guess either.
    if not services.logins.allows(login, address):
        return "login.too_many"
    if services.accounts.authenticate(login, current) is None:
        services.logins.failed(login, address)
        return "account.wrong"
    try:
        services.accounts.set_password(login, new)
    except AgentInvalid:
        return "account.unfit"
    return None


def _login_page(
    request: Request,
    services: Services,
    pages: Pages,
    status: int = 200,
    problem: str | None = None,
    notice: str | None = None,
) -> HTMLResponse:
    nonce = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    context = {
        "agent": None,
        "csrf": services.signer.sign("login", nonce),
        "problem": problem,
        "notice": {"saved": "account.saved", "ended": "common.session_ended"}.get(notice or ""),
    }
    language = offered_language(request)
    response = pages.page("login.html", language, services.clock(), status, **context)
    _set_cookie(request, response, FORM_COOKIE, nonce)
    return response


def _set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(LIFETIME.total_seconds()),
        path="/console",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def _to_login(query: str) -> RedirectResponse:
    response = RedirectResponse(f"/console/login{query}", status_code=303)
    response.delete_cookie(SESSION_COOKIE, path="/console")
    return response
