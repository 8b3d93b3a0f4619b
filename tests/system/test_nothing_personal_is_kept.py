"""A made-up client of each channel gives away everything; afterwards no byte of the installation knows it."""

from __future__ import annotations

import base64
import hmac
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import websocket

from evaluation.processes import Running
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN, FakeGraph
from tests.system.clients import Agent, Browser, Person, Rest, eventually
from tests.system.search import Content, everything_under, found
from tests.system.test_door_routes import reference_in


@dataclass(frozen=True)
class Someone:
    """A person who does not exist. Numbers have the right form and check digits, and belong to nobody."""

    given: str
    family: str
    email: str
    phone: str
    sin: str
    uci: str
    application: str
    passport: str
    postal: str
    card: str
    document: str

    @property
    def data(self) -> tuple[str, ...]:
        return (
            self.given, self.family, self.email, self.phone, self.sin, self.uci, self.application, self.passport,
            self.postal, self.card, self.document,
        )  # fmt: skip

    def english(self) -> list[str]:
        return [
            f"My name is {self.given} {self.family}, how early can I arrive before my study program starts?",
            f"You can write to {self.email} or call {self.phone}.",
            f"My SIN is {self.sin} and my UCI is {self.uci}, what documents do I need?",
            f"Application {self.application}, passport number {self.passport}, I live at {self.postal}.",
            f"I paid with card {self.card} for work permit {self.document}.",
            f"Regards,\n{self.given} {self.family}",
        ]

    def french(self) -> list[str]:
        return [
            f"Je m'appelle {self.given} {self.family}. Combien de temps avant mes études puis-je arriver au Canada?",
            f"Écrivez-moi à {self.email} ou téléphonez au {self.phone}.",
            f"Mon NAS est le {self.sin} et mon IUC est {self.uci}.",
            f"Numéro de demande {self.application}, passeport no {self.passport}, j'habite au {self.postal}.",
            f"J'ai payé avec la carte {self.card}; mon permis de travail est le {self.document}.",
            f"Cordialement,\n{self.given} {self.family}",
        ]


ON_THE_PAGE = Someone(
    "Zelmira", "Quibbleworth", "zelmira.quibbleworth@example.org", "613-555-0147", "130 692 544", "11-2345-6780",
    "W304928571", "AB739164", "K2P 9Z3", "4539 1488 0343 6467", "U583920174",
)  # fmt: skip
BY_SERVICE = Someone(
    "Anaïs", "Troufignacq", "anais-troufignacq@exemple.qc.ca", "(514) 555-0183", "462-839-010", "8274-9163",
    "E007391846", "CD582047", "H3Z 7R1", "5500-0055-5555-5559", "F739205816",
)  # fmt: skip
ON_MESSENGER = Someone(
    "Bartholomew", "Nkrumahson", "bart_nk@example.net", "+1 647 555 0129", "972 487 086", "92-7461-5830",
    "S308561927", "EF204957", "M4Y8X2", "378282246310005", "T905738264",
)  # fmt: skip
AGENTS_WORDS = "I called zbigniew.oyelaran@example.com at 902-555-0168 about UCI 7391-6284."
AGENTS_DATA = ("zbigniew.oyelaran@example.com", "902-555-0168", "7391-6284")
PLACES = ("caller.hortensia@example.org", "416-555-0112")
"""A caller of REST who takes an e-mail address for a conversation, and a telephone number for a message id."""


@dataclass(frozen=True)
class Story:
    """What was said: what must be nowhere now."""

    data: tuple[str, ...]
    psid: str
    token: str


@pytest.fixture(scope="module")
def told(running: Running, graph: FakeGraph, agent: Agent) -> Story:
    """Everything a client or agent can send, with a datum in every place that takes text."""
    person = Person(running, graph)
    page = Browser(running).open()
    try:
        _on_the_page(page, agent)
        _by_service(Rest(running, PLACES[0]), agent)
        _on_messenger(person, agent, graph)
        _past_the_contracts(running, person)
    finally:
        page.close()
    time.sleep(1)
    data = (*ON_THE_PAGE.data, *BY_SERVICE.data, *ON_MESSENGER.data, *AGENTS_DATA, *PLACES)
    return Story(data, person.psid, str(page.token))


