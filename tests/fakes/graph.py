"""A stand-in for Meta's Graph API over real HTTP: the Send API as its public documentation describes it.

What is checked and how errors look: developers.facebook.com/docs/messenger-platform, pages "Send API", "Quick
Replies", "Error Codes", "Send Messages", and "Securing Graph API Requests" for appsecret_proof.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE_TOKEN = "made-up-page-token"
APP_SECRET = "made-up-app-secret"

TEXT_LIMIT, TITLE_LIMIT, PAYLOAD_LIMIT, MOST_QUICK_REPLIES = 2000, 20, 1000, 13
OUTAGES = {
    429: (4, "OAuthException", "(#4) Application request limit reached"),
    500: (2, "OAuthException", "An unexpected error has occurred. Please retry your request later."),
}


class Refused(Exception):
    """A call that Meta would refuse; holds what it would say."""

    def __init__(self, message: str, code: int = 100, *, kind: str = "OAuthException", subcode: int = 0) -> None:
        super().__init__(message)
        self.error = {"message": message, "type": kind, "code": code, "fbtrace_id": "A-made-up-trace"}
        if subcode:
            self.error["error_subcode"] = subcode


@dataclass(frozen=True)
class Sent:
    """One message that reached a person's Messenger."""

    recipient: str
    text: str
    quick_replies: tuple[tuple[str, str], ...]
    """Title and payload of each."""
    messaging_type: str
    tag: str
    at: float


@dataclass
class FakeGraph:
    """The messages of one page; `fail_next` plays an outage.

    `outside_window`: people who wrote over a day ago; `silent`: over seven days ago; `gone`: who blocked the page.
    """

    url: str = ""
    page_token: str = PAGE_TOKEN
    app_secret: str = APP_SECRET
    sent: list[Sent] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    """What was answered to calls that were not taken."""
    outside_window: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    _failures: list[int] = field(default_factory=list)
    """Status of the next answers; 0 takes the call."""

    @classmethod
    @contextmanager
    def serving(cls, port: int = 0) -> Iterator[FakeGraph]:
        graph = cls()
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(graph))
        graph.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield graph
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def fail_next(self, count: int, status: int = 500, *, after: int = 0) -> None:
        """Take `after` calls, then answer `count` with an outage: 500 or 429."""
        self._failures = [0] * after + [status] * count

    def to(self, recipient: str) -> list[Sent]:
        return [one for one in self.sent if one.recipient == recipient]

    def texts(self, recipient: str) -> list[str]:
        return [one.text for one in self.to(recipient)]

    def wait_for(self, recipient: str, count: int, seconds: float = 15.0) -> list[Sent]:
        """Return what `recipient` got once there are `count` messages; fail when there are not in time."""
        end = time.monotonic() + seconds
        while len(self.to(recipient)) < count and time.monotonic() < end:
            time.sleep(0.02)
        found = self.to(recipient)
        assert len(found) >= count, f"{len(found)} of {count} messages came; refused: {self.refused[-3:]}"
        return found

    def answer(self, path: str, authorization: str, raw: bytes) -> tuple[int, dict[str, Any]]:
        """Take one call; return status and body."""
        status = self._failures.pop(0) if self._failures else 0
        if status:
            code, kind, message = OUTAGES[status]
            return self._refuse(status, Refused(message, code, kind=kind))
        try:
            self._check_caller(path, authorization)
            one = self._read(json.loads(raw))
        except Refused as refusal:
            return self._refuse(400, refusal)
        self.sent.append(one)
        return 200, {"recipient_id": one.recipient, "message_id": f"m_{len(self.sent)}"}

    def _refuse(self, status: int, refusal: Refused) -> tuple[int, dict[str, Any]]:
        self.refused.append(refusal.error)
        return status, {"error": refusal.error}

    def _check_caller(self, path: str, authorization: str) -> None:
        address = urlsplit(path)
        query = parse_qs(address.query)
        if not address.path.endswith("/me/messages"):
            raise Refused("Unknown path components", 2500)
        if authorization != f"Bearer {self.page_token}":
            raise Refused("Invalid OAuth access token.", 190)
        proof = hmac.new(self.app_secret.encode(), self.page_token.encode(), hashlib.sha256).hexdigest()
        if query.get("appsecret_proof") != [proof]:
            raise Refused("Invalid appsecret_proof provided in the API argument", kind="GraphMethodException")

    def _read(self, body: dict[str, Any]) -> Sent:
        recipient = str(body.get("recipient", {}).get("id") or "")
        if not recipient.isdigit():
            raise Refused("(#100) The parameter recipient is required")
        kind, tag = body.get("messaging_type"), body.get("tag", "")
        if kind not in ("RESPONSE", "UPDATE", "MESSAGE_TAG") or (kind == "MESSAGE_TAG") != (tag == "HUMAN_AGENT"):
            raise Refused("(#100) Invalid messaging_type or tag")
        if recipient in self.gone:
            raise Refused("(#551) This person isn't available right now.", 551, subcode=1545041)
        if recipient in self.silent or (recipient in self.outside_window and tag != "HUMAN_AGENT"):
            raise Refused("(#10) This message is sent outside of allowed window.", 10, subcode=2018278)
        message = body.get("message") or {}
        text, replies = message.get("text") or "", message.get("quick_replies")
        if not text:
            raise Refused("(#100) Message cannot be empty, must provide valid attachment or text", subcode=2018034)
        _check_length("message[text]", text, TEXT_LIMIT)
        if replies is not None and not 1 <= len(replies) <= MOST_QUICK_REPLIES:
            raise Refused("(#100) Param message[quick_replies] must have 1 to 13 elements")
        for number, reply in enumerate(replies or ()):
            if reply.get("content_type") != "text" or not reply.get("title") or not reply.get("payload"):
                raise Refused(f"(#100) Param message[quick_replies][{number}] needs title and payload")
            _check_length(f"message[quick_replies][{number}][title]", reply["title"], TITLE_LIMIT)
            _check_length(f"message[quick_replies][{number}][payload]", reply["payload"], PAYLOAD_LIMIT)
        pairs = tuple((reply["title"], reply["payload"]) for reply in replies or ())
        return Sent(recipient, text, pairs, kind, tag, time.monotonic())


def _check_length(name: str, value: str, most: int) -> None:
    if len(value) > most:
        raise Refused(f"(#100) Length of param {name} must be less than or equal to {most}")


def _handler(graph: FakeGraph) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, body = graph.answer(self.path, self.headers.get("Authorization") or "", raw)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    return Handler
