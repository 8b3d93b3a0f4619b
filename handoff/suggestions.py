"""Knowledge base → here → console. Coded answers that an agent may build a reply on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from knowledge_base import LANGUAGES, Knowledge, KnowledgeMissing, Response

SHOWN = 8
CODE = re.compile(r"\d{6}")


@dataclass(frozen=True)
class Suggestion:
    """One coded answer in one language, with its pages, ready to insert."""

    code: str
    question: str
    answer: str
    links: tuple[tuple[str, str], ...]
    """(title, address) of each official page."""

    @property
    def text(self) -> str:
        """What is put into the reply."""
        pages = (f"{title}\n{url}" for title, url in self.links)
        return "\n\n".join([self.answer, *pages])


class Suggestions:
    """The served responses; none while the knowledge base is not built."""

    def __init__(self, knowledge: Knowledge | None) -> None:
        self._knowledge = knowledge

    @classmethod
    def open(cls, url: str) -> Suggestions:
        """A desk without coded answers still works: an agent can write without them."""
        try:
            return cls(Knowledge.open(url))
        except KnowledgeMissing:
            return cls(None)

    def question_of(self, code: str | None, language: str) -> str | None:
        """The question that `code` answers."""
        found = self._knowledge.by_code(code) if self._knowledge is not None and code else None
        return found.question[language] if found is not None else None

    def search(self, wanted: str, language: str) -> tuple[Suggestion, ...]:
        """The response with the code `wanted`, else those whose texts have all its words, best first.

        The words may be of either language: an agent searches in their own for a client in another.
        """
        if self._knowledge is None or not wanted.strip():
            return ()
        if CODE.fullmatch(wanted.strip()):
            found = self._knowledge.by_code(wanted.strip())
            return (_suggestion(found, language),) if found is not None else ()
        words = _words(wanted)
        scored = ((_score(response, words), response) for response in self._knowledge.served())
        best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].code))
        return tuple(_suggestion(response, language) for _, response in best[:SHOWN])


def _suggestion(response: Response, language: str) -> Suggestion:
    links = tuple((link.title, link.url) for link in response.links[language])
    return Suggestion(response.code, response.question[language], response.answer[language], links)


def _score(response: Response, words: frozenset[str]) -> int:
    """0 unless every word occurs in one language; in the question a word weighs three times as much."""
    return max(
        _overlap(words, _words(response.question[language]), _words(response.answer[language]))
        for language in LANGUAGES
    )


def _overlap(words: frozenset[str], question: frozenset[str], answer: frozenset[str]) -> int:
    if any(not _begins(word, question | answer) for word in words):
        return 0
    return sum(3 if _begins(word, question) else 1 for word in words)


def _begins(start: str, words: frozenset[str]) -> bool:
    return any(word.startswith(start) for word in words)


def _words(text: str) -> frozenset[str]:
    """Lower case, without accents: agents type `etudes`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))
