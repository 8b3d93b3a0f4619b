"""Word lists and lists of what is kept → here → recognizers. Read once, when a masker is built.

Every list is a text file: words separated by spaces or lines, `#` starts a comment line.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from privacy.errors import MaskerUnusable

FOLDER = Path(__file__).parent

WORDS = (
    "words/also_names",
    "words/common_en",
    "words/common_fr",
    "words/courtesies",
    "words/demonyms",
    "words/feasts",
    "words/institutions",
    "words/jargon",
    "words/knowledge",
    "words/labels",
    "words/names_first",
    "words/never_first",
    "words/particles",
    "words/phrases",
    "words/places",
    "words/programmes",
    "words/public_figures",
    "words/trades",
    "words/verbs",
)


def load() -> None:
    """Read the word lists now, so that a missing one stops the start and not a message."""
    for name in WORDS:
        words(name)


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name` ("kept/office_lines"), one a line, and remember them."""
    return read(name)


def read(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name`, one a line.

    Raises MaskerUnusable when it is missing, empty or no UTF-8: a masker without its lists must not start.
    """
    path = FOLDER / f"{name}.txt"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise MaskerUnusable(f"privacy/{name}.txt: cannot be read ({error.strerror}); restore it") from error
    except UnicodeDecodeError as error:
        raise MaskerUnusable(f"privacy/{name}.txt: is not UTF-8; restore it, or save it as UTF-8") from error
    found = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if not found or "\0" in text:  # zeros are what a disk that failed leaves
        raise MaskerUnusable(f"privacy/{name}.txt: holds no entry, or zeros; restore it")
    return found


@cache
def words(*names: str) -> frozenset[str]:
    """Return all words of the lists `names` in lower case."""
    return frozenset(word.lower() for name in names for line in lines(name) for word in line.split())
