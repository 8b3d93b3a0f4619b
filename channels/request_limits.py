"""How much of a request the server takes into memory before it knows who sends it."""

from __future__ import annotations

import asyncio

from sanic import Sanic

MAX_BODY = 2_000_000
"""Bytes: Meta's largest webhooks fit."""


async def apply(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Limit every route; Sanic alone would take 100 MB."""
    app.config.REQUEST_MAX_SIZE = MAX_BODY
