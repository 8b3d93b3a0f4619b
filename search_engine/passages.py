"""A document → the short texts whose meaning stands for it: its title, and each clause of the rest.

A vector of a whole page blurs into the mean of all pages; a question resembles one clause.
"""

from __future__ import annotations

import re

from search_engine.document import Document

_CLAUSE_END = re.compile(r"(?<=[.!?;:])\s+|\s+—\s+")
_FEWEST_WORDS = 3

_MOST = 24
_LONGEST = 400


def passages(document: Document) -> list[str]:
    """Return the texts of `document` to be encoded, its title first."""
    clauses = _CLAUSE_END.split(f"{document.summary} {document.text}".strip())
    long_enough = (clause[:_LONGEST].strip() for clause in clauses if len(clause.split()) >= _FEWEST_WORDS)
    return list(dict.fromkeys([document.title, *long_enough]))[:_MOST]
