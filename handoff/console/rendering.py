"""Routes → here → HTML. Every template escapes what it is given; nothing is ever marked safe."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from handoff.console.linked import parts
from handoff.console.words import Words, read_words

TEMPLATES = Path(__file__).parent / "templates"

PLACEHOLDER = re.compile(r"<([A-Z]+(?:_[A-Z]+)*)>")

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Pages:
    """Renders templates in one language, with the desk's local time."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._words = read_words()
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["clock"] = _clock(zone)
        self._environment.filters["legible"] = _legible
        self._environment.filters["parts"] = parts

    def words(self, language: str) -> Words:
        return self._words[language if language in self._words else "en"]

    def fragment(self, template: str, language: str, now: datetime, **context: Any) -> str:
        """A piece of a page, for a page that is already open."""
        words = self.words(language)
        frame = {"w": words, "language": words.language, "other": "en" if words.language == "fr" else "fr"}
        frame["waited"] = lambda since: waited(words, now - since)
        frame["now"] = now
        return self._environment.get_template(template).render(**frame, **context)

    def page(self, template: str, language: str, now: datetime, status: int = 200, **context: Any) -> HTMLResponse:
        return HTMLResponse(self.fragment(template, language, now, **context), status_code=status)


def _clock(zone: ZoneInfo) -> Callable[..., str]:
    """Numeric as in the Government of Canada's standard (ISO 8601), with its zone, the day only when not today."""

    @pass_context
    def clock(context: Context, moment: datetime, now: datetime) -> str:
        local = moment.astimezone(zone)
        same_day = local.date() == now.astimezone(zone).date()
        hour = local.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")
        return f"{hour} {context['w'].name('zones', local.tzname() or '')}"

    return clock


def legible(text: str, words: Words) -> str:
    """`text` with the marks of masking in words: `<EMAIL>` is "[email address]"."""
    return PLACEHOLDER.sub(lambda found: f"[{words.name('kinds', found[1])}]", text)


@pass_context
def _legible(context: Context, text: str) -> str:
    return legible(text, context["w"])


def waited(words: Words, span: timedelta) -> str:
    """`span` as people say it, coarser the longer it is."""
    if span < MINUTE:
        return words("time.under_a_minute")
    if span < HOUR:
        return words("time.minutes", minutes=span // MINUTE)
    if span < DAY:
        return words("time.hours", hours=span // HOUR, minutes=span % HOUR // MINUTE)
    return words("time.days", days=span // DAY, hours=span % DAY // HOUR)
