"""Words of pages and of questions → here → the terms by which they meet, in each language's own way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

VOCABULARY_FILE = Path(__file__).with_name("vocabulary.yml")

STEMMERS = {"en": "english", "fr": "french"}

_WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")


@cache
def analyzer(language: str) -> TextAnalyzer:
    """Return the analyzer of `language`: lower case, no stop words, stems, no accents.

    Stemming twice, before and after the accents go, lets "expirée" meet the "expiree" of a client's keyboard:
    French stemming needs the accents that half of the clients leave out.
    """
    stemmer = STEMMERS[language]
    steps = [
        Filter.lowercase(),
        Filter.stopword(stemmer),
        Filter.stemmer(stemmer),
        Filter.ascii_fold(),
        Filter.stemmer(stemmer),
    ]
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in steps:
        builder = builder.filter(step)
    return builder.build()


@dataclass(frozen=True)
class Vocabulary:
    """What vocabulary.yml holds."""

    expansions: dict[str, dict[str, str]]
    """By language, then by the client's word."""
    topics: dict[str, dict[str, frozenset[str]]]
    """By language, then by topic: the words that ask for it."""
    other_language: dict[str, str]
    elsewhere: dict[str, list[str]]
    """Questions that no page of the department answers, by language."""

    def expand(self, text: str, language: str) -> str:
        """Return `text` followed by what the department's pages call the same things."""
        known = self.expansions[language]
        words = (fold(word) for word in _WORD.findall(text))
        return " ".join([text, *dict.fromkeys(known[word] for word in words if word in known)])

    def topics_of(self, text: str, language: str) -> set[str]:
        """Return the topics whose words stand in `text`."""
        folded = " ".join(["", *(fold(word) for word in _WORD.findall(text)), ""])
        return {
            topic for topic, asked in self.topics[language].items() if any(f" {words} " in folded for words in asked)
        }


@cache
def vocabulary() -> Vocabulary:
    """Read vocabulary.yml, once."""
    source = yaml.safe_load(VOCABULARY_FILE.read_text(encoding="utf-8"))
    expansions = {language: source[language] for language in STEMMERS}
    topics = {
        language: {topic: frozenset(words[language]) for topic, words in source["topics"].items()}
        for language in STEMMERS
    }
    return Vocabulary(expansions, topics, source["other_language"], source["elsewhere"])


def fold(word: str) -> str:
    """Return `word` in lower case without accents."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def terms(text: str, language: str) -> list[str]:
    """Return the different terms of `text`, in order."""
    return list(dict.fromkeys(analyzer(language).analyze(text)))
