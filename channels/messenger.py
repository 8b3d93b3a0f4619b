"""Facebook Messenger: Meta's webhook in, the Graph API out. Own, because stock Rasa's answers only the first
message of a webhook, doubles repeated ones and blocks every channel while it sends (Messenger Platform documentation).
"""

from __future__ import annotations

import hashlib
import hmac
import json as json_module
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import text

from channels import background, wiring
from channels.delivery import DeliverLater
from channels.door import Accepted, Door
from channels.graph_api import GraphApi, GraphRefused, GraphUnavailable
from channels.inbound import Inbound
from channels.messenger_format import messages_of
from channels.tokens import same
from settings import Settings
from storage.conversations import Conversation, Entry

log = logging.getLogger(__name__)

NAME = "messenger"


class MessengerChannel(InputChannel):
    """`/webhooks/messenger/webhook`; answers 404 while MESSENGER_PAGE_TOKEN is not set."""

    @classmethod
    def name(cls) -> str:
        return NAME

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        given = wiring.process_settings()
        door = wiring.door()
        blueprint = Blueprint("messenger_channel", __name__)
        if not given.messenger_page_token:
            return blueprint
        graph = GraphApi(given.messenger_graph_url, given.messenger_page_token, given.messenger_app_secret)
        door.connect(NAME, Sender(graph), on_new_message)

        @blueprint.get("/webhook")
        async def verify(request: Request) -> HTTPResponse:
            return _verify(request, given)

        @blueprint.post("/webhook")
        async def webhook(request: Request) -> HTTPResponse:
            return _webhook(request, door, given.messenger_app_secret)

        return blueprint


def _verify(request: Request, given: Settings) -> HTTPResponse:
    token = request.args.get("hub.verify_token") or ""
    expected = given.messenger_verify_token
    good = bool(expected) and same(token, expected)
    if request.args.get("hub.mode") != "subscribe" or not good:
        log.warning("messenger webhook not verified: wrong mode or MESSENGER_VERIFY_TOKEN")
        return text("verification failed", status=403)
    return text(request.args.get("hub.challenge") or "")


def _webhook(request: Request, door: Door, secret: str) -> HTTPResponse:
    """Keep every message of the webhook, acknowledge, then work: Meta repeats what is slow to be acknowledged."""
    if not signature_matches(request.headers.get("x-hub-signature-256"), request.body, secret):
        log.warning("messenger webhook refused: X-Hub-Signature-256 does not match")
        return text("signature does not match", status=403)
    try:
        inbound = list(read_webhook(json_module.loads(request.body)))
    except (ValueError, TypeError, AttributeError, KeyError):
        log.warning("messenger webhook refused: not in Meta's format")
        return text("not a messenger webhook", status=400)
    accepted: list[Accepted] = []
    try:
        for message in inbound:
            one = door.accept(message)
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


def read_webhook(body: dict[str, Any]) -> Iterator[Inbound]:
    """Yield the clients' messages of a webhook: all entries, all events; echoes, receipts and standby left out."""
    if body.get("object") != "page":
        return
    for entry in body.get("entry") or []:
        for event in entry.get("messaging") or []:
            found = _read_event(event)
            if found is not None:
                yield found


def _read_event(event: dict[str, Any]) -> Inbound | None:
    sender = str((event.get("sender") or {}).get("id") or "")
    message, postback = event.get("message") or {}, event.get("postback") or {}
    if not sender or message.get("is_echo") or not (message or postback):
        return None
    payload = (message.get("quick_reply") or {}).get("payload") or postback.get("payload")
    mid = message.get("mid") or postback.get("mid") or f"{sender}-{event.get('timestamp')}"
    return Inbound(
        NAME,
        sender,
        str(payload or message.get("text") or ""),
        message_id=str(mid),
        has_attachment=bool(message.get("attachments")),
    )


class Sender:
    """Delivers the door's messages through the Graph API."""

    def __init__(self, graph: GraphApi) -> None:
        self._graph = graph
        # Of a message in several parts those that got through: the rest is sent when Meta is back.
        self._parts_sent: dict[int, int] = {}

    async def __call__(self, conversation: Conversation, address: str, entry: Entry) -> bool:
        if entry.who == "owner":
            return True
        done = self._parts_sent.pop(entry.seq, 0)
        for message in messages_of(entry.body)[done:]:
            try:
                await self._graph.send(address, message, by_person=entry.who == "agent")
            except GraphUnavailable as error:
                log.warning("messenger: %s", error, extra={"conversation": conversation.id, "seq": entry.seq})
                self._parts_sent[entry.seq] = done
                raise DeliverLater from error
            except GraphRefused as error:
                log.error("messenger: %s", error, extra={"conversation": conversation.id, "seq": entry.seq})
                return False
            done += 1
        return True
