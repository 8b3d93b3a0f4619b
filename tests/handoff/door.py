"""A real little server in place of the door: records what the bridge pushes, refuses when told to."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Door:
    """What came in, in order, and what to answer next."""

    url: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)
    """Answers to the next calls; 200 when none is left."""
    receipt: dict[str, str] = field(default_factory=lambda: {"state": "delivered", "reason": ""})
    """What became of replies, as the answer to `deliver` says."""

    def of(self, conversation_id: str) -> list[dict[str, Any]]:
        return [body for _, body in self.calls if body["conversation_id"] == conversation_id]

    def wait_for(self, count: int, seconds: float = 5.0) -> list[tuple[str, dict[str, Any]]]:
        end = time.monotonic() + seconds
        while len(self.calls) < count and time.monotonic() < end:
            time.sleep(0.01)
        assert len(self.calls) >= count, f"{len(self.calls)} of {count} calls came"
        return self.calls


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        found: int = one.getsockname()[1]
        return found


@contextmanager
def running_door(port: int = 0) -> Iterator[Door]:
    door = Door()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = door.statuses.pop(0) if door.statuses else 200
            if status == 200:
                door.tokens.add(self.headers.get("Authorization", ""))
                door.calls.append((self.path, body))
            self._answer(status, door.receipt if self.path.endswith("/deliver") else {"changed": True})

        def _answer(self, status: int, body: object = None) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    door.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield door
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
