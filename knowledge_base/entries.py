"""The schema of one entry of a response file, and the words for what does not fit it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Literal

from pydantic import BaseModel, Extra, StrictBool, StrictStr, ValidationError, validator

from knowledge_base.located_yaml import KeyPath, Located
from knowledge_base.problems import Problem
from knowledge_base.response import LANGUAGES, Link, Response
from knowledge_base.taxonomy import Subtopic

CODE = re.compile(r"\d{6}")
INTENT = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

UNWRITTEN = "TODO"
"""Stands in a new entry where its author is to write; such an entry loads, and the lint finds it."""

_BOTH = 'write {en: "…", fr: "…"}'
_DAY = "write the day as 2026-11-22"
_MENDS = {
    "code": 'write six digits in quotes, such as "051103"',
    "intent": "name the client's goal in lower case, such as study_arrive_early",
    "kind": "write answer, social, refusal or offer",
    "status": "write draft, reviewed, approved or retired",
    "owner": "write the slug of the business line",
    "reviewed_on": _DAY,
    "review_by": _DAY,
    "as_of": _DAY,
    "approved_on": _DAY,
    "volatile": "write true or false",
    "question": _BOTH,
    "answer": _BOTH,
    "links": 'write a list of {en: {title: "…", url: "https://…"}, fr: {title: "…", url: "https://…"}}',
    "related": 'write a list of codes in quotes, such as ["051104"]',
    "replaced_by": "write the code of the response that took its place, in quotes",
    "approved_by": "write which department's authority approved it",
}


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid


class _BothTexts(_Strict):
    en: StrictStr
    fr: StrictStr

    @validator("en", "fr")
    def not_empty(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("is empty")
        return text.strip()


class _LinkEntry(_Strict):
    title: StrictStr
    url: StrictStr


class _BothLinks(_Strict):
    en: _LinkEntry
    fr: _LinkEntry


class Entry(_Strict):
    """One response as it is written in YAML."""

    code: StrictStr
    intent: StrictStr
    kind: Literal["answer", "social", "refusal", "offer"] = "answer"
    status: Literal["draft", "reviewed", "approved", "retired"]
    owner: StrictStr
    reviewed_on: date
    review_by: date
    volatile: StrictBool = False
    as_of: date | None = None
    question: _BothTexts
    answer: _BothTexts
    links: list[_BothLinks] = []
    related: list[StrictStr] = []
    replaced_by: StrictStr | None = None
    approved_by: StrictStr | None = None
    approved_on: date | None = None

    @validator("reviewed_on", "review_by", "as_of", "approved_on", pre=True)
    def whole_day(cls, day: object) -> object:
        # pydantic would take a number for seconds since 1970.
        if day is not None and not (isinstance(day, str) and DATE.fullmatch(day)):
            raise ValueError("is not a day")
        return day

    @validator("code")
    def six_digits(cls, code: str) -> str:
        if not CODE.fullmatch(code):
            raise ValueError("is not six digits")
        return code

    @validator("intent")
    def snake_case(cls, intent: str) -> str:
        if not INTENT.fullmatch(intent):
            raise ValueError("is not a name of lower-case words joined by _")
        return intent

    def response(self, place: Subtopic, where: str, lines: Mapping[str, int]) -> Response:
        """Return the message other folders see, filed under `place`."""
        plain = self.dict(exclude={"question", "answer", "links", "related"})
        return Response(
            **plain,
            line=place.line,
            subtopic=place.slug,
            question=self.question.dict(),
            answer=self.answer.dict(),
            links={language: tuple(self._link(both, language) for both in self.links) for language in LANGUAGES},
            related=tuple(self.related),
            where=where,
            lines=lines,
        )

    @staticmethod
    def _link(both: _BothLinks, language: str) -> Link:
        link: _LinkEntry = getattr(both, language)
        return Link(link.title.strip(), link.url.strip())


def as_entry(response: Response) -> dict[str, object]:
    """Return `response` as the plain values its YAML entry (or JSON) holds."""
    pairs = zip(response.links["en"], response.links["fr"], strict=True)
    links = [{"en": asdict(english), "fr": asdict(french)} for english, french in pairs]
    values: dict[str, object] = {}
    for name in Entry.__fields__:
        value = getattr(response, name)
        if value is not None:
            values[name] = value.isoformat() if isinstance(value, date) else value
    both = {"question": dict(response.question), "answer": dict(response.answer)}
    return {**values, **both, "links": links, "related": list(response.related)}


def problems_of(error: ValidationError, source: Located, at: KeyPath, code: str = "") -> list[Problem]:
    """Translate what pydantic found at `at` into problems with a line and a mend."""
    found = []
    for one in error.errors():
        path = one["loc"]
        name = ".".join(str(part) for part in path)
        mend = _MENDS.get(str(path[0]), "see the schema in knowledge_base/entries.py")
        if one["type"] == "value_error.missing":
            what = f"'{name}' is missing"
        elif one["type"] == "value_error.extra":
            what, mend = (
                f"'{name}' is not a field",
                f"remove it or correct its name: {', '.join(Entry.__fields__)}",
            )
        else:
            what = f"'{name}': {one['msg']}"
        found.append(Problem(source.file, source.line(*at, *path), what, mend, code))
    return found
