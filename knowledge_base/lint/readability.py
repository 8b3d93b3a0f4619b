"""How hard a text is to read: words, sentences and syllables, and the measure of each language.

English: the Flesch-Kincaid grade level, 0.39 words/sentence + 11.8 syllables/word - 15.59, from
Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy
enlisted personnel, Research Branch Report 8-75, Naval Technical Training Command. Lower is easier;
the figure is a year of schooling.

French: the ease score of Kandel and Moles, 207 - 1.015 words/sentence - 73.6 syllables/word, from
Kandel and Moles (1958), Application de l'indice de Flesch à la langue française, Cahiers d'études de
radio-télévision 19, 253-274. Higher is easier, on Flesch's scale: plain language begins at 60,
below 50 is difficult.

Syllables are counted from the spelling, near enough for a mean over an answer. Figures and
abbreviations in capitals count as one: they are read at a glance.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = re.compile(r"\b(p\. ?ex|e\.g|i\.e|etc|vs|no|art|M|Mme|Mr|Mrs|Ms|Dr)\.(?=\s)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?:\s?[»”\")])*\s+(?=[«“\"(]?\s?[A-ZÀ-ÖØ-Þ0-9])|\n+")
_DIGIT_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}\b)")
_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’][^\W\d_]+)*")

_ENGLISH_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy])le?$|(?<=[^aeioutd])ed$|(?<=[^aeiousxzcg])es$")
_ENGLISH_HIATUS = re.compile(r"(?<![ctgsx])i[aou]|ying|uing")
_FRENCH_SILENT = re.compile(r"(?<=.)es?$")
_FRENCH_HIATUS = re.compile(r"é[aou]|[aeou][ïë]")
_VOWELS = {
    "en": re.compile(r"[aeiouy]+"),
    "fr": re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+"),
}


def sentences(text: str) -> list[str]:
    """Split `text`; a line break also ends a sentence."""
    kept = _ABBREVIATIONS.sub(lambda match: match[0].replace(".", "\u2024"), text.strip())
    return [part.strip() for part in _SENTENCE_END.split(kept) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words and figures of `text`; 20 635 is one figure, l'école one word."""
    return _WORD.findall(_DIGIT_GROUPS.sub("", text))


def syllables(word: str, language: str) -> int:
    """Return about how many syllables `word` has when read aloud."""
    if not word[0].isalpha() or (word.isupper() and len(word) > 1):
        return 1
    spoken = word.lower()
    silent, hiatus = (_ENGLISH_SILENT, _ENGLISH_HIATUS) if language == "en" else (_FRENCH_SILENT, _FRENCH_HIATUS)
    spoken = silent.sub("", spoken)
    return max(1, len(_VOWELS[language].findall(spoken)) + len(hiatus.findall(spoken)))


def english_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade level of `text`."""
    per_sentence, per_word = _means(text, "en")
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def french_ease(text: str) -> float:
    """Return the Kandel-Moles ease of `text`."""
    per_sentence, per_word = _means(text, "fr")
    return 207 - 1.015 * per_sentence - 73.6 * per_word


def _means(text: str, language: str) -> tuple[float, float]:
    found = words(text)
    if not found:
        return 0.0, 0.0
    return len(found) / len(sentences(text)), sum(syllables(word, language) for word in found) / len(found)
