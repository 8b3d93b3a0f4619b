"""Settings → here → the bridge as an ASGI application: API, health and console, with the courier beside."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from handoff.api import api, public
from handoff.clock import Clock, now
from handoff.console.conversations import conversations
from handoff.console.entry import entry
from handoff.console.refusals import add_refusals
from handoff.console.rendering import Pages
from handoff.console.tickets import tickets
from handoff.errors import NoOpenTicket
from handoff.protection import MAX_BODY, BodyLimit, ProtectiveHeaders
from handoff.retention import expire
from handoff.wiring import Services, build
from privacy import Masker
from settings import Settings

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "console" / "static"
SWEEP_EVERY = 30.0
FIRST_EXPIRY, EXPIRE_EVERY = 300.0, 24 * 3600.0


def create_app(settings: Settings, masker: Masker | None = None, clock: Clock = now) -> FastAPI:
    """Build everything; nothing listens yet and the courier starts with the application."""
    services = build(settings, masker if masker is not None else Masker.build(), clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        chores = (services.courier.run(), _sweep(services), _expire_daily(services))
        tasks = [asyncio.create_task(chore) for chore in chores]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            services.store.close()

    # The documentation pages of FastAPI load scripts from elsewhere; the contract itself is served.
    app = FastAPI(title="Quaid ticket bridge", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.services, app.state.pages = services, Pages(services.hours.zone)
    for router in (api, public, entry, tickets, conversations):
        app.include_router(router)
    app.mount("/console/static", StaticFiles(directory=STATIC), name="static")
    add_refusals(app, services)
    app.add_exception_handler(NoOpenTicket, _no_open_ticket)
    app.add_middleware(BodyLimit, most=MAX_BODY)
    app.add_middleware(ProtectiveHeaders)
    return app


def _no_open_ticket(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "the conversation has no such ticket"}, status_code=404)


async def _sweep(services: Services) -> None:
    """Give back to the queue what agents left behind, every half minute, until cancelled."""
    while True:
        try:
            count = await asyncio.to_thread(services.desk.take_back_abandoned)
        except Exception:
            log.exception("sweep: abandoned tickets cannot be looked for; trying again")
        else:
            if count:
                log.warning("sweep: %s abandoned tickets are back in the queue", count)
        await asyncio.sleep(SWEEP_EVERY)


async def _expire_daily(services: Services) -> None:
    """Let old tickets become counts, once a day, until cancelled."""
    await asyncio.sleep(FIRST_EXPIRY)
    while True:
        now = services.clock()
        before = now - timedelta(days=services.settings.keep_tickets_days)
        try:
            log.info("expired: %s tickets", await asyncio.to_thread(expire, services.store, before, now))
        except Exception:
            log.exception("expiry: tickets cannot be expired; trying again tomorrow")
        await asyncio.sleep(EXPIRE_EVERY)
