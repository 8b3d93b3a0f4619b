"""Wording: few short sentences, plain words, polite French, the same figures in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge_base.entries import UNWRITTEN
from knowledge_base.lint.readability import english_grade, french_ease, sentences, words
from knowledge_base.problems import Problem
from knowledge_base.response import LANGUAGES, Response

MOST_SENTENCES = 4
MOST_WORDS = {"en": 30, "fr": 36}
"""In one sentence. French says the same in about a fifth more words."""

HIGHEST_GRADE = 8.0
LOWEST_EASE = 60.0

_SHORTEST_MEASURED = 20
_TUTOIEMENT = re.compile(r"\b(?:tu|toi|ta|tes)\b|\bt'(?=[aeéhiou])", re.IGNORECASE)
_SPACE = "[ \u00a0\u202f]"
_AMOUNT = re.compile(rf"\$ ?(\d[\d,.]*\d|\d)|(\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d\d)?|\d+(?:,\d\d)?){_SPACE}?\$")


def check_wording(responses: Iterable[Response]) -> Iterator[Problem]:
    """Find answers that are too long, too hard, or not the same in both languages."""
    for response in responses:
        yield from _unwritten(response)
        for language in LANGUAGES:
            yield from _length(response, language)
            yield from _ease(response, language)
        if _TUTOIEMENT.search(response.answer["fr"]):
            yield response.problem("the French answer says tu", "say vous", at="answer.fr")
        english, french = amounts(response.answer["en"]), amounts(response.answer["fr"])
        if english != french:
            what = f"amounts differ: {sorted(english)} in English, {sorted(french)} in French"
            yield response.problem(what, "give the same amounts in both", at="answer")


def _unwritten(response: Response) -> Iterator[Problem]:
    """Find what `new` left for the author."""
    texts = {f"{name}.{language}": both[language] for name, both in _both(response) for language in LANGUAGES}
    for language, links in response.links.items():
        for index, link in enumerate(links):
            texts[f"links.{index}.{language}"] = f"{link.title} {link.url}"
    for field, text in texts.items():
        if UNWRITTEN in text:
            yield response.problem(f"'{field}' is still to be written", f"replace {UNWRITTEN}", at=field)


def _both(response: Response) -> tuple[tuple[str, Mapping[str, str]], ...]:
    return ("question", response.question), ("answer", response.answer)


def amounts(text: str) -> set[str]:
    """Return the sums of money in `text`, in one spelling: $1,000.00, 1 000,00 $ and $1,000 are 1000."""
    return {_plain(before or after) for before, after in _AMOUNT.findall(text)}


def _plain(amount: str) -> str:
    whole = re.sub(r"[.,](\d\d)$", r"·\1", amount)
    return re.sub(rf"{_SPACE}|[,.]", "", whole).removesuffix("·00").replace("·", ".")


def _length(response: Response, language: str) -> Iterator[Problem]:
    found, at = sentences(response.answer[language]), f"answer.{language}"
    if len(found) > MOST_SENTENCES:
        what = f"answer.{language} has {len(found)} sentences"
        yield response.problem(what, f"say it in {MOST_SENTENCES} at most; the linked page has the rest", at=at)
    for sentence in found:
        count = len(words(sentence))
        if count > MOST_WORDS[language]:
            what = f"answer.{language} has a sentence of {count} words: {sentence[:40]}…"
            yield response.problem(what, f"split it: {MOST_WORDS[language]} at most", at=at)


def _ease(response: Response, language: str) -> Iterator[Problem]:
    text = response.answer[language]
    if len(words(text)) < _SHORTEST_MEASURED:
        return
    mend = "use shorter sentences and more common words"
    if language == "en" and (grade := english_grade(text)) > HIGHEST_GRADE:
        what = f"answer.en reads at grade {grade:.1f} (Flesch-Kincaid, at most {HIGHEST_GRADE:.0f})"
        yield response.problem(what, mend, at="answer.en")
    if language == "fr" and (ease := french_ease(text)) < LOWEST_EASE:
        what = f"answer.fr has an ease of {ease:.0f} (Kandel-Moles, at least {LOWEST_EASE:.0f})"
        yield response.problem(what, mend, at="answer.fr")
