from __future__ import annotations

from pathlib import Path

from privacy import Masker
from tests.handoff.bridge import Bridge, settings_for
from tests.handoff.door import running_door


def test_health_is_good_when_all_three_processes_answer(tmp_path: Path, masker: Masker) -> None:
    with running_door() as rasa, running_door() as actions:
        bridge = Bridge(settings_for(tmp_path, RASA_URL=rasa.url, ACTIONS_URL=f"{actions.url}/webhook"), masker)
        response = bridge.http.get("/health")
        bridge.services.store.close()

    assert response.status_code == 200
    assert response.json() == {
        "status": "up",
        "processes": {"bridge": "up", "rasa": "up", "actions": "up"},
        "undelivered": 0,
    }


def test_health_names_the_process_that_is_down(tmp_path: Path, masker: Masker) -> None:
    with running_door() as rasa:
        bridge = Bridge(settings_for(tmp_path, RASA_URL=rasa.url, ACTIONS_URL="http://127.0.0.1:9/webhook"), masker)
        response = bridge.http.get("/health")
        bridge.services.store.close()

    assert response.status_code == 503
    assert response.json()["processes"] == {"bridge": "up", "rasa": "up", "actions": "down"}


def test_health_names_both_servers_when_each_brain_has_one(tmp_path: Path, masker: Masker) -> None:
    with running_door() as web, running_door() as actions:
        own = {"RASA_URL": web.url, "RASA_MESSENGER_URL": "http://127.0.0.1:9", "ACTIONS_URL": f"{actions.url}/webhook"}
        bridge = Bridge(settings_for(tmp_path, BRAINS="two", **own), masker)
        response = bridge.http.get("/health")
        bridge.services.store.close()

    assert response.status_code == 503
    assert response.json()["processes"] == {"bridge": "up", "rasa-web": "up", "rasa-messenger": "down", "actions": "up"}


def test_each_push_goes_to_the_server_that_has_the_conversation(tmp_path: Path, masker: Masker) -> None:
    with running_door() as web, running_door() as messenger:
        urls = {"RASA_URL": web.url, "RASA_MESSENGER_URL": messenger.url}
        bridge = Bridge(settings_for(tmp_path, BRAINS="two", **urls), masker)
        with bridge.http:
            bridge.open(f"messenger-{'a1' * 16}")
            bridge.open(f"web-{'a1' * 16}")
            messenger.wait_for(1)
            web.wait_for(1)
        bridge.services.store.close()

    assert [body["conversation_id"] for _, body in messenger.calls] == [f"messenger-{'a1' * 16}"]
    assert [body["conversation_id"] for _, body in web.calls] == [f"web-{'a1' * 16}"]
