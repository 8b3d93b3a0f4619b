"""A document → the short texts whose meaning stands for it: its title, and each sentence of the rest.

A vector of a whole page blurs into the mean of all pages; a question resembles one sentence.
"""

from __future__ import annotations

import re

from search_engine.document import Document

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")

_MOST = 24
_LONGEST = 400


def passages(document: Document) -> list[str]:
    """Return the texts of `document` to be encoded, its title first."""
    sentences = _SENTENCE_END.split(f"{document.summary} {document.text}".strip())
    texts = [document.title, *(sentence[:_LONGEST] for sentence in sentences)]
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))[:_MOST]
