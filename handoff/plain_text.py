"""Everything typed → here → masker. Text without the characters that no text has a use for."""

from __future__ import annotations

import re

# Newline and tab stay. PostgreSQL refuses NUL; the others can rewrite a terminal that shows them.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def plain(text: str) -> str:
    """Lines end as on Unix; other control characters are gone."""
    return CONTROLS.sub("", text.replace("\r\n", "\n"))
