"""BRAINS=two: which models are trained, which servers are started, and whose conversations are whose."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import yaml

import run
import settings
from evaluation.processes import free_ports
from tests.conftest import SECRETS

ROOT = settings.ROOT


@pytest.fixture
def two(tmp_path: Path) -> settings.Settings:
    return settings.load({**SECRETS, "VAR_DIR": str(tmp_path), "BRAINS": "two", "RASA_MESSENGER_PORT": "5106"})


def test_one_server_has_every_conversation_unless_there_are_two(given: settings.Settings) -> None:
    assert given.brains == "one"
    assert given.servers == {"rasa": given.rasa_url}
    assert given.server_of("messenger-0123") == given.server_of("web-0123") == given.rasa_url


def test_messenger_has_a_server_of_its_own_and_every_other_channel_the_webs(two: settings.Settings) -> None:
    assert two.servers == {"rasa-web": two.rasa_url, "rasa-messenger": two.rasa_messenger_url}
    assert two.server_of("messenger-0123") == two.rasa_messenger_url == "http://127.0.0.1:5106"
    assert {two.server_of(name) for name in ("web-0123", "rest-0123", "x-0123", "0123")} == {two.rasa_url}


@pytest.mark.parametrize("brains", ["three", "2", "One"])
def test_another_number_of_brains_is_refused_by_name(brains: str) -> None:
    with pytest.raises(settings.SettingsError, match="BRAINS cannot be used; write one or two"):
        settings.load({**SECRETS, "BRAINS": brains})


def test_training_needs_brains_and_no_secret() -> None:
    assert settings.brains_wanted({"BRAINS": "two"}) == "two"
    assert settings.brains_wanted({}) == "one"
    with pytest.raises(settings.SettingsError, match="BRAINS cannot be used"):
        settings.brains_wanted({"BRAINS": "three"})


def test_each_server_is_started_with_its_port_model_and_channels(two: settings.Settings) -> None:
    commands = run.commands(two)

    assert set(commands) == {"bridge", "actions", "rasa-web", "rasa-messenger"}
    assert f"--port {two.rasa_port} --model {ROOT}/models/web --credentials brains/web/" in commands["rasa-web"]
    own = f"--port 5106 --model {ROOT}/models/messenger --credentials brains/messenger/"
    assert own in commands["rasa-messenger"]


def test_every_channel_is_on_one_of_the_two_servers_and_the_bridges_way_in_on_both() -> None:
    def channels(path: Path) -> set[str]:
        return set(yaml.safe_load(path.read_text(encoding="utf-8")))

    web, messenger = (channels(ROOT / "brains" / brain / "credentials.yml") for brain in settings.BRAINS)
    assert web & messenger == {"channels.door_routes.DoorRoutes"}
    assert web | messenger == channels(ROOT / "credentials.yml")


def test_the_second_servers_port_must_be_free_only_when_it_is_used() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = dict(zip(("RASA_PORT", "ACTIONS_PORT", "BRIDGE_PORT"), map(str, free_ports(3)), strict=True))
        environ = {**SECRETS, **ports, "RASA_MESSENGER_PORT": str(taken.getsockname()[1])}
        run.refuse_unusable_ports(settings.load(environ))
        with pytest.raises(run.CannotStart, match="RASA_MESSENGER_PORT"):
            run.refuse_unusable_ports(settings.load({**environ, "BRAINS": "two"}))


def test_the_second_servers_port_must_be_its_own_only_when_it_is_used() -> None:
    environ = {**SECRETS, "BRIDGE_PORT": "5006"}
    assert settings.load(environ).bridge_port == 5006
    with pytest.raises(settings.SettingsError, match="RASA_MESSENGER_PORT and BRIDGE_PORT are both 5006"):
        settings.load({**environ, "BRAINS": "two"})
