"""Two Rasa servers on the same stores: each channel is answered by its own brain, and nothing is done twice.

The models are trained here, on one sentence for each intent and a linear reader alone.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

import run
import settings
from channels.tokens import SessionTokens
from evaluation.processes import Running, installation, process, wait_for
from startup import model
from storage.conversations import Entry
from tests.conftest import messenger_settings
from tests.fakes.graph import FakeGraph
from tests.system.clients import Agent, Browser, Person, Rest, conversation_of, door_store, eventually

CONFIG = """
recipe: default.v1
assistant_id: quaid
language: en
importers: [{name: nlu.importer.KnowledgeBaseImporter}]
pipeline:
  - name: nlu.language_tagger.LanguageTagger
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: LogisticRegressionClassifier
policies:
  - name: RulePolicy
"""
SHARED = {"ask_person": "a person please", "greet": "hello there", "study_funds_amount": "how much money"}
OF_A_BRAIN = {"web": {"study_arrive_early": "the blue letter"}, "messenger": {"police_needed": "the blue letter"}}
"""The same words mean one thing on the page and another on Messenger."""
SAID = "the blue letter"
WEB_CODE, MESSENGER_CODE = "051103", "160701"


def nlu(examples: dict[str, str]) -> str:
    blocks = (f"- intent: {intent}\n  examples: |\n    - {text}\n" for intent, text in examples.items())
    return 'version: "3.1"\nnlu:\n' + "".join(blocks)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of each brain, made by the function that `make train` calls, which makes none of them twice."""
    sources = tmp_path_factory.mktemp("sources")
    shutil.copytree(settings.ROOT / "data" / "rules", sources / "data" / "rules")
    (sources / "data" / "nlu.yml").write_text(nlu(SHARED), encoding="utf-8")
    for brain, examples in OF_A_BRAIN.items():
        (sources / "brains" / brain).mkdir(parents=True)
        (sources / "brains" / brain / "nlu.yml").write_text(nlu(examples), encoding="utf-8")
    config = sources / "config.yml"
    config.write_text(CONFIG, encoding="utf-8")
    words = ["--config", str(config), "--domain", str(settings.ROOT / "domain.yml")]
    for _ in range(2):
        model.ensure_all("two", lambda given: model.rasa([*given, *words]), sources)
    assert [len(list((sources / "models" / brain).glob("*.tar.gz"))) for brain in settings.BRAINS] == [1, 1]
    return sources / "models"


@dataclass
class Two:
    """The running installation, and its Messenger server, which can be stopped and started."""

    running: Running
    models: Path
    stack: ExitStack
    pid: int = field(init=False)

    def __post_init__(self) -> None:
        self.pid = self.running.pids["rasa-messenger"]

    def kill_messenger(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def start_messenger(self) -> None:
        given = self.running.settings
        command = run.commands(given, self.models)["rasa-messenger"]
        self.pid = self.stack.enter_context(process("again", command, self.running.environment, given.var_dir))
        wait_for(f"{given.rasa_messenger_url}/", given.var_dir / "again.log", self.pid)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, models: Path, graph: FakeGraph) -> Iterator[Two]:
    extra = {**messenger_settings(graph), "BRAINS": "two"}
    with installation(tmp_path_factory.mktemp("two"), extra=extra, models=models) as running, ExitStack() as stack:
        yield Two(running, models, stack)


@pytest.fixture
def running(two: Two) -> Running:
    return two.running


@pytest.fixture(scope="module")
def agent(two: Two) -> Iterator[Agent]:
    with Agent.at_work(two.running) as one:
        yield one


@pytest.fixture
def page(running: Running) -> Iterator[Browser]:
    one = Browser(running).open()
    yield one
    one.close()


def codes(messages: list[dict[str, object]]) -> list[object]:
    return [message.get("code") for message in messages if message.get("code")]


def id_of_page(running: Running, page: Browser) -> str:
    """The conversation of a page, by the session that the server signed."""
    session = SessionTokens(running.settings.door_key).session(page.token)
    assert session
    with door_store(running) as store:
        return store.id_of("web", session)


def said(running: Running, identifier: str) -> list[Entry]:
    with door_store(running) as store:
        return store.messages(identifier)


def ticket_of(running: Running, identifier: str) -> str:
    with door_store(running) as store:
        return eventually(lambda: (known := store.get(identifier)) and known.ticket) or ""


def test_the_same_words_are_answered_by_the_brain_of_the_channel(
    page: Browser, rest: Rest, person: Person, running: Running
) -> None:
    assert WEB_CODE in codes(page.say(SAID))
    assert WEB_CODE in codes(rest.say(SAID))

    person.say(SAID)
    identifier = conversation_of(running, "messenger", person.psid)
    assert MESSENGER_CODE in codes([entry.body for entry in said(running, identifier)])


