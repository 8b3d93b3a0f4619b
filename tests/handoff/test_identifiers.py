"""Callers may name things as they like: what is written down is a name of ours, a digest or a word of ours."""

from __future__ import annotations

import logging
from typing import get_args

import pytest
from sqlalchemy import select

from actions.ladder import Rung
from channels import messenger, rest, web
from channels import tickets as door_tickets
from handoff import api_models
from handoff.clock import now
from handoff.identifiers import conversation_name
from handoff.rights import StoredTickets
from handoff.schema import failed_logins
from handoff.sessions import LoginLimit, Signer
from handoff.store import Store
from tests.handoff.bridge import Bridge
from tests.handoff.test_expiry import bytes_of

PERSONAL = (
    "613-555-0147",
    "gwendolyn_carpenter",
    "130-692-544",
    f"{'0af3' * 8}-nadia-bensalem-613-555-0142",
    f"nadia-{'0af3' * 8}",
    "00000000000000000000006135550142",
    "kiosk-7",
)


@pytest.mark.parametrize("name", PERSONAL)
def test_a_conversation_that_is_none_of_the_doors_is_stored_as_a_digest_and_gets_its_ticket(
    quiet_bridge: Bridge, name: str
) -> None:
    opened = quiet_bridge.open(name)
    said = quiet_bridge.say("Hello", "m1", name).status_code

    [owner] = quiet_bridge.get("/api/owners").json()
    assert quiet_bridge.get(f"/api/conversations/{name}/ticket").json()["reference"] == opened["reference"]
    assert (said, owner["conversation_id"]) == (202, conversation_name(name))
    assert conversation_name(owner["conversation_id"]) == owner["conversation_id"]
    assert name.encode() not in bytes_of(quiet_bridge)


@pytest.mark.parametrize("name", PERSONAL)
def test_a_message_is_stored_under_a_digest_and_is_still_known_again(quiet_bridge: Bridge, name: str) -> None:
    agent = quiet_bridge.agent("Robin")
    quiet_bridge.open()

    assert [quiet_bridge.say("Only once", name).status_code for _ in range(2)] == [202, 202]
    assert agent.get(f"/tickets/{agent.take()}").text.count("Only once") == 1
    assert name.encode() not in bytes_of(quiet_bridge)


@pytest.mark.parametrize("channel", [web.NAME, messenger.NAME, rest.NAME])
def test_a_conversation_keeps_the_name_that_the_door_gave_it(channel: str) -> None:
    name = f"{channel}-{'0123abcd' * 4}"

    assert conversation_name(name) == name


def test_words_outside_the_contract_are_not_kept_and_cost_nobody_their_ticket(
    quiet_bridge: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    name = f"web-{'a1' * 16}"
    with caplog.at_level(logging.WARNING):
        reference = quiet_bridge.open(
            name, reason="nadia_bensalem", channel="nadia_b", tried=["kofi_mensah", "searched"]
        )["reference"]

    [ticket] = StoredTickets(quiet_bridge.services.store).export(name)
    assert (ticket["reference"], ticket["reason"], ticket["channel"], ticket["tried"]) == (
        reference,
        "other",
        "",
        ["searched"],
    )
    assert quiet_bridge.get("/api/events").json()[0]["detail"] == "other"
    assert "reason outside the contract, taken as 'other'; allowed: asked, not_helpful" in caplog.text
    for word in ("nadia", "kofi"):
        assert word.encode() not in bytes_of(quiet_bridge)
        assert word not in caplog.text


def test_every_word_that_actions_and_door_send_is_in_the_contract() -> None:
    assert {"asked", "not_helpful", door_tickets.REASON} <= set(get_args(api_models.Reason))
    assert {web.NAME, messenger.NAME, rest.NAME} <= set(get_args(api_models.Channel))
    assert {rung.value for rung in Rung} - {Rung.START.value, Rung.RATING.value} == set(get_args(api_models.Rung))


def test_what_was_typed_at_a_failed_login_cannot_be_read(quiet_bridge: Bridge) -> None:
    store: Store = quiet_bridge.services.store
    limit = LoginLimit(store, Signer("k" * 32), now)
    for _ in range(30):
        limit.failed("gwendolyn@example.org", "203.0.113.7")
    with store.read() as connection:
        kept = str(connection.execute(select(failed_logins)).all())

    assert not limit.allows("gwendolyn@example.org", "203.0.113.7")
    assert limit.allows("somebody-else", "203.0.113.8")
    assert "gwendolyn" not in kept
    assert "203.0.113" not in kept
