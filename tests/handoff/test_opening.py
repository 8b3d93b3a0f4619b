from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from handoff.errors import HoursInvalid
from handoff.opening import HOURS_FILE, read_hours
from tests.handoff.bridge import Bridge


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        pytest.param("2026-11-24T13:00:00", True, id="8:00 in winter, Tuesday"),
        pytest.param("2026-11-24T12:59:59", False, id="a second too early"),
        pytest.param("2026-11-24T20:59:59", True, id="a second before 16:00"),
        pytest.param("2026-11-24T21:00:00", False, id="16:00"),
        pytest.param("2026-07-07T12:00:00", True, id="8:00 in summer"),
        pytest.param("2026-11-28T15:00:00", False, id="Saturday"),
        pytest.param("2026-12-25T15:00:00", False, id="public holiday"),
        pytest.param("2026-11-25T01:00:00", False, id="Tuesday evening, Wednesday in UTC"),
    ],
)
def test_desk_is_open_in_its_own_time_zone(at: str, is_open: bool) -> None:
    assert read_hours().at(moment(at), present=True).open is is_open


def test_sentence_does_not_promise_an_agent_who_is_not_there() -> None:
    hours = read_hours()
    staffed = hours.at(moment("2026-11-24T15:00:00"), present=True)
    unstaffed = hours.at(moment("2026-11-24T15:00:00"), present=False)
    closed = hours.at(moment("2026-11-28T15:00:00"), present=True)

    assert (staffed.staffed, unstaffed.staffed, closed.staffed) == (True, False, False)
    assert len({opening.text_en for opening in (staffed, unstaffed, closed)}) == 3
    assert len({opening.text_fr for opening in (staffed, unstaffed, closed)}) == 3


@pytest.mark.parametrize(
    ("at", "en", "fr"),
    [
        pytest.param("2026-11-22T18:00:00", "Monday, November 23 at 8 a.m.", "lundi 23 novembre à 8 h", id="Sunday"),
        pytest.param("2026-11-24T12:00:00", "Tuesday, November 24 at 8 a.m.", "mardi 24 novembre à 8 h", id="same day"),
        pytest.param(
            "2026-11-30T22:00:00", "Tuesday, December 1 at 8 a.m.", "mardi 1er décembre à 8 h", id="the first"
        ),
        pytest.param("2026-12-24T22:00:00", "Tuesday, December 29 at 8 a.m.", "mardi 29 décembre", id="over holidays"),
    ],
)
def test_client_who_asks_outside_the_hours_is_told_when_the_desk_is_back(at: str, en: str, fr: str) -> None:
    opening = read_hours().at(moment(at), present=False)

    assert en in opening.text_en
    assert fr in opening.text_fr


def test_opening_that_is_not_on_the_hour_is_told_to_the_minute(tmp_path: Path) -> None:
    path = tmp_path / "opening_hours.yml"
    text = HOURS_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace('monday: ["08:00"', 'monday: ["13:30"'), encoding="utf-8")
    opening = read_hours(path).at(moment("2026-11-22T18:00:00"), present=False)

    assert "1:30 p.m." in opening.text_en
    assert "13 h 30" in opening.text_fr


@pytest.mark.parametrize(
    ("position", "en", "fr"),
    [
        (1, "You are next in line.", "Vous êtes la prochaine personne dans la file d'attente."),
        (2, "One person is ahead of you.", "Il y a une personne avant vous."),
        (5, "4 people are ahead of you.", "Il y a 4 personnes avant vous."),
    ],
)
def test_client_who_waits_is_told_the_place_in_line(position: int, en: str, fr: str) -> None:
    opening = read_hours().for_ticket(moment("2026-11-24T15:00:00"), True, position)

    assert opening.text_en == f"An agent will answer you here. {en}"
    assert opening.text_fr.endswith(fr)


def test_agent_counts_as_present_while_the_console_is_open(quiet_bridge: Bridge) -> None:
    assert quiet_bridge.get("/api/opening").json()["staffed"] is False

    agent = quiet_bridge.agent("Robin")
    agent.get("/queue/live")
    assert quiet_bridge.get("/api/opening").json()["staffed"] is True

    quiet_bridge.clock.advance(minutes=3)
    assert quiet_bridge.get("/api/opening").json()["staffed"] is False

    agent.get("/queue/live")
    agent.post("/logout")
    assert quiet_bridge.get("/api/opening").json()["staffed"] is False


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("America/Toronto", "America/Nowhere"),
        ('monday: ["08:00", "16:00"]', 'monday: ["16:00", "08:00"]'),
        ('monday: ["08:00", "16:00"]', 'lundi: ["08:00", "16:00"]'),
        ('monday: ["08:00", "16:00"]', 'monday: ["8 h", "16 h"]'),
        ("  unstaffed:", "  nobody:"),
        ("  second:", "  third:"),
        ("minute: ", "minutes: "),
        ("    fr: ", "    de: "),
        ("hours:", "hours: ["),
    ],
)
def test_hours_that_cannot_be_used_are_refused_by_name(tmp_path: Path, old: str, new: str) -> None:
    text = HOURS_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "opening_hours.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(HoursInvalid, match=r"opening_hours\.yml"):
        read_hours(path)
