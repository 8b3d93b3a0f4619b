"""The web page's channel: Rasa's Socket.IO events, with signed sessions, checked origins and replay."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.socketio import SocketBlueprint
from sanic import HTTPResponse, Request
from sanic.response import html, redirect
from socketio import AsyncServer

from channels import start_gate, wiring
from channels.addresses import visitor
from channels.door import Door
from channels.inbound import Inbound
from channels.pages import NOTICES, PAGES, notice
from channels.rate_limits import Verdict, WebLimits
from channels.text_packet import TextPacket
from channels.tokens import SessionTokens
from settings import Settings
from storage.conversations import Conversation, Entry

log = logging.getLogger(__name__)

NAME = "web"
MAX_PACKET = 64 * 1024
"""Bytes of one Socket.IO packet: far above the longest message, far below what hurts."""

NOTICE_SHAPE = re.compile(r"20\d\d-[01]\d-[0-3]\d")

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}


class WebChannel(InputChannel):
    """Serves the page under `/assistant/` and its conversation under `/socket.io`."""

    @classmethod
    def name(cls) -> str:
        return NAME

    def url_prefix(self) -> str:
        return "/assistant"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> SocketBlueprint:
        given = wiring.process_settings()
        sio = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=list(given.allowed_origins),
            max_http_buffer_size=MAX_PACKET,
            serializer=TextPacket,
        )
        sockets = WebSockets(sio, wiring.door(), given)
        wiring.door().connect(NAME, sockets.deliver, on_new_message)
        blueprint = SocketBlueprint(sio, "/socket.io", "web_channel", __name__)
        start_gate.keep(blueprint)
        # Not "/": Sanic would join prefix and folder with two slashes, and no address would match.
        blueprint.static("", str(PAGES), name="pages")
        blueprint.add_route(_index, "/", name="index")
        for page in NOTICES:
            blueprint.add_route(_notice(page, given), f"/{page}", name=page.replace(".", "_").replace("-", "_"))
        blueprint.on_request(_index_of_the_folder)
        blueprint.on_response(_secure)
        return blueprint


async def _index(request: Request) -> HTTPResponse:
    return redirect("/assistant/index.html")


async def _index_of_the_folder(request: Request) -> HTTPResponse | None:
    """Answer the address with a slash at its end, which the pages' own route would take for a file."""
    return await _index(request) if request.path.endswith("/assistant/") else None


def _notice(page: str, given: Settings) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        return html(notice(page, given))

    return serve


async def _secure(request: Request, response: HTTPResponse) -> None:
    for header, value in SECURITY_HEADERS.items():
        response.headers.setdefault(header, value)