def test_each_server_classifies_with_its_own_model(running: Running) -> None:
    headers = {"Authorization": f"Bearer {running.settings.internal_token}"}
    found = {
        name: httpx.post(f"{url}/webhooks/door/classify", headers=headers, json={"text": SAID}, trust_env=False).json()
        for name, url in running.settings.servers.items()
    }

    assert found["rasa-web"]["intent"]["name"] == "study_arrive_early"
    assert found["rasa-messenger"]["intent"]["name"] == "police_needed"


def test_health_names_each_server(running: Running) -> None:
    found = httpx.get(f"{running.settings.bridge_url}/health", timeout=30, trust_env=False).json()

    assert found["processes"] == {"bridge": "up", "rasa-web": "up", "rasa-messenger": "up", "actions": "up"}


def test_each_server_has_its_channels_only(running: Running) -> None:
    web, messenger = running.settings.rasa_url, running.settings.rasa_messenger_url

    assert httpx.get(f"{messenger}/assistant/en.html", trust_env=False).status_code == 404
    assert httpx.get(f"{web}/assistant/en.html", trust_env=False).status_code == 200
    assert httpx.get(f"{web}/webhooks/messenger/webhook", trust_env=False).status_code == 404
    assert httpx.get(f"{messenger}/webhooks/messenger/webhook", trust_env=False).status_code == 403


def test_a_hand_off_an_agents_reply_and_its_end_reach_each_channel(
    page: Browser, person: Person, agent: Agent, running: Running, graph: FakeGraph
) -> None:
    page.say("a person please")
    person.say("a person please")
    ids = {"page": id_of_page(running, page), "messenger": conversation_of(running, "messenger", person.psid)}
    tickets = {name: agent.take(ticket_of(running, identifier)) for name, identifier in ids.items()}

    for name, ticket in tickets.items():
        agent.reply(ticket, f"A reply for {name}.")
    eventually(lambda: "A reply for page." in [message["text"] for message in page.messages])
    eventually(lambda: f"{agent.name}: A reply for messenger." in graph.texts(person.psid))

    assert page.send("words from the page")["ok"]
    person.webhook([person.text("words from Messenger")])
    agent.sees(tickets["page"], "words from the page")
    agent.sees(tickets["messenger"], "words from Messenger")

    for name, ticket in tickets.items():
        agent.close(ticket)
        # The bot asks for a rating: one message, and from one server.
        eventually(lambda n=name: "/rate_5" in payloads(said(running, ids[n])[-1]))
        assert [entry.body["text"] for entry in said(running, ids[name]) if entry.who == "agent"] == [
            f"A reply for {name}."
        ]
        assert len([entry for entry in said(running, ids[name]) if "/rate_5" in payloads(entry)]) == 1


def payloads(entry: Entry) -> list[str]:
    return [button["payload"] for button in entry.body.get("quick_replies") or []]


def test_a_push_to_the_other_server_is_not_lost_as_refused(running: Running, person: Person) -> None:
    """The bridge tries again what is answered with 421, and the log says what to mend."""
    person.say(SAID)
    identifier = conversation_of(running, "messenger", person.psid)
    headers = {"Authorization": f"Bearer {running.settings.internal_token}"}
    for route, body in (
        ("deliver", {"message_id": "0af3" * 8, "text": "Hello."}),
        ("owner", {"owner": "queue", "epoch": 1}),
    ):
        url = f"{running.settings.rasa_url}/webhooks/door/{route}"
        body = {"conversation_id": identifier, **body}
        assert httpx.post(url, headers=headers, json=body, trust_env=False).status_code == 421


def test_what_messenger_left_open_waits_for_its_own_server(
    two: Two, running: Running, page: Browser, person: Person
) -> None:
    person.say(SAID)
    identifier = conversation_of(running, "messenger", person.psid)
    two.kill_messenger()
    with door_store(running) as store:
        store.add(identifier, "acknowledged", "client", {"text": SAID, "foreign": False}, pending=True)
        store.add(identifier, "for the agent", "client", {"text": "words", "foreign": False}, forward=True)
        assert WEB_CODE in codes(page.say(SAID))
        # Longer than the web server's own jobs sleep.
        time.sleep(4)
        assert "acknowledged" in [entry.message_id for entry in store.pending()]
        assert store.waiting(identifier)

    two.start_messenger()

    def answers() -> list[object]:
        return [code for code in codes([entry.body for entry in said(running, identifier)]) if code == MESSENGER_CODE]

    eventually(lambda: len(answers()) >= 2, 20)
    assert len(answers()) == 2
