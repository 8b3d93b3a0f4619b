"""Links: official sites only, in the language of the answer or saying that they are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from knowledge_base.located_yaml import read
from knowledge_base.problems import KnowledgeInvalid, Problem
from knowledge_base.response import Link, Response

LINKS_ALLOWED = Path(__file__).parent.with_name("links_allowed.yml")

IN_ENGLISH = " (en anglais)"
"""Ends the French title of a page that has no French version."""

_NOT_IN_ADDRESS = re.compile(r"[\s\\<>\"]")
_SEGMENTS = {"en": {"en", "english", "eng"}, "fr": {"fr", "francais", "fra"}}


def allowed_hosts(path: Path = LINKS_ALLOWED) -> tuple[str, ...]:
    """Return the hosts below which links may lead; raises KnowledgeInvalid when unreadable."""
    source = read(path)
    hosts = source.value.get("hosts") if isinstance(source.value, dict) else None
    if source.problems or not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
        mend = "write 'hosts:' and a list of host names"
        raise KnowledgeInvalid([*source.problems, Problem(source.file, 1, "holds no list of hosts", mend)])
    return tuple(host.lower() for host in hosts)


def check_links(responses: Iterable[Response], hosts: tuple[str, ...] | None) -> Iterator[Problem]:
    """Find links a client should not be given; without `hosts` (the list is broken) any host passes."""
    for response in responses:
        if response.kind == "answer" and not response.links["en"]:
            mend = "link the official page the answer was written from"
            yield response.problem("an answer without a link", mend, at="links", beside=["kind"])
        for language, links in response.links.items():
            for index, link in enumerate(links):
                yield from _unofficial(response, language, link, hosts, f"links.{index}.{language}.url")
        pairs = zip(response.links["en"], response.links["fr"], strict=True)
        for index, (english, french) in enumerate(pairs):
            yield from _wrong_language(response, english, french, f"links.{index}")
        french_links = response.links["fr"]
        if french_links and all(link.title.endswith(IN_ENGLISH) and _speaks("en", link.url) for link in french_links):
            yield response.problem("no page in French", "add the nearest page that exists in French", at="links")


def _unofficial(
    response: Response, language: str, link: Link, hosts: tuple[str, ...] | None, at: str
) -> Iterator[Problem]:
    if not link.title:
        mend = "give the title of the page"
        yield response.problem(f"a link without a title in {language}: {link.url}", mend, at=at)
    try:
        parts = urlsplit(link.url)
        plain = parts.scheme == "https" and parts.netloc == (parts.hostname or "") != ""
    except ValueError:  # such as https://[canada.ca
        plain = False
    if not plain or _NOT_IN_ADDRESS.search(link.url):
        yield response.problem(f"not a plain https address: {link.url}", "write https://host/path", at=at)
    elif hosts is not None and not any(parts.netloc == host or parts.netloc.endswith("." + host) for host in hosts):
        mend = "link an official page; hosts are listed in knowledge_base/links_allowed.yml"
        yield response.problem(f"the host {parts.netloc} is not on the allow-list", mend, at=at)


def _wrong_language(response: Response, english: Link, french: Link, at: str) -> Iterator[Problem]:
    if _speaks("fr", english.url):
        what = f"the English link is a French page: {english.url}"
        yield response.problem(what, "link the English page", at=f"{at}.en.url")
    in_english = french.url == english.url or _speaks("en", french.url)
    if in_english and _has_languages(french.url) and not french.title.endswith(IN_ENGLISH):
        mend = f"link the French page, or end the title with '{IN_ENGLISH.strip()}' if there is none"
        what = f"the French link is an English page: {french.url}"
        yield response.problem(what, mend, at=f"{at}.fr.url", beside=[f"{at}.fr.title"])
    if not in_english and french.title.endswith(IN_ENGLISH):
        what = f"the French title says English, the page does not: {french.url}"
        yield response.problem(what, f"remove '{IN_ENGLISH.strip()}'", at=f"{at}.fr.title", beside=[f"{at}.fr.url"])


def _speaks(language: str, url: str) -> bool:
    return not _SEGMENTS[language].isdisjoint(url.partition("?")[0].lower().split("/"))


def _has_languages(url: str) -> bool:
    """Whether the address says which language its page is in; one page may serve both."""
    return _speaks("en", url) or _speaks("fr", url)
