"""What can go wrong in the search engine; every message says what, where and what to do."""

from __future__ import annotations

from collections.abc import Sequence


class SearchError(Exception):
    """Anything the search engine cannot do."""


class LinksInvalid(SearchError):
    """The sources of the index have problems; `problems` holds every one, with file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([*self.problems, "mend them, then run python -m search_engine build"]))


class NotAllowed(SearchError):
    """An address outside the allow-list was about to enter an index."""


class IndexUnreadable(SearchError):
    """There is no index, or it is broken or of another version."""


class CrawlFailed(SearchError):
    """A crawl brought nothing to index."""
