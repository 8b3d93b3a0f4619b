"""opening_hours.yml → here → API. Whether an agent can answer now, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from handoff.client import Opening
from handoff.errors import HoursInvalid

HOURS_FILE = Path(__file__).parent / "opening_hours.yml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class OpeningHours:
    """The hours of the desk; a weekday without hours is closed."""

    zone: ZoneInfo
    hours: Mapping[str, tuple[time, time]]
    closed_on: frozenset[date]
    sentences: Mapping[str, Mapping[str, str]]

    def at(self, moment: datetime, present: bool) -> Opening:
        """The state at `moment`, given whether an agent is connected."""
        is_open = self._is_open(moment.astimezone(self.zone))
        staffed = is_open and present
        said = self.sentences["staffed" if staffed else "unstaffed" if is_open else "closed"]
        return Opening(open=is_open, staffed=staffed, text_en=said["en"], text_fr=said["fr"])

    def _is_open(self, local: datetime) -> bool:
        span = self.hours.get(WEEKDAYS[local.weekday()])
        if span is None or local.date() in self.closed_on:
            return False
        return span[0] <= local.time() < span[1]


def read_hours(path: Path = HOURS_FILE) -> OpeningHours:
    """Raises HoursInvalid."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        return OpeningHours(
            zone=ZoneInfo(found["time_zone"]),
            hours={_weekday(day): _span(span) for day, span in found["hours"].items()},
            closed_on=frozenset(found.get("closed_on") or ()),
            sentences=_sentences(found["sentences"]),
        )
    except (OSError, yaml.YAMLError, ZoneInfoNotFoundError, KeyError, TypeError, ValueError) as error:
        raise HoursInvalid(f"{path.name}: {error!r}; compare with the file in the repository") from error


def _weekday(name: str) -> str:
    if name not in WEEKDAYS:
        raise ValueError(f"{name} is not a weekday in English lower case")
    return name


def _span(span: Any) -> tuple[time, time]:
    opens, closes = (time.fromisoformat(moment) for moment in span)
    if opens >= closes:
        raise ValueError(f"{opens} is not before {closes}")
    return opens, closes


def _sentences(found: Any) -> dict[str, dict[str, str]]:
    states = ("staffed", "unstaffed", "closed")
    return {state: {language: str(found[state][language]) for language in ("en", "fr")} for state in states}
