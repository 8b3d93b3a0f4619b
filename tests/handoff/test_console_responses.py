"""Coded responses beside a ticket: found, and put into the reply."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.handoff.bridge import Bridge, opened


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("051103", ["051103"]),
        ("permit", ["050101", "051103"]),
        ("early arrive", ["051103"]),
        ("avance", ["051103"]),
        ("DURÉE", ["050101"]),
        ("duree", ["050101"]),
        ("999999", []),
        ("permit zebra", []),
        ("", []),
    ],
)
def test_coded_responses_are_found_by_code_and_by_words_of_either_language(
    quiet_bridge: Bridge, search: str, found: list[str]
) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)

    html = agent.http.get(f"/console/tickets/{ticket_id}/responses", params={"search": search}).json()["html"]

    assert re.findall(r'name="insert" value="(\d+)"', html) == found


def test_coded_response_is_inserted_in_the_clients_language_without_a_script_too(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent, language="fr")

    page = agent.get(f"/tickets/{ticket_id}?insert=051103").text

    draft = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert draft is not None
    assert "Un agent décide; le permis indique les dates." in draft[1]
    assert "https://www.canada.ca/fr/permis-etudes.html" in draft[1]


def test_console_works_before_the_knowledge_base_is_built(tmp_path: Path, quiet_bridge: Bridge) -> None:
    from tests.handoff.bridge import settings_for

    bridge = Bridge(settings_for(tmp_path / "other"), quiet_bridge.masker)
    agent = bridge.agent("Robin")
    ticket_id = opened(bridge, agent)

    page = agent.get(f"/tickets/{ticket_id}").text

    assert "No response found." in page
    bridge.services.store.close()
