"""Start addresses → here → documents of whole pages. What is not on the allow-list is not asked for."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from search_engine.allowed import AllowList
from search_engine.build import build_from
from search_engine.document import LANGUAGES, Document
from search_engine.errors import CrawlFailed
from search_engine.fetch import Fetcher, Limits, Skipped, client
from search_engine.html_page import HtmlPage, read_html

log = logging.getLogger(__name__)

_LONGEST_URL = 500
_LONGEST_TEXT = 20_000
_LONGEST_SUMMARY = 300


@dataclass
class Crawl:
    """What a crawl has brought so far."""

    documents: list[Document] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """How many addresses were left out, by reason."""
    fetched: int = 0


def crawl(start: Sequence[str], allowed: AllowList, limits: Limits | None = None) -> Crawl:
    """Read the pages that can be reached from `start`, breadth first, within list and limits."""
    limits = limits or Limits()
    result = Crawl()
    with client(limits) as http:
        walk = _Walk(Fetcher(http, allowed, limits), limits, result)
        walk.add(start, depth=0)
        walk.run()
    return result


def crawl_into(directory: Path, start: Sequence[str], allowed: AllowList, limits: Limits | None = None) -> Crawl:
    """Crawl, then put the pages in a new index at `directory`; an empty crawl raises and changes nothing."""
    result = crawl(start, allowed, limits)
    if not result.documents:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in result.skipped.most_common())
        message = f"nothing to index from {', '.join(start)} ({reasons or 'no pages'})"
        raise CrawlFailed(f"{message}; check --start and --allow")
    build_from(result.documents, directory, allowed)
    return result


@dataclass
class _Walk:
    fetcher: Fetcher
    limits: Limits
    result: Crawl
    queue: deque[tuple[str, int]] = field(default_factory=deque)
    met: set[str] = field(default_factory=set)
    """Addresses that were queued or reached, so that none is taken twice."""
    contents: set[bytes] = field(default_factory=set)
    """Pages that say the same under another address end a loop that addresses do not show."""

    def add(self, urls: Iterable[str], depth: int) -> None:
        """Queue what is new and allowed."""
        for url in map(_normal, urls):
            if url in self.met:
                continue
            self.met.add(url)
            if len(url) > _LONGEST_URL or not self.fetcher.allowed.allows(url):
                self.result.skipped["not allowed"] += 1
            elif depth > self.limits.depth:
                self.result.skipped["too deep"] += 1
            else:
                self.queue.append((url, depth))

    def run(self) -> None:
        """Take pages until there are no more or enough."""
        while self.queue and self.result.fetched < self.limits.pages:
            url, depth = self.queue.popleft()
            try:
                self._take(url, depth)
            except Skipped as reason:
                self.result.skipped[str(reason)] += 1
                log.info("page skipped", extra={"url": url, "reason": str(reason)})
        self.result.skipped["page limit"] += len(self.queue)

    def _take(self, url: str, depth: int) -> None:
        self.result.fetched += 1
        fetched = self.fetcher.fetch(url)
        final = _normal(fetched.url)
        if final != url and final in self.met:
            raise Skipped("known page")
        self.met.add(final)
        page = read_html(fetched.html, final)
        content = hashlib.sha256(f"{page.title}\n{page.text}".encode("utf-8", "replace")).digest()
        if content in self.contents:
            raise Skipped("same content")
        self.contents.add(content)
        if page.followable:
            self.add(page.links, depth + 1)
        self.result.documents.append(_document(final, page))


def _normal(url: str) -> str:
    """Return `url` without its fragment, its host in lower case."""
    try:
        part = urlsplit(urldefrag(url).url)
    except ValueError:
        return ""
    return part._replace(netloc=part.netloc.lower(), path=part.path or "/").geturl()


def _document(url: str, page: HtmlPage) -> Document:
    if not page.indexable:
        raise Skipped("noindex")
    if page.language not in LANGUAGES:
        raise Skipped("other language")
    if not page.title or not page.text:
        raise Skipped("no text")
    return Document(
        language=page.language,
        url=url,
        url_language=page.language,
        title=page.title.replace("\n", " "),
        summary=_summary(page),
        text=page.text[:_LONGEST_TEXT],
    )


def _summary(page: HtmlPage) -> str:
    """Return the page's own description, else its beginning, cut after a word."""
    text = (page.description or page.text.removeprefix(page.title)).replace("\n", " ").strip()
    if len(text) <= _LONGEST_SUMMARY:
        return text or page.title
    return text[:_LONGEST_SUMMARY].rsplit(" ", 1)[0] + "…"
