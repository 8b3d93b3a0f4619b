"""Question → here → pages of the department, when no coded answer serves.

`links/` is the source of the pages; `build` makes an index of them, `crawl` one of whole pages; only
addresses on the allow-list enter either. `Index.open(directory).query(text, language)` answers.
"""

from search_engine.build import build, ensure
from search_engine.errors import CrawlFailed, IndexUnreadable, LinksInvalid, SearchError
from search_engine.index import Index, Result

__all__ = [
    "CrawlFailed",
    "Index",
    "IndexUnreadable",
    "LinksInvalid",
    "Result",
    "SearchError",
    "build",
    "ensure",
]
