"""Blank spaCy tokenizers as Presidio's language engine: no model, no download, nothing remembered.

Presidio wants tokens beside the text. Stock models cost ten milliseconds and find few of our clients'
names, so names are found by recognizers of our own. Splitting at spaces is enough for those, and takes
linear time where the languages' own rules take quadratic time on a row of brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import spacy
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from spacy.tokenizer import Tokenizer

LANGUAGES = ("en", "fr")


class BlankNlpEngine(SpacyNlpEngine):
    """Tokens for English and French text from rules alone."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": code, "model_name": "blank"} for code in LANGUAGES])

    def load(self) -> None:
        self.nlp = {}
        for code in LANGUAGES:
            blank = spacy.blank(code)
            blank.tokenizer = Tokenizer(blank.vocab)
            # Nobody asks for shapes, stop words and the like, and each new word would pay for them.
            blank.vocab.lex_attr_getters.clear()
            self.nlp[code] = blank

    @contextmanager
    def forgetting(self, language: str) -> Iterator[None]:
        """Drop on leaving every word that spaCy would keep in its vocabulary for good.

        spaCy's zone is not closed when an exception passes through it: catch inside.
        """
        with self.get_nlp(language).memory_zone():
            yield
