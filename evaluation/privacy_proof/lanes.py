"""Messages → every way into an installation: each lane sends what it is given, and forgives what fails on the way."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import quote

import httpx
import socketio.exceptions

from evaluation.privacy_proof.canaries import Unit, bare
from evaluation.processes import Running
from tests.fakes.graph import FakeGraph
from tests.system.clients import Agent, Browser, Person, Rest, door_store

log = logging.getLogger(__name__)

PER_CONVERSATION = 12
WEB_PAUSE = 0.3
"""Seconds between two messages of the page: its limits are for people."""
FAILURES = (httpx.HTTPError, AssertionError, OSError, socketio.exceptions.SocketIOError, IndexError)


@dataclass
class Lanes:
    """All ways in. `sent` grows as messages go out, `never` holds what may be nowhere: addresses and tokens."""

    running: Running
    graph: FakeGraph
    agent: Agent
    alone: bool = True
    """Nobody else uses the installation: Rasa's own API is on, and failed log-ins lock nobody out."""
    sent: list[Unit] = field(default_factory=list)
    never: set[str] = field(default_factory=set)
    failed: int = 0
    known: str = ""

    def names(self) -> dict[str, Callable[[list[Unit]], None]]:
        """Return the lanes by name."""
        lanes: dict[str, Callable[[list[Unit]], None]] = {
            "web": self.web, "rest": self.rest, "messenger": self.messenger, "person": self.person,
            "bridge": self.bridge, "routes": self.routes, "refused": self.refused,
        }  # fmt: skip
        return {**lanes, "api": self.api, "events": self.events} if self.alone else lanes

    def web(self, units: list[Unit]) -> None:
        """Over Socket.IO, as the page does."""
        for part in _parts(units):
            page = Browser(self.running, part[0].language)
            self._try(page.open)
            for unit in part:
                self._send(unit, page.send, unit.text)
                time.sleep(WEB_PAUSE)
            self.never.update([page.token] if page.token else [])
            self._try(page.close)

    def rest(self, units: list[Unit]) -> None:
        """A service that takes a datum for the conversation's name, and another for the message's."""
        for part in _parts(units):
            names = bare(part[0])
            self.sent += names
            name = f"{names[0].text} {uuid.uuid4().hex[:6]}"
            caller = Rest(self.running, name)
            for unit in part:
                body = {"text": unit.text, "language": unit.language, "message_id": unit.canaries[-1].value}
                self._send(unit, caller.post, conversation_id=name, **body)

    def messenger(self, units: list[Unit]) -> None:
        """Signed webhooks: text, buttons with titles, attachments."""
        for part in _parts(units):
            person = Person(self.running, self.graph, newcomer=True)
            self.never.add(person.psid)
            for number, unit in enumerate(part):
                more = {"attachments": [{"title": unit.text}]} if number % 5 == 4 else {}
                event = person.text(unit.text, mid=f"m_{unit.canaries[0].value}{uuid.uuid4().hex}", **more)
                if number % 7 == 6:
                    event = person.event(postback={"title": unit.text, "payload": unit.text})
                self._send(unit, person.webhook, [event])

    def person(self, units: list[Unit]) -> None:
        """A client and an agent in a live conversation; the agent searches for what the client wrote."""
        for part in _parts(units):
            self._try(self._with_agent, part)

    def _with_agent(self, units: list[Unit]) -> None:
        caller = Rest(self.running)
        opened = caller.say("I want to talk to a person", language=units[0].language)
        words = [word.strip(".,") for reply in opened for word in reply["text"].split()]
        reference = next((word for word in words if word.startswith("Q-")), None)
        if reference is None:
            # The bridge was away when the ticket was to be opened; the client has been told.
            self.failed += len(units)
            return
        ticket = self.agent.take(reference)
        for number, unit in enumerate(units):
            if number % 2:
                self._send(unit, self.agent.reply, ticket, unit.text)
            else:
                self._send(unit, caller.post, conversation_id=caller.conversation_id, text=unit.text)
            one = bare(unit)[0]
            self._send(one, self.agent.http.get, f"/console/tickets/{ticket}", params={"search": one.text})
        self.agent.close(ticket)

    def bridge(self, units: list[Unit]) -> None:
        """The bridge's API, by a caller that masks nothing and names things by data."""
        token = {"Authorization": f"Bearer {self.running.settings.bridge_token}"}
        base = f"{self.running.settings.bridge_url}/api"
        for part in _parts(units):
            name = uuid.uuid4().hex
            ticket = {"channel": "rest", "language": part[0].language, "reason": "asked", "question": part[0].text}
            line = {"who": "client", "text": part[-1].text, "at": "2026-11-22T12:00:00Z"}
            self.sent += part
            self._try(_post, f"{base}/tickets", {**ticket, "conversation_id": name, "transcript": [line]}, token)
            path = f"{base}/conversations/{name}/messages"
            for unit in part:
                self._send(unit, _post, path, {"message_id": uuid.uuid4().hex, "text": unit.text}, token)
                one = bare(unit)[0]
                named = one.text.replace(" ", "-")
                self._send(one, _post, path, {"message_id": named, "text": "hello"}, token)
                self._send(one, _post, f"{base}/tickets", {**ticket, "conversation_id": named, "question": ""}, token)

    def routes(self, units: list[Unit]) -> None:
        """The door's routes for the bridge."""
        token = {"Authorization": f"Bearer {self.running.settings.internal_token}"}
        base = f"{self.running.settings.rasa_url}/webhooks/door"
        known = self._somebody()
        for unit in units:
            text = {"text": unit.text, "language": unit.language}
            self._send(unit, _post, f"{base}/classify", text, token)
            reply = {**text, "conversation_id": known, "message_id": uuid.uuid4().hex, "agent": "Robin"}
            self._send(unit, _post, f"{base}/deliver", reply, token)

    def _somebody(self) -> str:
        """The id of a conversation that the door knows; asked while the store is not locked."""
        if not self.known:
            with door_store(self.running) as store:
                self.known = store.open("rest", "somebody", "en").id
        return self.known

    def refused(self, units: list[Unit]) -> None:
        """What no contract allows: it is refused, and leaves no trace either."""
        given = self.running.settings
        person, rest = Person(self.running, self.graph, newcomer=True), Rest(self.running)
        self.never.add(person.psid)
        for unit in units:
            raw, one = unit.text.encode(), bare(unit)[0]
            self._send(unit, _post_raw, rest.url, raw, rest.headers)
            self._send(unit, rest.post, conversation_id="x", text=unit.text, name=unit.text)
            self._send(unit, rest.post, conversation_id="x", text="\n".join([unit.text] * 40))
            self._send(unit, person.post, raw, X_Hub_Signature_256="sha256=0")
            self._send(unit, person.post, raw)
            self._send(unit, _post_raw, given.actions_url, raw, {})
            self._send(unit, _post, f"{given.bridge_url}/api/tickets", {"question": unit.text}, {})
            self._strange_addresses(one)
            if self.alone:
                self._send(one, _log_in, self.running, one.text)

    def _strange_addresses(self, one: Unit) -> None:
        given = self.running.settings
        address, header = quote(one.text, safe=""), quote(one.text)
        headers = {"User-Agent": header, "Referer": f"http://x/?q={header}", "X-Forwarded-For": header}
        for base in (f"{given.rasa_url}/assistant", given.bridge_url, given.actions_url.removesuffix("/webhook")):
            url = f"{base}/{address}?q={address}"
            self._send(one, httpx.get, url, headers=headers, timeout=30, trust_env=False)

    def api(self, units: list[Unit]) -> None:
        """Rasa's own API, which knows nothing of the door; some name the conversation by a datum."""
        base = self.running.settings.rasa_url
        for number, unit in enumerate(units):
            by_datum = number % 3 == 2
            self.sent += bare(unit)[:1] if by_datum else []
            name = quote(unit.canaries[0].value, safe="") if by_datum else uuid.uuid4().hex
            self._send(unit, _post, f"{base}/conversations/{name}/messages", {"text": unit.text, "sender": "user"}, {})
            self._send(unit, _post, f"{base}/model/parse", {"text": unit.text}, {})

    def events(self, units: list[Unit]) -> None:
        """Events written past everything: data in text, metadata, entities, slots, keys, and as numbers."""
        base = self.running.settings.rasa_url
        for unit in units:
            one = bare(unit)[0]
            url = f"{base}/conversations/{uuid.uuid4().hex}/tracker/events?include_events=NONE"
            self.sent.append(one)
            for event in _events(unit, one):
                self._send(unit, _post, url, event, {})

    def _send(self, unit: Unit, send: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        self.sent.append(unit)
        self._try(send, *arguments, **named)

    def _try(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        try:
            work(*arguments, **named)
        except FAILURES as error:
            self.failed += 1
            log.debug("not taken: %s", type(error).__name__)


def _events(unit: Unit, one: Unit) -> Iterator[dict[str, Any]]:
    datum = one.text
    entity = {"entity": "name", "value": datum, "start": 0, "end": 5, "extractor": datum}
    parsed = {"text": unit.text, "intent": {"name": "greet", "confidence": 1.0}, "entities": [entity]}
    metadata = {"name": datum, "id": datum, "note": [unit.text], datum: True, "owner": datum}
    yield {"event": "user", "text": unit.text, "parse_data": parsed, "metadata": metadata, "input_channel": "rest"}
    yield {"event": "slot", "name": "question", "value": {"text": unit.text, "reference": datum, datum: [datum]}}
    yield {"event": "bot", "text": unit.text, "data": {"custom": {"name": datum}, "buttons": [{"title": datum}]}}
    yield {"event": "entities", "entities": [entity], "metadata": metadata}
    if datum.isdigit():
        yield {"event": "slot", "name": "question", "value": int(datum)}


def _post(url: str, body: dict[str, Any], headers: dict[str, str]) -> httpx.Response:
    return _post_raw(url, json.dumps(body).encode(), {**headers, "Content-Type": "application/json"})


def _post_raw(url: str, raw: bytes, headers: dict[str, str]) -> httpx.Response:
    return httpx.post(url, content=raw, headers=headers, timeout=30, trust_env=False)


def _log_in(running: Running, name: str) -> None:
    stranger = Agent(running, name)
    with stranger.http:
        stranger.log_in()


def _parts(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Conversations of so many messages each."""
    rest = iter(units)
    while part := list(islice(rest, PER_CONVERSATION)):
        yield part