def _on_the_page(page: Browser, agent: Agent) -> None:
    for words in ON_THE_PAGE.english()[:5]:
        page.say(words)
    page.say("I want to talk to a person")
    eventually(lambda: page.owners)
    page.say(
        ON_THE_PAGE.english()[1], message_id=ON_THE_PAGE.phone, metadata={"language": "en", "name": ON_THE_PAGE.family}
    )
    ticket = agent.take(page.owners[-1]["reference"])
    eventually(lambda: page.owners[-1]["owner"] == "person")
    for words in ON_THE_PAGE.english():
        assert page.send(words)["ok"]
    agent.sees(ticket, "Regards")
    agent.reply(ticket, AGENTS_WORDS)
    eventually(lambda: page.messages[-1]["who"] == "agent")
    for words in (AGENTS_DATA[0], ON_THE_PAGE.phone, ON_THE_PAGE.family):
        agent.http.get(f"/console/tickets/{ticket}/responses", params={"search": words})
        agent.http.get(f"/console/tickets/{ticket}", params={"search": words})
    agent.close(ticket)
    eventually(lambda: page.owners[-1]["owner"] == "bot")


def _by_service(rest: Rest, agent: Agent) -> None:
    for words in BY_SERVICE.french():
        rest.say(words, language="fr")
    rest.say(BY_SERVICE.french()[1], message_id=PLACES[1])
    ticket = agent.take(reference_in(rest.say("Je veux parler à une personne")))
    eventually(lambda: rest.later()[-1]["who"] == "system")
    for words in BY_SERVICE.french():
        rest.say(words)
    agent.reply(ticket, f"Bonjour M. {BY_SERVICE.family}. {AGENTS_WORDS}")
    eventually(lambda: rest.later()[-1]["who"] == "agent")
    agent.close(ticket)


def _on_messenger(person: Person, agent: Agent, graph: FakeGraph) -> None:
    one = ON_MESSENGER
    for words in one.english():
        person.say(words)
    person.press("/affirm", title=f"{one.given} {one.family}")
    person.webhook([person.event(postback={"title": one.email, "payload": f"{one.email} {one.sin}"})])
    person.say(f"Hello, my name is {one.given} {one.family}", mid=f"m_{one.phone}", attachments=[{"title": one.email}])
    time.sleep(1)
    person.say("I want to talk to a person")
    opened = eventually(lambda: [text for text in graph.texts(person.psid) if "Q-" in text])[-1]
    ticket = agent.take(next(word.strip(".") for word in opened.split() if word.startswith("Q-")))
    person.webhook([person.text(words) for words in one.english()])
    agent.sees(ticket, "Regards")
    graph.fail_next(1)
    agent.reply(ticket, AGENTS_WORDS)
    eventually(lambda: any("I called" in text for text in graph.texts(person.psid)))
    agent.close(ticket)


def _past_the_contracts(running: Running, person: Person) -> None:
    """What is refused leaves no trace either."""
    rest, one = Rest(running), BY_SERVICE
    given, sentence = running.settings, " ".join(BY_SERVICE.english())
    rest.post(conversation_id=one.email, text=sentence, name=one.family)
    rest.post(conversation_id=one.email, text=sentence, language=one.email)
    rest.say((sentence + " ") * 20)
    rest.later()
    raw = sentence.encode()
    for headers in (rest.headers, {}):
        httpx.post(rest.url, headers=headers, content=raw, timeout=30, trust_env=False)
        query = {"conversation_id": one.email, "after": one.phone}
        httpx.get(rest.url, headers=headers, params=query, timeout=30, trust_env=False)
    httpx.get(f"{given.rasa_url}/assistant/{one.email}", timeout=30, trust_env=False)
    httpx.get(f"{given.bridge_url}/{one.email}", params={"q": one.phone}, timeout=30, trust_env=False)
    person.post(raw)
    person.post(raw, X_Hub_Signature_256="sha256=0")
    internal = {"Authorization": f"Bearer {given.internal_token}"}
    body = {"text": sentence, "language": "en", "conversation_id": one.email, "message_id": "m"}
    for route in ("classify", "deliver", "owner"):
        httpx.post(f"{given.rasa_url}/webhooks/door/{route}", headers=internal, json=body, timeout=30, trust_env=False)
    bridge = {"Authorization": f"Bearer {given.bridge_token}"}
    for path in ("tickets", f"conversations/{uuid.uuid4().hex}/messages"):
        httpx.post(f"{given.bridge_url}/api/{path}", headers=bridge, json=body, timeout=30, trust_env=False)
    httpx.post(f"{given.actions_url}", content=raw, timeout=30, trust_env=False)
    socket = websocket.create_connection(
        f"ws://127.0.0.1:{given.rasa_port}/socket.io/?EIO=4&transport=websocket", timeout=10
    )
    socket.recv()
    socket.send("40")
    socket.recv()
    socket.send("42" + json.dumps([one.email, {"message": sentence}]))
    socket.send('42["user_uttered", "' + sentence)
    socket.shutdown()


