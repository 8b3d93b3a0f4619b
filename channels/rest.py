"""The REST channel: one request a message, for services that hold a token."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from channels import start_gate, wiring
from channels.door import Door
from channels.inbound import Inbound
from channels.tokens import bearer_matches
from storage.conversations import Conversation, Entry

log = logging.getLogger(__name__)

NAME = "rest"
_IDENTIFIER = re.compile(r"[A-Za-z0-9._:@-]{1,128}")
_SEQ = re.compile(r"[0-9]{1,18}")
FIELDS = frozenset({"conversation_id", "message_id", "text", "language"})


class RestChannel(InputChannel):
    """`POST messages` returns the replies of the turn; `GET messages?after=` what came later."""

    @classmethod
    def name(cls) -> str:
        return NAME

    def url_prefix(self) -> str:
        return "quaid"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        token = wiring.process_settings().rest_token
        door = wiring.door()
        door.connect(NAME, _kept_for_polling, on_new_message)
        blueprint = Blueprint("rest_channel", __name__)
        start_gate.keep(blueprint)

        @blueprint.post("/messages")
        async def post(request: Request) -> HTTPResponse:
            return _unauthorized(request, token) or await _post(door, request)

        @blueprint.get("/messages")
        async def get(request: Request) -> HTTPResponse:
            return _unauthorized(request, token) or _get(door, request)

        return blueprint


async def _post(door: Door, request: Request) -> HTTPResponse:
    body = _body_of(request)
    problem = _problem(body)
    if problem:
        return json({"error": problem}, status=400)
    replies = await door.receive(
        Inbound(
            NAME,
            body["conversation_id"],
            body["text"],
            page_language=body.get("language"),
            **({"message_id": body["message_id"]} if body.get("message_id") else {}),
        )
    )
    return json({"conversation_id": body["conversation_id"], "messages": [_message(reply) for reply in replies]})


def _get(door: Door, request: Request) -> HTTPResponse:
    identifier = request.args.get("conversation_id") or ""
    after = request.args.get("after") or "0"
    if not _IDENTIFIER.fullmatch(identifier) or not _SEQ.fullmatch(after):
        return json({"error": "give conversation_id, and after as the seq of the last message you have"}, status=400)
    entries = door.conversations.messages(door.conversations.id_of(NAME, identifier), int(after))
    door.delivery.receipts.fetched(entries)
    found = [_message(entry) for entry in entries if entry.who != "client"]
    return json({"conversation_id": identifier, "messages": found})


def _body_of(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception:  # sanic raises its own error page for broken JSON; callers get ours
        return {}
    return body if isinstance(body, dict) else {}


def _problem(body: dict[str, Any]) -> str | None:
    if not _is_identifier(body.get("conversation_id")):
        return "conversation_id: 1 to 128 letters, digits or . _ : @ - are needed"
    if not isinstance(body.get("text"), str):
        return "text: a string is needed"
    if body.get("language") not in (None, "en", "fr"):
        return "language: 'en', 'fr' or nothing"
    if body.get("message_id") is not None and not _is_identifier(body["message_id"]):
        return "message_id: 1 to 128 letters, digits or . _ : @ -"
    unknown = set(body) - FIELDS
    return f"unknown fields: {', '.join(sorted(map(str, unknown)))}"[:200] if unknown else None


def _is_identifier(value: object) -> bool:
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None


def _unauthorized(request: Request, token: str) -> HTTPResponse | None:
    if bearer_matches(request.headers.get("authorization"), token):
        return None
    return json({"error": "Authorization: Bearer <REST_TOKEN> is needed"}, status=401)


def _message(entry: Entry) -> dict[str, Any]:
    return {**entry.body, "seq": entry.seq, "who": entry.who}


async def _kept_for_polling(conversation: Conversation, address: str, entry: Entry) -> bool:
    """Nothing to push: the caller gets it as the reply or asks for it."""
    return False
