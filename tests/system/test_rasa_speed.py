"""What rasa_speed replaces gives the same as stock Rasa, on the trained model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.model import get_latest_model
from rasa.utils.endpoints import EndpointConfig

import settings
from channels import action_calls, rasa_speed

MESSAGES = [
    "How early may I arrive before my program starts?",
    "My cousin is in Ottawa and I am admitted from January. I have my letter. When can I come? And can I work then?",
    "J'ai reçu ma lettre hier soir et je pars bientôt. Est-ce que je peux arriver un mois avant mes cours?",
    '/study_arrive_early{"language": "en"}',
    "zzz",
]
STOCK = {
    (DaskGraphRunner, "run"): rasa_speed._stock_run,
}


@pytest.fixture(scope="module")
def agent() -> Agent:
    model = get_latest_model(str(settings.ROOT / "models"))
    assert model, "these tests need a trained model: make train"
    return Agent.load(model)


def _parse(agent: Agent) -> list[dict[str, Any]]:
    async def parse() -> list[dict[str, Any]]:
        return [await agent.parse_message(text) for text in MESSAGES]

    return asyncio.run(parse())


def test_messages_are_understood_as_by_stock_rasa(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    rasa_speed.apply()
    with monkeypatch.context() as stock_rasa:
        for (owner, name), original in STOCK.items():
            stock_rasa.setattr(owner, name, original)
        stock = _parse(agent)

    for ours, theirs in zip(_parse(agent), stock, strict=True):
        assert ours["intent"]["name"] == theirs["intent"]["name"]
        assert ours["intent"]["confidence"] == pytest.approx(theirs["intent"]["confidence"], abs=1e-4)
        assert [entry["name"] for entry in ours["intent_ranking"]] == [
            entry["name"] for entry in theirs["intent_ranking"]
        ]


class _Counting(BaseHTTPRequestHandler):
    """An action server that answers with the number of its connections."""

    protocol_version = "HTTP/1.1"
    connections = 0

    def setup(self) -> None:
        super().setup()
        type(self).connections += 1

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"connections": self.connections}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def counting() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Counting)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/webhook"
    server.shutdown()
    server.server_close()


def test_calls_of_actions_share_a_connection(counting: str) -> None:
    rasa_speed.apply()

    async def call() -> list[dict[str, int] | None]:
        endpoint = EndpointConfig(counting)
        answers = [await endpoint.request(json={}) for _ in range(3)]
        await action_calls.close_connections()
        return answers

    assert asyncio.run(call()) == [{"connections": 1}] * 3
