"""links/<line>.yml → here → documents: the department's pages, described in both languages by our editors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from search_engine.allowed import AllowList
from search_engine.document import LANGUAGES, Document
from search_engine.errors import LinksInvalid

LINKS_DIR = Path(__file__).with_name("links")

_FIELDS = {"url", "title", "summary", "asked", "line", "topic", "as_of"}
_OPTIONAL = {"asked", "as_of"}


@dataclass(frozen=True)
class Page:
    """One entry of a links file. `url["fr"]` is None where the department has no French page.

    `asked` are clients' own words for what the page answers: it is found by them, and they are not shown.
    """

    url: dict[str, str | None]
    title: dict[str, str]
    summary: dict[str, str]
    line: str
    topic: str
    as_of: date | None
    asked: dict[str, tuple[str, ...]]

    def documents(self) -> Iterator[Document]:
        """Yield the page for each language; without a French page, French clients get the English one."""
        for language in LANGUAGES:
            own, english = self.url[language], self.url["en"]
            yield Document(
                language=language,
                url=own or english or "",
                url_language=language if own else "en",
                title=self.title[language],
                summary=self.summary[language],
                text=" ".join(self.asked[language]),
                line=self.line,
                topic=self.topic,
            )


def load_links(directory: Path = LINKS_DIR, allowed: AllowList | None = None) -> list[Page]:
    """Read every links file; raises LinksInvalid naming all problems of all files at once."""
    reader = _Reader(allowed or AllowList.load())
    for file in sorted(directory.glob("*.yml")):
        reader.read(file)
    if not reader.pages and not reader.problems:
        reader.problems.append(f"{directory}: no pages in any *.yml file; the index would be empty")
    if reader.problems:
        raise LinksInvalid(reader.problems)
    return reader.pages


@dataclass
class _Reader:
    """Collects pages and problems over all files, since an address may stand in only one of them."""

    allowed: AllowList
    pages: list[Page] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    """Where each English address was first seen."""

    def read(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        try:
            root, entries = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            reason = getattr(error, "problem", None) or error
            self.problems.append(f"{file.name}:{line}: not readable as YAML: {reason}")
            return
        if entries is None:
            return
        if not isinstance(entries, list) or not isinstance(root, yaml.SequenceNode):
            self.problems.append(f"{file.name}:1: must be a list of pages")
            return
        for node, entry in zip(root.value, entries, strict=True):
            self._entry(file, f"{file.name}:{node.start_mark.line + 1}", entry)

    def _entry(self, file: Path, place: str, entry: Any) -> None:
        if not isinstance(entry, dict):
            self.problems.append(f"{place}: must be a mapping with {', '.join(sorted(_FIELDS))}")
            return
        found = [*_shape_problems(entry), *self._url_problems(place, entry.get("url"))]
        if entry.get("line") != file.stem:
            found.append(f"'line' is {entry.get('line')!r} but the file is {file.name}; make them the same")
        self.problems += [f"{place}: {problem}" for problem in found]
        if not found:
            self.pages.append(_page(entry))

    def _url_problems(self, place: str, url: Any) -> Iterator[str]:
        if not isinstance(url, dict) or set(url) != set(LANGUAGES) or not isinstance(url["en"], str):
            yield "'url' needs 'en' and 'fr'; write fr: null where there is no French page"
            return
        for language, address in url.items():
            if address is not None and not (isinstance(address, str) and self.allowed.allows(address)):
                yield f"'url.{language}' {address!r} is not on the allow-list (allowed.yml)"
        first = self.places.setdefault(url["en"], place)
        if first != place:
            yield f"'url.en' is already at {first}; keep one of them"


def _shape_problems(entry: dict[str, Any]) -> Iterator[str]:
    for name in sorted(_FIELDS - _OPTIONAL - set(entry)):
        yield f"'{name}' is missing"
    for name in sorted(set(map(str, entry)) - _FIELDS):
        yield f"'{name}' is not a field of a page"
    for name in ("title", "summary"):
        texts = entry.get(name)
        for language in LANGUAGES:
            text = texts.get(language) if isinstance(texts, dict) else None
            if name in entry and not (isinstance(text, str) and text.strip()):
                yield f"'{name}.{language}' is missing or not a text"
    if "asked" in entry and not _is_asked(entry["asked"]):
        yield "'asked' needs under 'en' and 'fr' a list of questions, as many in each, ending in . or ?"
    if "topic" in entry and not (isinstance(entry["topic"], str) and entry["topic"]):
        yield "'topic' must be a slug"
    try:
        _as_of(entry)
    except (TypeError, ValueError):
        yield f"'as_of' {entry['as_of']!r} is not a date such as 2026-06-10"


def _is_asked(asked: Any) -> bool:
    if not isinstance(asked, dict) or set(asked) != set(LANGUAGES):
        return False
    lists = list(asked.values())
    same = all(isinstance(texts, list) and len(texts) == len(lists[0]) for texts in lists)
    return same and all(isinstance(text, str) and text.endswith((".", "?")) for texts in lists for text in texts)


def _as_of(entry: dict[str, Any]) -> date | None:
    given = entry.get("as_of")
    return given if given is None or isinstance(given, date) else date.fromisoformat(given)


def _page(entry: dict[str, Any]) -> Page:
    title, summary = (
        {language: entry[name][language].strip() for language in LANGUAGES} for name in ("title", "summary")
    )
    asked = {language: tuple(entry.get("asked", {}).get(language, ())) for language in LANGUAGES}
    return Page(entry["url"], title, summary, entry["line"], entry["topic"], _as_of(entry), asked)
