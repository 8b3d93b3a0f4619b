"""The bridge's way in: who owns a conversation, what an agent replied. And what starts with the server."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import json

from channels import (
    action_calls,
    background,
    housekeeping,
    rasa_speed,
    request_limits,
    sentence_counts,
    start_checks,
    start_gate,
    warming,
    wiring,
)
from channels.door import Door
from channels.output import reply_of
from channels.tokens import bearer_matches
from privacy import MaskingFailed
from storage.receipts import KEPT, UNDER_WAY, Receipt

log = logging.getLogger(__name__)

# What the bridge makes itself; anything else could carry words of a client into the door's store.
_REFERENCE = re.compile(r"Q-[A-Z0-9]{4}-\d\d")
_MESSAGE_ID = re.compile(r"(?=\d*[a-f])[0-9a-f]{32}")
_AGENT = re.compile(r"(?!.*(?:\d[ .'’-]?){7})\w[\w .'’-]{0,63}")
ERASED = "—"
"""The bridge's word for an agent whose account was erased."""
OWNERS = ("bot", "queue", "person")
ANSWER_SECONDS = 4.0
"""Less than handoff/courier.py waits for an answer."""


class DoorRoutes(InputChannel):
    """`/webhooks/door/…`, for the ticket bridge alone (INTERNAL_TOKEN)."""

    @classmethod
    def name(cls) -> str:
        return "door"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        rasa_speed.apply()
        door = wiring.door()
        blueprint = Blueprint("door_routes", __name__)
        start_gate.keep(blueprint)
        blueprint.after_server_start(_refuse_wrong_brain)
        blueprint.after_server_start(request_limits.apply)
        blueprint.after_server_start(_warm_up)
        blueprint.after_server_start(start_gate.open_gate)
        blueprint.after_server_start(_start_forwarding)
        blueprint.before_server_stop(_close_connections)
        blueprint.after_server_stop(_end_all)
        _add_routes(blueprint, door, wiring.process_settings().internal_token)
        return blueprint


