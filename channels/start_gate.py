"""Between listening and being ready: no request is read before the checks of the start have passed.

Sanic listens before it runs what is to be done after the start, and Rasa's agent is not there before.
"""

from __future__ import annotations

import asyncio

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json


async def close(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Refuse every request until `open_gate`."""
    app.ctx.gate_is_open = False
    app.register_middleware(_refuse, "request")


async def open_gate(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Everything was checked and has warmed up: the first client may come."""
    app.ctx.gate_is_open = True


async def _refuse(request: Request) -> HTTPResponse | None:
    if request.app.ctx.gate_is_open:
        return None
    return json({"error": "starting"}, status=503, headers={"Retry-After": "5"})