@pytest.mark.model
def test_every_story_was_kept_with_placeholders(told: Story, running: Running) -> None:
    """Otherwise the search below would find nothing for the wrong reason."""
    kept = dict(everything_under(running.settings.var_dir))
    for store in ("door.db", "tickets.db", "conversations.db"):
        content = kept[store] + kept.get(f"{store}-wal", b"")
        for kind in (b"<PERSON>", b"<EMAIL>", b"<PHONE>", b"<UCI>"):
            assert kind in content, f"{kind!r} in {store}"
    assert b"<UCI>" in kept["events.jsonl"]
    assert b"DEBUG" in kept["rasa.log"]


@pytest.mark.model
def test_no_datum_is_anywhere(told: Story, running: Running) -> None:
    assert traces(running.settings.var_dir, told.data) == []


@pytest.mark.model
def test_no_address_of_a_client_is_anywhere(told: Story, running: Running) -> None:
    """A page-scoped id names a person to Meta; a session's token opens a conversation."""
    assert traces(running.settings.var_dir, (told.psid, told.token)) == []


@pytest.mark.model
def test_no_secret_is_anywhere(told: Story, running: Running) -> None:
    given = running.settings
    secrets = (given.door_key, given.bridge_token, given.internal_token, given.rest_token, given.console_key)

    proof = hmac.new(APP_SECRET.encode(), PAGE_TOKEN.encode(), "sha256").hexdigest()
    assert traces(given.var_dir, (*secrets, PAGE_TOKEN, APP_SECRET, proof)) == []


def traces(folder: Path, data: tuple[str, ...]) -> list[str]:
    """Return where each datum was found, with what stands around it."""
    return [
        f"{datum} in {name}, {form}: …{around(datum, raw)}…"
        for name, raw in everything_under(folder)
        for content in [Content.of(raw)]
        for datum in data
        if (form := found(datum, content))
    ]


def around(datum: str, content: bytes) -> str:
    at = content.lower().find(datum.lower().encode())
    return content[max(0, at - 150) : at + 80].decode(errors="replace") if at >= 0 else ""


# The search itself ----------------------------------------------------------------------------------------------

HIDDEN: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.upper().encode(),
    "JSON": lambda text: json.dumps({"text": text}).encode(),
    "JSON in JSON": lambda text: json.dumps(json.dumps({"text": text})).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 of a sentence": lambda text: base64.b64encode(f"It is {text}, I said.".encode()),
    "UTF-16": lambda text: text.encode("utf-16"),
    "bytes shown by Python": lambda text: repr(text.encode()).encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("datum", ["Anaïs Troufignacq", "zelmira@example.org", "130 692 544", "W304928571"])
def test_the_search_finds_what_is_there(datum: str, hide: Callable[[str], bytes]) -> None:
    assert found(datum, Content.of(b"before " + hide(datum) + b" after"))


@pytest.mark.parametrize(
    "written", ["130692544", "130-692-544", "SIN:130.692.544;", "130%20692%20544", "(130) 692 - 544"]
)
def test_the_search_finds_a_number_with_other_separators(written: str) -> None:
    assert found("130 692 544", Content.of(f"x {written} y".encode()))


def test_the_search_does_not_find_what_is_not_there() -> None:
    near = b"1306925441 130 692 54 a130692544 1795348800.130692544"

    assert found("130 692 544", Content.of(near)) is None
