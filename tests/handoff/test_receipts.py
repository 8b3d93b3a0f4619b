"""What an agent learns of a reply: delivered, kept, refused with its reason; each in words, and told in time."""

from __future__ import annotations

import time

import pytest

from tests.handoff.bridge import C1, R1, R2, Bridge, Console
from tests.handoff.door import Door
from tests.handoff.test_outbox import marks, wait_until

AWAY = {"state": "kept", "reason": "client_away"}
DOWN = {"state": "kept", "reason": "channel_down"}
KEPT = {
    "client_away": "kept until the client returns",
    "channel_down": "kept: the channel cannot be reached for now",
}
LATE = {"state": "refused", "reason": "too_late"}
TOO_LATE = "could not be delivered: too much time has passed since the client's last message"
TOO_LATE_FR = "n'a pas pu être livré : trop de temps s'est écoulé depuis le dernier message de la personne"


def replied(bridge: Bridge, agent: Console, text: str = "Good morning.") -> str:
    bridge.open(C1)
    ticket_id = agent.take()
    agent.reply(ticket_id, text)
    return ticket_id


def later(bridge: Bridge, seconds: float) -> None:
    bridge.clock.advance(seconds=seconds)
    bridge.services.courier.wake()
    time.sleep(0.2)


def times(door: Door, message_id: str = R1) -> int:
    return sum(body.get("message_id") == message_id for _, body in door.calls)


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (AWAY, KEPT["client_away"]),
        (DOWN, KEPT["channel_down"]),
        ({"state": "kept", "reason": "under_way"}, "sent, not delivered yet"),
        (LATE, TOO_LATE),
        ({"state": "refused", "reason": "brand_new"}, "could not be delivered: brand new"),
        ({"state": "delivered"}, "delivered"),
    ],
    ids=lambda value: value.get("reason") if isinstance(value, dict) else None,
)
def test_what_became_of_a_reply_is_said_in_words(
    bridge: Bridge, door: Door, receipt: dict[str, str], words: str
) -> None:
    door.receipt = receipt
    agent = bridge.agent("Robin")
    ticket_id = replied(bridge, agent)

    wait_until(agent, ticket_id, [words])
    assert f'<span class="delivery">{words.replace(chr(39), "&#39;")}</span>' in agent.get(f"/tickets/{ticket_id}").text


def test_it_is_said_in_french_too(bridge: Bridge, door: Door) -> None:
    door.receipt = LATE
    agent = bridge.agent("Kim", language="fr")
    ticket_id = replied(bridge, agent)

    wait_until(agent, ticket_id, [TOO_LATE_FR])


@pytest.mark.parametrize("receipt", [AWAY, DOWN, LATE], ids=["away", "down", "refused"])
def test_a_reply_the_client_has_not_got_holds_up_nothing(bridge: Bridge, door: Door, receipt: dict[str, str]) -> None:
    door.receipt = receipt
    agent = bridge.agent("Robin")
    ticket_id = replied(bridge, agent)
    agent.reply(ticket_id, "And one thing more.", R2)
    agent.post(f"/tickets/{ticket_id}/close", outcome="answered")

    assert [body.get("text") or body["owner"] for _, body in door.wait_for(5)] == [
        "queue",
        "person",
        "Good morning.",
        "And one thing more.",
        "bot",
    ]
    assert bridge.get("/health").json()["undelivered"] == 0


@pytest.mark.parametrize("kept", [AWAY, DOWN], ids=["away", "down"])
@pytest.mark.parametrize(
    ("settled", "words"), [({"state": "delivered", "reason": ""}, "delivered"), (LATE, TOO_LATE)], ids=["got", "lost"]
)
def test_what_was_kept_is_asked_after_until_it_is_settled_and_then_no_more(
    bridge: Bridge, door: Door, kept: dict[str, str], settled: dict[str, str], words: str
) -> None:
    door.receipt = kept
    agent = bridge.agent("Robin")
    ticket_id = replied(bridge, agent)
    # Until the bridge has noted it: the clock may move only then.
    wait_until(agent, ticket_id, [KEPT[kept["reason"]]])
    door.receipt = settled
    later(bridge, 3)

    wait_until(agent, ticket_id, [words])
    asked = times(door)
    assert asked == 2
    for _ in range(5):
        later(bridge, 700)
    assert times(door) == asked


def test_it_is_asked_ever_more_rarely_and_not_for_ever(bridge: Bridge, door: Door) -> None:
    door.receipt = AWAY
    replied(bridge, bridge.agent("Robin"))
    door.wait_for(3)
    for _ in range(10):
        later(bridge, 3)
    often = times(door)
    assert 3 < often < 9

    later(bridge, 9 * 86400)
    assert times(door) == often


@pytest.mark.parametrize("unreadable", [{}, {"delivered": True}, {"state": "perhaps"}])
def test_an_answer_that_says_nothing_is_asked_for_again(bridge: Bridge, door: Door, unreadable: dict[str, str]) -> None:
    door.receipt = unreadable
    agent = bridge.agent("Robin")
    ticket_id = replied(bridge, agent)
    door.wait_for(3)
    assert marks(agent, ticket_id) == ["sent, not delivered yet"]

    door.receipt = {"state": "delivered", "reason": ""}
    later(bridge, 20)

    wait_until(agent, ticket_id, ["delivered"])


def test_a_refusal_is_announced_on_the_ticket_and_counted_in_the_lists(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    ticket_id = replied(bridge, agent)
    wait_until(agent, ticket_id, ["delivered"])
    before = agent.get(f"/tickets/{ticket_id}/live").json()
    assert (before["refused"], before["news"]["refused"]) == ([], "")
    assert "Not delivered" not in agent.get("/queue").text

    door.receipt = LATE
    agent.reply(ticket_id, "Are you still there?", R2)
    wait_until(agent, ticket_id, ["delivered", TOO_LATE])

    live = agent.get(f"/tickets/{ticket_id}/live").json()
    assert live["refused"] == [max(map(int, live["delivery"]))]
    assert live["news"]["refused"] in agent.get(f"/tickets/{ticket_id}").text
    assert "Not delivered: 1" in agent.get("/queue").text
    agent.post(f"/tickets/{ticket_id}/close", outcome="answered")
    assert "Not delivered: 1" in agent.get("/closed").text


def test_words_that_wait_for_a_client_who_never_returns_are_forgotten_with_the_others(
    bridge: Bridge, door: Door
) -> None:
    from handoff.retention import forget

    door.receipt = AWAY
    agent = bridge.agent("Robin")
    ticket_id = replied(bridge, agent, "Unmistakable reply")
    wait_until(agent, ticket_id, ["kept until the client returns"])
    agent.post(f"/tickets/{ticket_id}/close", outcome="answered")
    door.wait_for(4)
    time.sleep(0.2)
    bridge.clock.advance(days=31)
    forget(bridge.services.store, bridge.clock())

    assert "Unmistakable" not in agent.get(f"/tickets/{ticket_id}").text
