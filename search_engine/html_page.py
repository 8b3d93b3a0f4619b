"""A page's HTML → here → its title, language, own words and links; menus, scripts and footers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

_UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "nav", "header", "footer", "form", "aside"})
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "td", "th", "dt", "dd", "br"})
_SITE_NAME = re.compile(r"\s+[-|\u2013]\s+(?:Canada\.ca|IRCC|CIC|Government of Canada|Gouvernement du Canada)\s*$")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")


@dataclass(frozen=True)
class HtmlPage:
    """What a page says. `language` is the first part of its lang attribute, "" when it has none."""

    title: str
    language: str
    description: str
    text: str
    links: tuple[str, ...]
    """Absolute addresses, in order."""
    indexable: bool
    """False where the page asks robots not to index it."""
    followable: bool


def read_html(html: str, url: str) -> HtmlPage:
    """Read `html`, which came from `url`. Broken markup gives what can be read of it."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    base = urljoin(url, parser.base) if parser.base else url
    robots = parser.meta.get("robots", "").lower()
    # Text outside <main> is menus and banners, wherever a page has a <main>.
    text = parser.main if parser.main_seen else parser.body
    heading, title = _clean(parser.heading), _clean(parser.title)
    return HtmlPage(
        title=heading or _SITE_NAME.sub("", title),
        language=re.split(r"[-_]", parser.language.lower())[0],
        description=_clean([parser.meta.get("description", "")]),
        text=_clean(text),
        links=tuple(dict.fromkeys(_absolute(base, link) for link in parser.links)),
        indexable="noindex" not in robots and "none" not in robots,
        followable="nofollow" not in robots and "none" not in robots,
    )


def _clean(pieces: list[str]) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


@dataclass
class _Parser(HTMLParser):
    """Collects as it reads. `inside` counts the open elements that decide where a text belongs."""

    title: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    language: str = ""
    base: str = ""
    main_seen: bool = False
    inside: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "html":
                self.language = self.language or given.get("lang", "")
            case "base":
                self.base = self.base or given.get("href", "")
            case "meta":
                self.meta.setdefault(given.get("name", "").lower(), given.get("content", ""))
            case "a" if given.get("href") and "nofollow" not in given.get("rel", ""):
                self.links.append(given["href"])
        self._enter(tag)

    def _enter(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._say("\n")
        if tag in ("main", "title", "h1") or tag in _UNREAD:
            self.inside[tag] = self.inside.get(tag, 0) + 1
            self.main_seen = self.main_seen or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._say("\n")
        if self.inside.get(tag):
            self.inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, data: str) -> None:
        if self.inside.get("title"):
            self.title.append(data)
            return
        if any(self.inside.get(tag) for tag in _UNREAD):
            return
        if self.inside.get("h1"):
            self.heading.append(data)
        (self.main if self.inside.get("main") else self.body).append(data)
