"""Client's text → here → "en", "fr" or "other": what the door asks before it masks.

A leaf: no Rasa, no settings. Words that tell languages apart decide first, since a chat message is short
and its writer often uses a second language without accents; lingua's English and French models break ties.
A clumsy English or French message must never be taken for a third language: that would turn away a client
we can serve. So "other" needs clear evidence, and too little evidence keeps the fallback.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

ENGLISH, FRENCH, OTHER = "en", "fr", "other"

_WORDS_FILE = Path(__file__).with_name("language_words.yml")

# Enough to judge by; whoever pastes a book is not made to wait.
_LONGEST = 2_000
# Below this share of Latin letters the script alone says that it is neither language.
_LATIN_SHARE = 0.5
# A word of grammar speaks louder than a borrowed name or courtesy.
_GRAMMAR, _TOPIC = 2, 1
# A third language needs two words of grammar, and this many times the weight of English or French.
_OTHER_WEIGHT = 2 * _GRAMMAR
_OTHER_LEAD = 1.5
# A text this long in which hardly any word is English or French is in a language we have no list for.
_UNKNOWN_WORDS = 6
_UNKNOWN_WEIGHT = 0.2
# Of English and French, one leads the other clearly with this many times its weight.
_CLEAR_LEAD = 1.4
# How sure lingua must be where words do not decide.
_LINGUA_SURE = 0.75
# Up to this many words, none of them known, may be a name, a place or a form: nothing to judge by.
_SHORT = 3
# "Could you please answer me in French?" and shorter.
_ASKING = 8

_NOISE = re.compile(r"<[A-Z_]+>|\b(?:https?://|www\.)\S+|\S+@\S+|[\d_#*~]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|aujourd|quelqu)'(?=\w)")
_CONTRACTION = re.compile(r"'(?:s|t|m|d|re|ll|ve)$")
# Letters that neither English nor French uses.
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zàâäæçéèêëîïôöœùûüÿ]")


@dataclass(frozen=True)
class _Lists:
    weights: dict[str, dict[str, int]]
    """By word, then by language."""
    alone: dict[str, str]
    names: dict[str, frozenset[str]]
    """By language: what it is called."""
    asking: frozenset[str]
    """The words that may stand around such a name when the language is asked for."""


def detect(text: str, fallback: str) -> str:
    """Return the language of `text`: "en", "fr" or "other"; `fallback` when it does not say."""
    cleaned = _NOISE.sub(" ", unicodedata.normalize("NFKC", text[:_LONGEST]).replace("\u2019", "'")).strip()
    letters = [character for character in cleaned if character.isalpha()]
    if not letters:
        return fallback
    if _latin_share(letters) < _LATIN_SHARE:
        return OTHER
    words = [word.strip("'") for word in _WORD.findall(cleaned.lower())]
    if asked_for := _asked_for(words):
        return asked_for
    scores = _scores(words)
    english, french = scores.pop(ENGLISH, 0), scores.pop(FRENCH, 0)
    if english == french and len(words) <= _SHORT:
        return _alone(words) or fallback
    if _is_third(max(scores.values(), default=0), max(english, french), len(words)):
        return OTHER
    if max(english, french) >= _CLEAR_LEAD * min(english, french) and english != french:
        return ENGLISH if english > french else FRENCH
    return _by_letters(cleaned, fallback)


def _asked_for(words: list[str]) -> str | None:
    """Return the language that a short message asks to speak, in whichever language it asks."""
    if len(words) > _ASKING:
        return None
    left = {_fold(_ELISION.sub("", word)) for word in words} - _lists().asking
    named = [language for language, names in _lists().names.items() if left and left <= names]
    return named[0] if named else None


def _latin_share(letters: list[str]) -> float:
    latin = sum(1 for letter in letters if letter.isascii() or unicodedata.name(letter, "").startswith("LATIN"))
    return latin / len(letters)


def _scores(words: list[str]) -> Counter[str]:
    """Weigh the words of each language; a word listed for several counts for each of them."""
    scores: Counter[str] = Counter()
    for word in words:
        scores.update(_weights_of(word))
    return scores


def _weights_of(word: str) -> dict[str, int]:
    if _CONTRACTION.search(word):
        return {ENGLISH: _GRAMMAR}
    if _ELISION.match(word):
        return {FRENCH: _GRAMMAR}
    found = _lists().weights.get(_fold(word), {})
    if not found and _FOREIGN_LETTER.search(word):
        return {"letters": _TOPIC}
    return found


def _alone(words: list[str]) -> str | None:
    found = {_lists().alone[word] for word in map(_fold, words) if word in _lists().alone}
    return found.pop() if len(found) == 1 else None


def _is_third(third: int, ours: int, length: int) -> bool:
    if length >= _UNKNOWN_WORDS and ours < _UNKNOWN_WEIGHT * length:
        return True
    return third >= _OTHER_WEIGHT and third >= _OTHER_LEAD * ours


def _by_letters(text: str, fallback: str) -> str:
    """Let lingua decide between English and French where words did not."""
    best = _detector().compute_language_confidence_values(text)[0]
    if best.value < _LINGUA_SURE:
        return fallback
    return ENGLISH if best.language == Language.ENGLISH else FRENCH


def _fold(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    source = yaml.safe_load(_WORDS_FILE.read_text(encoding="utf-8"))
    weights: dict[str, dict[str, int]] = {}
    for kind, weight in (("topic", _TOPIC), ("grammar", _GRAMMAR)):
        for language, listed in source[kind].items():
            for word in listed.split():
                weights.setdefault(word, {})[language] = weight
    alone = {word: language for language, listed in source["alone"].items() for word in listed.split()}
    names = {language: frozenset(listed.split()) for language, listed in source["names"].items()}
    return _Lists(weights, alone, names, frozenset(source["asking"].split()))


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.FRENCH).build()
