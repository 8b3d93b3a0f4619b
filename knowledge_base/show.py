"""Responses → text in the terminal: one in full, or a list of those that are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge_base.entries import as_entry
from knowledge_base.response import LANGUAGES, Response
from knowledge_base.taxonomy import Taxonomy


@dataclass(frozen=True)
class Wanted:
    """Which responses a list shows; None leaves a filter out."""

    line: str | None = None
    """Slug or two digits of a business line, four digits of a sub-topic, or its slug."""
    status: str | None = None
    due: date | None = None
    """Those whose review is due on this day or before."""

    def has(self, response: Response) -> bool:
        """Whether `response` passes every filter."""
        names = (response.line, response.subtopic, f"{response.line}/{response.subtopic}")
        in_line = self.line is None or self.line in (*names, response.code[:2], response.code[:4])
        in_status = self.status in (None, response.status) or (self.status == "served" and response.served)
        due = self.due is None or (response.served and response.review_by <= self.due)
        return in_line and in_status and due


def table(responses: Iterable[Response], language: str, *, due: bool = False) -> list[str]:
    """Return a line for each response; with `due`, by the day of its next review, which is shown."""
    if due:
        chosen = sorted(responses, key=lambda one: (one.review_by, one.code))
        return [f"{one.review_by}  {_row(one, language)}" for one in chosen]
    return [_row(one, language) for one in responses]


def _row(one: Response, language: str) -> str:
    return f"{one.code}  {one.status:8}  {one.intent:34}  {one.question[language]}"


def as_json(responses: Iterable[Response]) -> str:
    """Return everything of `responses`, for programs."""
    entries = []
    for one in responses:
        file, _, line = one.where.rpartition(":")
        place = {"line": one.line, "subtopic": one.subtopic, "served": one.served}
        entries.append({**as_entry(one), **place, "source": {"file": file, "line": int(line)}})
    return json.dumps(entries, ensure_ascii=False, indent=1)


def in_full(response: Response, by_code: Mapping[str, Response], taxonomy: Taxonomy, today: date) -> list[str]:
    """Return the lines that show one response in both languages, with the questions of those it names."""
    replaced = f" (replaced by {response.replaced_by})" if response.replaced_by else ""
    lines = [f"{response.code}  {response.intent}  {response.kind}, {response.status}{replaced}"]
    place = taxonomy.place(response.line, response.subtopic)
    if place is not None:
        lines += [f"{place.line_name[language]} > {place.name[language]}" for language in LANGUAGES]
    due = " (due)" if response.served and response.review_by < today else ""
    source = f", source of {response.as_of}" if response.as_of else ""
    volatile = ", volatile" if response.volatile else ""
    lines.append(f"reviewed {response.reviewed_on}, again by {response.review_by}{due}{source}{volatile}")
    if response.approved_by:
        lines.append(f"approved by {response.approved_by} on {response.approved_on}")
    for language in LANGUAGES:
        lines += ["", f"[{language}] {response.question[language]}", "", response.answer[language]]
        lines += [f"- {link.title}: {link.url}" for link in response.links[language]]
    if response.related:
        lines += ["", "related:"]
        lines += [f"- {code} {by_code[code].question['en'] if code in by_code else ''}" for code in response.related]
    return [*lines, "", response.where]
