"""Languages: no English text where French is read, and no French where English is.

Told by words of grammar that only one of the two languages has: names of programs, borrowed words and
spelling say nothing. A text is in the wrong language when such words of the other are at least two, and
more than twice those of its own; a client who mixes both in one sentence is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge_base.lint.examples import ExampleSources
from knowledge_base.problems import Problem
from knowledge_base.response import LANGUAGES, Response

_NAMES = {"en": "English", "fr": "French"}
_FEWEST = 2
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")

_ENGLISH = """
    the an of and to for but if when while where what which who whose why how than then is are was were be been being
    am do does did don't doesn't didn't can't isn't i'm i've it's have has had having could will would shall should
    may might must not this that these those there here it its they them their he him she her my your our you we from
    at by with without about after before until since because need want know get still just
"""
_FRENCH = """
    le la les un une des du de et ou où mais si quand lorsque que qui quoi dont est sont était être suis êtes ai avons
    avez ont aura au aux dans avec sans pour par sur sous chez ce cette ces cet mon ma mes ton ta tes son sa ses notre
    nos votre vos leur leurs je tu il elle nous vous ils elles ne pas comment pourquoi combien quel quelle quels
    quelles puis peux peut faut doit dois j'ai c'est qu'il qu'elle d'un d'une qu'un n'est n'ai s'il
"""
_GRAMMAR = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}


def check_languages(responses: Iterable[Response], found: ExampleSources) -> Iterator[Problem]:
    """Find texts that were pasted under the other language."""
    for response in responses:
        for language in LANGUAGES:
            for field, text in _texts(response, language):
                if in_other_language(text, language):
                    what = f"{field} is not {_NAMES[language]}: {text[:40]}…"
                    yield response.problem(what, f"write it in {_NAMES[language]}", at=field)
    for block in found.blocks:
        for example in block.examples:
            if in_other_language(example.text, example.language):
                language = _NAMES[example.language]
                what = f"'{example.text[:40]}' is not {language} ({example.intent})"
                yield Problem(example.file, example.line, what, f"write what a client would ask in {language}")


def in_other_language(text: str, language: str) -> bool:
    """Whether `text`, filed under `language`, is clearly in the other one."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    other = sum(word in _GRAMMAR["fr" if language == "en" else "en"] for word in words)
    return other >= _FEWEST and other > 2 * sum(word in _GRAMMAR[language] for word in words)


def _texts(response: Response, language: str) -> Iterator[tuple[str, str]]:
    yield f"question.{language}", response.question[language]
    yield f"answer.{language}", response.answer[language]
    for index, link in enumerate(response.links[language]):
        yield f"links.{index}.{language}.title", link.title