class WebSockets:
    """The Socket.IO side: who is connected, what they get."""

    def __init__(self, sio: AsyncServer, door: Door, given: Settings) -> None:
        self._sio = sio
        self._door = door
        self._tokens = SessionTokens(given.door_key)
        self._limits = WebLimits()
        sio.on("connect", self.connect)
        sio.on("session_request", self.session_request)
        sio.on("user_uttered", self.user_uttered)

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Note who is behind the socket, for as long as it is open."""
        address = visitor(environ["sanic.request"].ip, environ.get("HTTP_X_FORWARDED_FOR", ""))
        await self._sio.save_session(sid, {"address": address})

    async def session_request(self, sid: str, data: Any = None) -> None:
        """Confirm a session the server signed, or issue a new one; then replay what the client has not seen."""
        data = data if isinstance(data, dict) else {}
        token = data.get("session_id")
        session = self._tokens.session(token)
        address = (await self._sio.get_session(sid)).get("address")
        verdict = self._limits.session_request(sid)
        if session is None and verdict is Verdict.TAKEN:
            verdict = self._limits.new_session(address)
            token = self._tokens.issue()
            session = self._tokens.session(token)
        if verdict is not Verdict.TAKEN or session is None:
            await self._say_too_many(sid, verdict, _page_language(data))
            return
        # Our page says how far it has read; Rasa's stock clients do not, and know no separate links.
        stock = "after" not in data
        known = self._door.conversations.open(NAME, session, _page_language(data) or "en")
        version = data.get("notice")
        if isinstance(version, str) and NOTICE_SHAPE.fullmatch(version):
            # The page may be an older one that a browser kept: what it showed counts.
            self._door.notice.said(known, version)
        await self._sio.save_session(sid, {"conversation": known.id, "stock": stock, "address": address})
        await self._sio.enter_room(sid, _room(known.id, stock))
        missed = [] if stock else self._door.conversations.messages(known.id, _seq(data["after"]))
        await self._sio.emit(
            "session_confirm",
            {
                "session_id": token,
                "reference": known.reference,
                "owner": known.owner,
                "ticket": known.ticket,
                "last_seq": missed[-1].seq if missed else 0,
            },
            to=sid,
        )
        for entry in missed:
            await self._sio.emit("bot_uttered", _body(entry), to=sid)
        self._door.delivery.receipts.fetched(missed)

    async def user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Take a message; the returned acknowledgement tells the page whether it was received."""
        data = data if isinstance(data, dict) else {}
        language = _page_language(data)
        kept_session = await self._sio.get_session(sid)
        joined = kept_session.get("conversation")
        verdict = self._limits.message(joined or sid, kept_session.get("address"))
        if verdict is not Verdict.TAKEN:
            return await self._too_fast(sid, verdict, language, kept_session)
        session = self._tokens.session(data.get("session_id"))
        if session is None or joined != self._door.conversations.id_of(NAME, session):
            log.warning("message with a session id that is not the socket's own", extra={"sid": sid})
            sentence = self._door.phrase("utter_door_session", language or "en")["text"]
            return {"ok": False, "error": sentence, "renew": True}
        text = data.get("message")
        message_id = data.get("message_id")
        inbound = Inbound(NAME, session, text if isinstance(text, str) else "", page_language=language)
        if isinstance(message_id, str) and message_id:
            inbound = replace(inbound, message_id=message_id[:64])
        # rasa-webchat opens with a message of nothing: the moment for what our own page says before typing.
        opening = kept_session.get("stock") and text is None
        # Kept before it is acknowledged, acknowledged before the reply is thought of.
        accepted = self._door.greet(inbound) if opening else self._door.accept(inbound)
        if accepted is None:
            return {"ok": True}
        await self._sio.emit("typing", {}, room=_room(joined, stock=False))
        self._sio.start_background_task(self._door.work_on, accepted)
        # The masked text goes back, so that the client sees at once what was taken out.
        kept = accepted.entry
        return {"ok": True, "seq": kept.seq, "text": kept.body["text"]} if kept else {"ok": True}

    async def _too_fast(
        self, sid: str, verdict: Verdict, language: str | None, kept_session: dict[str, Any]
    ) -> dict[str, Any]:
        """Refuse a message; the sentence goes along once in a window, to stock clients as a message."""
        if verdict is not Verdict.TELL:
            return {"ok": False, "error": ""}
        joined = kept_session.get("conversation")
        log.warning("messages come too fast", extra={"conversation": joined, "sid": sid})
        known = self._door.conversations.get(joined or "")
        sentence = self._door.phrase("utter_door_too_fast", known.language if known else language or "en")["text"]
        if kept_session.get("stock"):
            await self._sio.emit("bot_uttered", {"text": sentence, "quick_replies": []}, to=sid)
        return {"ok": False, "error": sentence}

    async def _say_too_many(self, sid: str, verdict: Verdict, language: str | None) -> None:
        """Say once in a window why there is no session; the page asks again by itself."""
        if verdict is Verdict.TELL:
            log.warning("sessions are asked for too often", extra={"sid": sid})
            sentence = self._door.phrase("utter_door_too_many", language or "en")["text"]
            await self._sio.emit("bot_uttered", {"text": sentence, "who": "system"}, to=sid)

    async def deliver(self, conversation: Conversation, address: str, entry: Entry) -> bool:
        """Send to every open tab; False when there is none (the page asks again when it is back)."""
        room, stock_room = _room(conversation.id, stock=False), _room(conversation.id, stock=True)
        if entry.who == "owner":
            await self._sio.emit("owner_changed", entry.body, room=room)
            return True
        await self._sio.emit("bot_uttered", _body(entry), room=room)
        await self._sio.emit("bot_uttered", _stock_body(entry), room=stock_room)
        return any(self._sio.manager.get_participants("/", r) for r in (room, stock_room) if self._has(r))

    def _has(self, room: str) -> bool:
        return room in self._sio.manager.rooms.get("/", {})


def _room(conversation_id: str, stock: bool) -> str:
    return f"{conversation_id}{':stock' if stock else ''}"


def _seq(after: object) -> int:
    # True is an int to Python, not to SQL.
    return after if type(after) is int and 0 <= after < 2**62 else 0


def _page_language(data: dict[str, Any]) -> str | None:
    metadata = data.get("metadata") or data.get("customData")
    language = metadata.get("language") if isinstance(metadata, dict) else None
    return language if language in ("en", "fr") else None


def _body(entry: Entry) -> dict[str, Any]:
    return {**entry.body, "seq": entry.seq, "who": entry.who, "message_id": entry.message_id, "at": entry.sent_at}


def _stock_body(entry: Entry) -> dict[str, Any]:
    """Return the message for a client that knows text and quick replies only: links follow the text."""
    links = [f"[{link['title']}]({link['url']})" for link in entry.body.get("links") or []]
    text = "\n\n".join([entry.body["text"], *links])
    replies = [{**reply, "content_type": "text"} for reply in _shown_last(entry.body)]
    return {"text": text, "quick_replies": replies}


def _shown_last(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the buttons of a message, or those it repeats: rasa-webchat shows none but the last message's."""
    return body.get("quick_replies") or body.get("repeats") or []
