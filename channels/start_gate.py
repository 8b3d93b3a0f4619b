"""Between listening and being ready: no request is read before the checks of the start have passed.

Sanic listens before it runs what is to be done after the start, and Rasa's agent is not there before. Every channel
brings gate, checks and guarded logs along, so that none of them hangs on one line of credentials.yml.
"""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import json

from channels import logs, start_checks
from privacy import shared_masker


def keep(blueprint: Blueprint) -> None:
    """Let the server of this channel refuse every request until it was checked; `open_gate` is for the last of all."""
    logs.guard(shared_masker())
    blueprint.before_server_start(close)
    blueprint.before_server_start(_guard_logs)
    blueprint.after_server_start(_check)


async def _guard_logs(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Rasa and Sanic have made their log handlers by now: every one gets its filter too."""
    logs.guard(shared_masker())


async def _check(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    if not app.ctx.checked:
        await start_checks.refuse_unsafe_start(app, loop)
        app.ctx.checked = True


async def close(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Refuse every request until `open_gate`."""
    if hasattr(app.ctx, "gate_is_open"):
        return
    app.ctx.gate_is_open = app.ctx.checked = False
    app.register_middleware(_refuse, "request")


async def open_gate(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Everything was checked and has warmed up: the first client may come."""
    app.ctx.gate_is_open = True


async def _refuse(request: Request) -> HTTPResponse | None:
    if request.app.ctx.gate_is_open:
        return None
    return json({"error": "starting"}, status=503, headers={"Retry-After": "5"})
