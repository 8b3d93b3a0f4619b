"""opening_hours.yml → here → API. Whether an agent can answer now, and what a client who waits is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from babel.dates import format_datetime

from handoff.client import Opening
from handoff.errors import HoursInvalid

HOURS_FILE = Path(__file__).parent / "opening_hours.yml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LANGUAGES = ("en", "fr")
FIRST_OF_MONTH = re.compile(r"\b1(?= [^\W\d]{3})")
SEARCHED_DAYS = 60
"""How far ahead the next day with service is looked for."""

Texts = Mapping[str, Mapping[str, str]]
"""By name, then by language."""


@dataclass(frozen=True)
class OpeningHours:
    """The hours of the desk; a weekday without hours is closed."""

    zone: ZoneInfo
    hours: Mapping[str, tuple[time, time]]
    closed_on: frozenset[date]
    sentences: Texts
    places: Texts
    patterns: Texts
    """By language, then `hour` or `minute`."""

    def at(self, moment: datetime, present: bool) -> Opening:
        """The state at `moment`, given whether an agent is connected."""
        local = moment.astimezone(self.zone)
        is_open = self._is_open(local)
        staffed = is_open and present
        said = self.sentences["staffed" if staffed else "unstaffed" if is_open else "closed"]
        texts = {language: said[language].format(reopens=self._reopens(local, language)) for language in LANGUAGES}
        return Opening(open=is_open, staffed=staffed, text_en=texts["en"], text_fr=texts["fr"])

    def for_ticket(self, moment: datetime, present: bool, position: int) -> Opening:
        """The same for a client whose ticket is at `position`: the place in line is said too."""
        now = self.at(moment, present)
        name = {0: "taken", 1: "next", 2: "second"}.get(position, "later")
        place = {language: self.places[name][language].format(ahead=position - 1) for language in LANGUAGES}
        if position > 0:
            place = {"en": f"{now.text_en} {place['en']}", "fr": f"{now.text_fr} {place['fr']}"}
        return Opening(open=now.open, staffed=now.staffed, text_en=place["en"], text_fr=place["fr"])

    def _is_open(self, local: datetime) -> bool:
        span = self._span(local.date())
        return span is not None and span[0] <= local.time() < span[1]

    def _span(self, day: date) -> tuple[time, time] | None:
        return None if day in self.closed_on else self.hours.get(WEEKDAYS[day.weekday()])

    def _reopens(self, local: datetime, language: str) -> str:
        """The next opening after `local`, in words."""
        found = local
        for days in range(SEARCHED_DAYS):
            day = local.date() + timedelta(days=days)
            span = self._span(day)
            if span is not None and (days or local.time() < span[0]):
                found = datetime.combine(day, span[0], self.zone)
                break
        pattern = self.patterns[language]["minute" if found.minute else "hour"]
        text = str(format_datetime(found, pattern, tzinfo=self.zone, locale=f"{language}_CA"))
        # Unicode's data have no ordinal for the first day of a French month.
        return FIRST_OF_MONTH.sub("1er", text) if language == "fr" else text


def read_hours(path: Path = HOURS_FILE) -> OpeningHours:
    """Raises HoursInvalid."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        return OpeningHours(
            zone=ZoneInfo(found["time_zone"]),
            hours={_weekday(day): _span(span) for day, span in found["hours"].items()},
            closed_on=frozenset(found.get("closed_on") or ()),
            sentences=_texts(found["sentences"], ("staffed", "unstaffed", "closed"), LANGUAGES),
            places=_texts(found["places"], ("next", "second", "later", "taken"), LANGUAGES),
            patterns=_texts(found["reopens"], LANGUAGES, ("hour", "minute")),
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


def _texts(found: Any, names: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {name: {kind: str(found[name][kind]) for kind in kinds} for name in names}
