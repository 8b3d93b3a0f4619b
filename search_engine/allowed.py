"""The gate of the index: whatever was written or crawled, only these addresses pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import yaml

from search_engine.errors import NotAllowed, SearchError

ALLOWED_FILE = Path(__file__).with_name("allowed.yml")

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class AllowList:
    """Addresses by scheme, host, port and whole path segments."""

    prefixes: tuple[SplitResult, ...]

    @classmethod
    def of(cls, prefixes: Iterable[str]) -> AllowList:
        """Make a list of `prefixes`; raises SearchError for one that names no scheme or no host."""
        parts = [urlsplit(prefix.strip()) for prefix in prefixes]
        for part in parts:
            if part.scheme not in _PORTS or not part.hostname:
                raise SearchError(f"allow-list: {part.geturl()!r} is not an http(s) address")
        return cls(tuple(parts))

    @classmethod
    def load(cls, file: Path = ALLOWED_FILE) -> AllowList:
        """Read the allow-list that ships with the search engine, or another file of that shape."""
        return cls.of(yaml.safe_load(file.read_text(encoding="utf-8")))

    def allows(self, url: str) -> bool:
        """Tell whether `url` may be fetched and indexed. An address that could be read two ways may not."""
        try:
            part = urlsplit(url)
            port = part.port or _PORTS.get(part.scheme)
        except ValueError:
            return False
        if part.username is not None or part.password is not None or _is_devious(url, part.path):
            return False
        return any(
            part.scheme == prefix.scheme
            and part.hostname == prefix.hostname
            and port == (prefix.port or _PORTS[prefix.scheme])
            and _is_below(part.path, prefix.path)
            for prefix in self.prefixes
        )

    def check(self, url: str) -> None:
        """Raise NotAllowed unless `url` is on the list."""
        if not self.allows(url):
            raise NotAllowed(f"{url}: not on the allow-list; remove the page, or add its site to allowed.yml")


def _is_devious(url: str, path: str) -> bool:
    """Refuse what another reader of the address might resolve to another place."""
    decoded = unquote(unquote(path))
    climbs = any(segment in (".", "..") for segment in decoded.split("/"))
    return climbs or "\\" in unquote(url) or any(character <= " " for character in unquote(url))


def _is_below(path: str, prefix: str) -> bool:
    base = prefix.rstrip("/")
    rest = path.removeprefix(base) if path.startswith(base) else None
    return rest is not None and (rest in ("", ".html") or rest.startswith("/"))
