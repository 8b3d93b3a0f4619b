"""Callers may name things as they like, but not by a personal datum: names are written down and logged."""

import pytest
from sqlalchemy import select

from handoff.clock import now
from handoff.errors import PersonalIdentifier
from handoff.identifiers import refuse_personal
from handoff.schema import failed_logins
from handoff.sessions import LoginLimit, Signer
from handoff.store import Store
from privacy import Masker
from tests.handoff.bridge import Bridge, ticket_body

PERSONAL = ("613-555-0147", "Gwendolyn-Carpenter", "gwendolyn_carpenter", "gwendolyn%20carpenter", "130-692-544")


@pytest.mark.parametrize("name", PERSONAL)
def test_a_ticket_of_a_conversation_named_by_a_datum_is_refused(quiet_bridge: Bridge, name: str) -> None:
    response = quiet_bridge.post("/api/tickets", ticket_body(name))

    assert response.status_code == 422
    assert name not in response.text
    assert quiet_bridge.get("/api/owners").json() == []


@pytest.mark.parametrize("name", PERSONAL)
def test_a_message_named_by_a_datum_is_refused(quiet_bridge: Bridge, name: str) -> None:
    quiet_bridge.open("c1")

    assert quiet_bridge.say("Hello", name).status_code == 422
    assert quiet_bridge.say("Hello", "m1").status_code == 202


@pytest.mark.parametrize(
    "name",
    ["web-0123456789abcdef0123456789abcdef", "5d1c6f7e4b0a4b2f8f5b7d2f3c4e5a6b", "0af3" * 8 + "-said", "closed-3"],
)
def test_names_as_the_door_gives_them_are_taken(masker: Masker, name: str) -> None:
    refuse_personal(masker, name)


def test_a_word_of_the_contract_may_not_be_a_datum_either(masker: Masker) -> None:
    with pytest.raises(PersonalIdentifier, match="send a digest"):
        refuse_personal(masker, "service_failed", "613-555-0147")


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
