"""A small web site on this machine, and a foreign one, for the crawler to behave on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Respond = Callable[[str], "Answer"]


@dataclass(frozen=True)
class Answer:
    """What the site says to one request."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    seconds: float = 0.0
    """How long the body takes to drip out."""


@dataclass
class Site:
    """A running site; `asked` are the paths that were requested, in order."""

    origin: str
    asked: list[str]


def page(title: str, text: str, *links: str, lang: str = "en", head: str = "") -> Answer:
    """Make a page as the department's are: a menu, a main part, a footer."""
    anchors = "".join(f'<li><a href="{link}">go</a></li>' for link in links)
    return Answer(
        f'<!DOCTYPE html><html lang="{lang}-CA"><head><title>{title} - Canada.ca</title>{head}</head><body>'
        f"<nav>Menu of everything</nav><main><h1>{title}</h1><p>{text}</p><ul>{anchors}</ul>"
        f"<script>var hidden = 1;</script></main><footer>Terms of everything</footer></body></html>"
    )


def redirect(to: str) -> Answer:
    """Send the client elsewhere."""
    return Answer(status=302, headers={"Location": to})


@contextmanager
def serve(respond: Respond) -> Iterator[Site]:
    """Run a site that answers each path by `respond`."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = respond(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # the crawler hangs up, as it should
                self._send(body, answer.seconds)

        def _send(self, body: bytes, seconds: float) -> None:
            if not seconds:
                self.wfile.write(body)
                return
            for start in range(0, len(body), max(1, len(body) // 20)):
                self.wfile.write(body[start : start + max(1, len(body) // 20)])
                self.wfile.flush()
                time.sleep(seconds / 20)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