async def _refuse_wrong_brain(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    start_checks.check_brain(app.ctx.agent, wiring.conversations().share.channels)


async def _warm_up(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    sentence_counts.apply(app.ctx.agent)
    await warming.warm_up(app.ctx.agent)


async def _close_connections(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    await action_calls.close_connections()


async def _end_all(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    await background.end_all()


async def _start_forwarding(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    app.add_task(wiring.forwarding().run())
    app.add_task(wiring.door().delivery.run())
    app.add_task(wiring.take_up())
    store, given = app.ctx.agent.tracker_store, wiring.process_settings()
    app.add_task(housekeeping.run(store, given, expires=wiring.lets_expire()))


def _add_routes(blueprint: Blueprint, door: Door, token: str) -> None:
    @blueprint.post("/owner")
    async def owner(request: Request) -> HTTPResponse:
        return _refusal(request, token) or await _change_owner(door, request.json)

    @blueprint.post("/deliver")
    async def deliver(request: Request) -> HTTPResponse:
        return _refusal(request, token) or await _deliver(door, request.json)

    @blueprint.post("/classify")
    async def classify(request: Request) -> HTTPResponse:
        return _refusal(request, token) or await _classify(door, request)


async def _change_owner(door: Door, body: dict[str, Any]) -> HTTPResponse:
    """`{conversation_id, owner, epoch, reference, agent?, closed?}`; sent twice it changes nothing."""
    if not _is_news(body):
        return json({"error": "conversation_id, owner (bot, queue, person) and epoch are needed"}, status=400)
    identifier, owner, epoch = body["conversation_id"], body["owner"], body["epoch"]
    before = door.conversations.get(identifier)
    if before is None:
        return json({"error": "unknown conversation"}, status=404)
    if not door.conversations.share.has(identifier):
        return _misdirected(identifier)
    changed = door.conversations.change_owner(identifier, owner, epoch, body.get("reference"))
    if changed:
        background.start(_tell_client(door, before.owner, body))
    return json({"changed": changed})


def _is_news(body: dict[str, Any]) -> bool:
    identifier, epoch, reference = body.get("conversation_id"), body.get("epoch"), body.get("reference") or ""
    good_epoch = type(epoch) is int and 0 <= epoch < 2**31
    good_reference = reference == "" or (isinstance(reference, str) and _REFERENCE.fullmatch(reference) is not None)
    return isinstance(identifier, str) and body.get("owner") in OWNERS and good_epoch and good_reference


def _agent_in(body: dict[str, Any]) -> str:
    """Return the agent's name; nothing for what is none, so that no reply is lost for it."""
    name = body.get("agent")
    return name if isinstance(name, str) and (name == ERASED or _AGENT.fullmatch(name)) else ""


async def _tell_client(door: Door, before: str, body: dict[str, Any]) -> None:
    identifier, owner = body["conversation_id"], body["owner"]
    await door.announce_owner(identifier)
    if owner == "person":
        await door.tell(identifier, "utter_door_agent_joined", agent=_agent_in(body))
    elif owner == "queue" and before == "person":
        await door.tell(identifier, "utter_door_agent_left")
    elif owner == "bot":
        await door.hand_back(identifier)


async def _deliver(door: Door, body: dict[str, Any]) -> HTTPResponse:
    """`{conversation_id, message_id, text, epoch, agent}` → the client; answers `{state, reason}`.

    `delivered`; `kept` (the client is away, or the channel is down); `refused`: it will never arrive.
    """
    needed = ("conversation_id", "message_id", "text")
    if not all(isinstance(body.get(field), str) and body[field] for field in needed):
        return json({"error": "conversation_id, message_id and text are needed"}, status=400)
    if not _MESSAGE_ID.fullmatch(body["message_id"]):
        return json({"error": "message_id: 32 hexadecimal digits are needed"}, status=400)
    known = door.conversations.get(body["conversation_id"])
    if known is None:
        return json({"error": "unknown conversation"}, status=404)
    if not door.conversations.share.has(known.id):
        return _misdirected(known.id)
    try:
        text = door.guard.text(body["text"], known.language)
    except MaskingFailed:
        return json({"error": "the text could not be masked and was not sent"}, status=422)
    message = {**reply_of({}), "text": text, "agent": _agent_in(body)}
    # The bridge gives up waiting sooner than Meta is given up; it asks again with the same id.
    bringing = background.start(door.bring(known, body["message_id"], {**message, "language": known.language}))
    done, _ = await asyncio.wait({bringing}, timeout=ANSWER_SECONDS)
    found = bringing.result() if done else Receipt(KEPT, UNDER_WAY)
    return json({"state": found.state, "reason": found.reason})


async def _classify(door: Door, request: Request) -> HTTPResponse:
    """`{text, language}` → `{intent, ranking}` of the masked text, for suggestions to agents."""
    body = request.json
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        return json({"error": "text is needed"}, status=400)
    language = "fr" if body.get("language") == "fr" else "en"
    try:
        masked = door.guard.text(body["text"][:2000].lstrip("/"), language)
    except MaskingFailed:
        return json({"error": "the text could not be masked"}, status=422)
    message = UserMessage(masked, metadata={"language": language, "foreign": False})
    parsed = await request.app.ctx.agent.processor.parse_message(message)
    return json({"intent": parsed["intent"], "ranking": parsed.get("intent_ranking") or []})


def _misdirected(identifier: str) -> HTTPResponse:
    """Another server has the conversation's channel; the bridge keeps what it brought and tries again."""
    about = {"conversation": identifier}
    log.error("not a conversation of this server: do all processes have the same BRAINS?", extra=about)
    return json({"error": "another Rasa server has this conversation's channel"}, status=421)


def _refusal(request: Request, token: str) -> HTTPResponse | None:
    if not bearer_matches(request.headers.get("authorization"), token):
        return json({"error": "Authorization: Bearer <INTERNAL_TOKEN> is needed"}, status=401)
    try:
        readable = isinstance(request.json, dict)
    except Exception:  # sanic's own error for broken JSON
        readable = False
    return None if readable else json({"error": "a JSON object is needed"}, status=400)
