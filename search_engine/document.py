"""What an index holds: one document for each page and language."""

from __future__ import annotations

from dataclasses import asdict, dataclass

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Document:
    """A page as a client of one language finds it."""

    language: str
    url: str
    url_language: str
    """Differs from `language` where the page exists in the other language alone."""
    title: str
    summary: str
    text: str = ""
    """More of the page's own words, to be found by but not shown."""
    line: str = ""
    topic: str = ""

    def as_row(self) -> dict[str, str]:
        """Return the fields as JSON keeps them."""
        return asdict(self)
