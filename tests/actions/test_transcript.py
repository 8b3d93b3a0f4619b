"""What an agent reads of the time before the ticket."""

from typing import Any

from actions.transcript import LENGTH, transcript

EXTEND = "How do I extend my study permit?"


def bot(text: str, buttons: dict[str, str] | None = None, links: dict[str, str] | None = None) -> dict[str, Any]:
    """A bot event as Rasa keeps it."""
    return {
        "event": "bot",
        "timestamp": 1.0,
        "text": text,
        "data": {
            "buttons": [{"title": t, "payload": p} for p, t in (buttons or {}).items()] or None,
            "custom": {"links": [{"title": t, "url": u} for u, t in links.items()]} if links else None,
        },
        "metadata": {},
    }


def client(text: str) -> dict[str, Any]:
    return {"event": "user", "timestamp": 2.0, "text": text}


def read(*events: dict[str, Any]) -> list[tuple[str, str]]:
    return [(line.who, line.text) for line in transcript(events)]


def test_chosen_button_is_read_by_its_title_and_the_offered_ones_are_there() -> None:
    events = [
        bot("Which is closest?", {"/study_extend": EXTEND, "/none_of_these": "None of these"}),
        client('/study_extend{"language": "en"}'),
    ]

    assert read(*events) == [("bot", f"Which is closest?\n[{EXTEND}] [None of these]"), ("client", EXTEND)]


def test_title_is_the_one_of_the_latest_offer() -> None:
    events = [bot("Helpful?", {"/deny": "No"}), bot("Est-ce utile?", {"/deny": "Non"}), client("/deny")]

    assert read(*events)[-1] == ("client", "Non")


def test_pages_the_bot_showed_are_named() -> None:
    shown = bot("I found:", links={"https://www.canada.ca/en/extend.html": "Extend your permit"})

    assert read(shown) == [("bot", "I found:\n- Extend your permit\n  https://www.canada.ca/en/extend.html")]


def test_signals_of_the_door_are_nobodys_words() -> None:
    assert read(client('/session_start{"language": "fr"}'), {"event": "slot", "name": "rung"}, client("Bonjour")) == [
        ("client", "Bonjour")
    ]


def test_the_latest_messages_are_kept() -> None:
    lines = read(*(client(f"message {number}") for number in range(LENGTH + 5)))

    assert len(lines) == LENGTH
    assert lines[-1] == ("client", f"message {LENGTH + 4}")
