"""Settings → here → the page's promises: how long things are kept stands in the privacy notice as it is set."""

from __future__ import annotations

import re
from pathlib import Path

from settings import Settings

PAGES = Path(__file__).resolve().parent.parent / "web"
NOTICES = ("privacy-notice.en.html", "privacy-notice.fr.html")

# <span data-setting="keep_tickets_days" data-one="one day">365 days</span>
_PERIOD = re.compile(r'(<span data-setting="(keep_[a-z]+_days)" data-one="([^"]+)">)(\d+)([^<]*)(</span>)')


def with_periods(html: str, given: Settings) -> str:
    """Return a page with the periods of the settings in the place of the default ones."""

    def filled(found: re.Match[str]) -> str:
        days = int(getattr(given, found[2]))
        return found[1] + (found[3] if days == 1 else f"{days}{found[5]}") + found[6]

    return _PERIOD.sub(filled, html)


def notice(name: str, given: Settings) -> str:
    """Return the privacy notice of that file name."""
    return with_periods((PAGES / name).read_text(encoding="utf-8"), given)
