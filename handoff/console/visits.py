"""Every console request → here → its route: who asks, in which language, and is the form ours?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Form, Request
from fastapi.responses import HTMLResponse

from handoff.accounts import Agent
from handoff.api import TheServices
from handoff.console.rendering import Pages
from handoff.console.words import Words
from handoff.errors import HandoffError
from handoff.sessions import Session
from handoff.wiring import Services

SESSION_COOKIE = "quaid_session"


class LoginNeeded(HandoffError):
    """The request comes from nobody we know."""


class FormForged(HandoffError):
    """The form was not made by the page we sent to this agent."""


@dataclass(frozen=True)
class Visit:
    """One request of a logged-in agent."""

    session: Session
    services: Services
    pages: Pages

    @property
    def agent(self) -> Agent:
        return self.session.agent

    @property
    def words(self) -> Words:
        return self.pages.words(self.agent.language)

    @property
    def csrf(self) -> str:
        return self.services.signer.sign("form", self.session.token)

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        frame = {"agent": self.agent, "csrf": self.csrf}
        now = self.services.clock()
        return self.pages.page(template, self.agent.language, now, status, **frame, **context)

    def fragment(self, template: str, **context: Any) -> str:
        frame = {"agent": self.agent, "csrf": self.csrf}
        return self.pages.fragment(template, self.agent.language, self.services.clock(), **frame, **context)


def pages_of(request: Request) -> Pages:
    return cast(Pages, request.app.state.pages)


ThePages = Annotated[Pages, Depends(pages_of)]


def visit_of(request: Request, services: TheServices, pages: ThePages) -> Visit:
    """Raises LoginNeeded."""
    session = services.sessions.find(request.cookies.get(SESSION_COOKIE, ""))
    if session is None:
        raise LoginNeeded(f"{request.url.path}: no living session")
    return Visit(session, services, pages)


AVisit = Annotated[Visit, Depends(visit_of)]


def form_of(visit: AVisit, csrf: Annotated[str, Form()] = "") -> Visit:
    """The visit, if the form carries its session's token. Raises FormForged."""
    if not visit.services.signer.holds("form", visit.session.token, csrf):
        raise FormForged(f"agent {visit.agent.login}: form without this session's token")
    return visit


AForm = Annotated[Visit, Depends(form_of)]


def wants_json(request: Request) -> bool:
    """Whether our script asks, not the browser itself."""
    return "application/json" in request.headers.get("accept", "")


def offered_language(request: Request) -> str:
    """The language of someone who is not logged in: chosen in the address, else the browser's."""
    chosen = request.query_params.get("language")
    if chosen in ("en", "fr"):
        return chosen
    return "fr" if request.headers.get("accept-language", "").lower().startswith("fr") else "en"
