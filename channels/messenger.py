"""Facebook Messenger: Meta's webhook in, the Graph API out. Own, because stock Rasa's answers only the first
message of a webhook, doubles repeated ones and blocks every channel while it sends (Messenger Platform documentation).
"""

from __future__ import annotations

import hashlib
import hmac
import json as json_module
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request
from sanic.exceptions import PayloadTooLarge
from sanic.response import text

from channels import background, start_gate, wiring
from channels.accepted import Accepted
from channels.door import Door
from channels.graph_api import GraphApi
from channels.inbound import Inbound
from channels.messenger_sender import Sender
from channels.request_limits import MAX_BODY
from channels.tokens import same
from settings import Settings

log = logging.getLogger(__name__)

NAME = "messenger"
GET_STARTED = "GET_STARTED"
"""Payload of the button that a Page shows before the first message, as docs/runbook.md sets it."""
LIKE_STICKERS = frozenset({369239263222822, 369239343222814, 369239383222810})
"""The thumb beside the text field, in its three sizes; it comes as a picture."""
THUMBS = {"👍": "👍 (y)", "👎": "👎 (n)"}
SIGNATURE = re.compile(r"sha256=[0-9a-f]{64}")


class MessengerChannel(InputChannel):
    """`/webhooks/messenger/webhook`; answers 404 while MESSENGER_PAGE_TOKEN is not set."""

    @classmethod
    def name(cls) -> str:
        return NAME

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        given = wiring.process_settings()
        door = wiring.door()
        blueprint = Blueprint("messenger_channel", __name__)
        start_gate.keep(blueprint)
        if not given.messenger_page_token:
            # What waits for Messenger is refused as long as it is off; no other process would do it.
            door.conversations.share.take(NAME)
            return blueprint
        graph = GraphApi(given.messenger_graph_url, given.messenger_page_token, given.messenger_app_secret)
        sender = Sender(graph, door.delivery.receipts.last_heard)
        door.connect(NAME, sender, on_new_message, notice=True)

        @blueprint.get("/webhook")
        async def verify(request: Request) -> HTTPResponse:
            return _verify(request, given)

        @blueprint.post("/webhook", stream=True)
        async def webhook(request: Request) -> HTTPResponse:
            return await _read_body(request) or _webhook(request, door, given.messenger_app_secret)

        return blueprint


def _verify(request: Request, given: Settings) -> HTTPResponse:
    token = request.args.get("hub.verify_token") or ""
    expected = given.messenger_verify_token
    good = bool(expected) and same(token, expected)
    if request.args.get("hub.mode") != "subscribe" or not good:
        log.warning("messenger webhook not verified: wrong mode or MESSENGER_VERIFY_TOKEN")
        return text("verification failed", status=403)
    return text(request.args.get("hub.challenge") or "")


async def _read_body(request: Request) -> HTTPResponse | None:
    """Read the body, or refuse before it is there: what bears no signature, and what is too large."""
    if request.stream is None:
        return text("no body", status=400)
    # What is left unread is thrown away up to this size, and the connection closed.
    request.stream.request_max_size = MAX_BODY
    if not SIGNATURE.fullmatch(request.headers.get("x-hub-signature-256") or ""):
        log.warning("messenger webhook refused: no X-Hub-Signature-256 in Meta's form")
        return text("a signature is needed", status=403)
    try:
        await request.receive_body()
    except PayloadTooLarge:
        log.warning("messenger webhook refused: larger than %s bytes", MAX_BODY)
        return text("too large", status=413)
    return None


def _webhook(request: Request, door: Door, secret: str) -> HTTPResponse:
    """Keep every message of the webhook, acknowledge, then work: Meta repeats what is slow to be acknowledged."""
    if not signature_matches(request.headers.get("x-hub-signature-256"), request.body, secret):
        log.warning("messenger webhook refused: X-Hub-Signature-256 does not match")
        return text("signature does not match", status=403)
    try:
        events = list(read_webhook(json_module.loads(request.body)))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        log.warning("messenger webhook refused: not in Meta's format")
        return text("not a messenger webhook", status=400)
    accepted: list[Accepted] = []
    try:
        for event in events:
            one = door.greet(event.inbound) if event.opening else door.accept(event.inbound)
            if one is not None:
                accepted.append(one)
    finally:
        # Also when one of them failed: Meta repeats the whole webhook then, and the others are known already.
        background.start(_work(door, accepted))
    return text("EVENT_RECEIVED")


async def _work(door: Door, accepted: list[Accepted]) -> None:
    for one in accepted:
        try:
            await door.work_on(one)
        except Exception as error:
            # One client's trouble is not the next one's. Only the type: its message may quote the client.
            log.error("not worked on: %s", type(error).__name__, extra={"conversation": one.conversation_id})


def signature_matches(header: str | None, body: bytes, secret: str) -> bool:
    """Tell whether `header` is `sha256=` and the HMAC of `body` under the app secret; without a secret never."""
    if not secret:
        return False
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return same(header or "", expected)


@dataclass(frozen=True)
class Event:
    """What a client did: wrote, chose a button, or pressed "Get Started" (then there are no words)."""

    inbound: Inbound
    opening: bool = False


def read_webhook(body: dict[str, Any]) -> Iterator[Event]:
    """Yield the clients' messages of a webhook: all entries, all events; echoes, receipts and standby left out."""
    if body.get("object") != "page":
        return
    for entry in body.get("entry") or []:
        for event in entry.get("messaging") or []:
            found = _read_event(event)
            if found is not None:
                yield found


def _read_event(event: dict[str, Any]) -> Event | None:
    sender = str((event.get("sender") or {}).get("id") or "")
    message, postback = event.get("message") or {}, event.get("postback") or {}
    # Meta's ids are digits; half of a surrogate pair could not be kept.
    if not sender.isascii() or not sender or message.get("is_echo") or not (message or postback):
        return None
    payload = (message.get("quick_reply") or {}).get("payload") or postback.get("payload") or _thumb(message)
    mid = message.get("mid") or postback.get("mid") or f"{sender}-{event.get('timestamp')}"
    inbound = Inbound(
        NAME,
        sender,
        str(payload or message.get("text") or ""),
        message_id=str(mid),
        has_attachment=bool(message.get("attachments")) and not _thumb(message),
    )
    return Event(inbound, opening=postback.get("payload") == GET_STARTED)


def _thumb(message: dict[str, Any]) -> str:
    """Return a thumb, Messenger's usual yes and no, with the characters that have stood for it there: words to read."""
    if message.get("sticker_id") in LIKE_STICKERS:
        return THUMBS["👍"]
    # Without the colour of the skin.
    return THUMBS.get(re.sub("[\U0001f3fb-\U0001f3ff]", "", str(message.get("text") or "").strip()), "")
