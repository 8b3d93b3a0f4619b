"""Before the checks of the start have passed, no request is read."""

import asyncio
import socket

import httpx
import pytest
from sanic import Request, Sanic
from sanic.response import HTTPResponse, text

from channels import start_gate


async def test_nothing_is_answered_before_the_gate_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    # Sanic rewrites its protocol class at a start, and a second start in one process cannot read the first's result.
    monkeypatch.setattr("sanic.app.TouchUp.run", lambda app: None)
    app, read = Sanic("gate_of_a_test", configure_logging=False), []

    @app.post("/said")
    async def said(request: Request) -> HTTPResponse:
        read.append(request.body)
        return text("taken")

    loop, sock = asyncio.get_running_loop(), socket.socket()
    sock.bind(("127.0.0.1", 0))
    app.before_server_start(start_gate.close)
    server = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.start_serving()
    url = f"http://127.0.0.1:{sock.getsockname()[1]}/said"
    async with httpx.AsyncClient(trust_env=False) as client:
        early = await client.post(url, content="too early")
        assert (early.status_code, early.headers["retry-after"]) == (503, "5")
        assert read == []

        await start_gate.open_gate(app, loop)
        assert (await client.post(url, content="in time")).status_code == 200
        assert read == [b"in time"]
    server.close()
    await server.wait_closed()
