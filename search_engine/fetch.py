"""Allowed address → here → its HTML, within limits. No hop of a redirect leaves the allow-list."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from search_engine.allowed import AllowList

USER_AGENT = "QuaidCrawler"

_REDIRECTS = 5
_ROBOTS_BYTES = 500_000


class Skipped(Exception):
    """A page is not taken; the message is the reason, in one or two words."""


@dataclass(frozen=True)
class Limits:
    """How much a crawl may take."""

    pages: int = 500
    depth: int = 10
    bytes_each: int = 2_000_000
    seconds_each: float = 20.0
    delay: float = 0.5
    """Seconds between two requests."""


@dataclass(frozen=True)
class Fetched:
    """A page and where it was in the end."""

    url: str
    html: str


@dataclass
class Fetcher:
    """Fetches for one crawl; remembers each site's robots.txt."""

    client: httpx.Client
    allowed: AllowList
    limits: Limits
    robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Return the page at `url`; raises Skipped with the reason where it must or can not be taken."""
        for _ in range(_REDIRECTS + 1):
            self._check(url)
            status, headers, body = self._get(url, self.limits.bytes_each)
            if not 300 <= status < 400:
                return _page(url, status, headers, body)
            url = _target(url, headers.get("location", ""))
        raise Skipped("too many redirects")

    def _check(self, url: str) -> None:
        if not self.allowed.allows(url):
            raise Skipped("not allowed")
        if not self._robots(url).can_fetch(USER_AGENT, url):
            raise Skipped("robots.txt")

    def _robots(self, url: str) -> RobotFileParser:
        part = urlsplit(url)
        origin = f"{part.scheme}://{part.netloc}"
        if origin not in self.robots:
            self.robots[origin] = self._read_robots(f"{origin}/robots.txt")
        return self.robots[origin]

    def _read_robots(self, url: str) -> RobotFileParser:
        """Without a robots.txt all may be read; where it cannot be had now, nothing (RFC 9309, 2.3.1)."""
        rules = RobotFileParser(url)
        try:
            status, _, body = self._get(url, _ROBOTS_BYTES)
        except Skipped:
            status, body = 503, b""
        if 200 <= status < 300:
            rules.parse(body.decode("utf-8", "replace").splitlines())
        else:
            rules.parse(["User-agent: *", "Allow: /" if 400 <= status < 500 else "Disallow: /"])
        return rules

    def _get(self, url: str, most: int) -> tuple[int, httpx.Headers, bytes]:
        """Read at most `most` bytes within the time limit, however slowly the server drips."""
        time.sleep(self.limits.delay)
        deadline = time.monotonic() + self.limits.seconds_each
        body = bytearray()
        try:
            with self.client.stream("GET", url, follow_redirects=False) as response:
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > most:
                        raise Skipped("too large")
                    if time.monotonic() > deadline:
                        raise Skipped("too slow")
                return response.status_code, response.headers, bytes(body)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Skipped("unreachable") from error


def client(limits: Limits) -> httpx.Client:
    """Return the HTTP client of a crawl."""
    return httpx.Client(headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}, timeout=limits.seconds_each)


def _target(url: str, location: str) -> str:
    if not location:
        raise Skipped("redirect to nowhere")
    try:
        return urljoin(url, location)
    except ValueError:
        raise Skipped("redirect to nowhere") from None


def _page(url: str, status: int, headers: httpx.Headers, body: bytes) -> Fetched:
    if status != 200:
        raise Skipped(f"status {status}")
    kind, _, parameters = headers.get("content-type", "").partition(";")
    if kind.strip().lower() not in ("text/html", "application/xhtml+xml"):
        raise Skipped("not HTML")
    charset = parameters.partition("charset=")[2].strip("\"' ") or "utf-8"
    try:
        return Fetched(url, body.decode(charset, "replace"))
    except LookupError:
        return Fetched(url, body.decode("utf-8", "replace"))
