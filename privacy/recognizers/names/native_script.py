"""Names in their own script: Arabic, Chinese, Cyrillic, Devanagari, Hangul and all others that are not Latin.

In an English or French message a few words of another script are a name, as a rule. In a message that is
written in that script only a cue, a listed name or an answer of one name tells.
"""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from privacy import kinds
from privacy.names.tagger import native_names
from privacy.recognizers.base import CHECKED, Recognizer

_LETTER = r"[[\p{L}]--[\p{Latin}ªº]]"
_WORD = rf"{_LETTER}{{1,30}}"
_RUN = rf"(?<!{_LETTER}){_WORD}(?:[ .'\-]{{1,2}}{_WORD}){{0,30}}(?!{_LETTER})"
_LETTERS = regex.compile(_LETTER, regex.VERSION1)
_WORDS = regex.compile(_WORD, regex.VERSION1)
_LATIN = regex.compile(r"\p{Latin}")
# "My name is" in the languages that clients write most; spelled as normalised text, without marks.
_CUE = regex.compile(
    r"(?:我叫|我的名字[是叫]?|姓名|名字[是叫]?|меня зовут|мене звати|мое имя|моё имя|اسمي|أسمي|إسمي|انا اسمي"
    r"|نام من|اسم من|नम|नाम"
    r"|ਨਮ|ਨਾਮ|নম|নাম|பயர|이름은|제 이름은|저는|名前は|私は|ስሜ)\s{0,2}:?\s{0,2}"
)
_IN_A_MESSAGE = 5  # words
_AN_ANSWER = 4
_HAN = regex.compile(r"\p{Han}{2,4}")
_HAN_NAME = regex.compile(r"\p{Han}{2,4}|\p{Hangul}{2,4}")


class NativeScriptRecognizer(Recognizer):
    """« Bonjour, 王小明 ici », "my husband Дмитро Коваль"."""

    KIND = kinds.PERSON
    # Before U+0250 all letters but one are Latin: asking each for its script, in both cases, takes 300 times as long.
    NEEDS = rf"(?V1)(?-i:[[\u00b5\u0250-\U0010ffff]&&{_LETTER}])"
    PATTERNS = (Pattern("other script", rf"(?V1){_RUN}", CHECKED),)

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Return names by how much of the text is in their script."""
        if self._needs and not self._needs.search(text):
            return []
        guest = len(_LATIN.findall(text)) >= len(_LETTERS.findall(text))
        pattern, search = self._searches[0]
        return [
            self._result(pattern, *span)
            for match in search.finditer(text)
            for span in (_in_latin(match) if guest else _in_its_own(match, text))
        ]


def _in_latin(match: regex.Match[str]) -> list[tuple[int, int]]:
    words = _WORDS.findall(match[0])
    return [match.span()] if len(words) <= _IN_A_MESSAGE else _listed(match)


def _in_its_own(match: regex.Match[str], text: str) -> list[tuple[int, int]]:
    words = list(_WORDS.finditer(match.string, match.start(), match.end()))
    spans = []
    for cue in _CUE.finditer(match.string, match.start(), match.end()):
        after = [word for word in words if word.end() > cue.end()][:2]
        if after:
            start = max(cue.end(), after[0].start())
            ideographs = _HAN.match(match.string, start)
            spans.append((start, ideographs.end() if ideographs else after[-1].end()))
    if spans:
        return spans
    listed = _listed(match)
    alone = match[0] == text.strip(" .!?\n")
    if alone and (_HAN_NAME.fullmatch(match[0]) or (listed and len(words) <= _AN_ANSWER)):
        return [match.span()]
    return listed


def _listed(match: regex.Match[str]) -> list[tuple[int, int]]:
    names = native_names()
    return [
        word.span() for word in _WORDS.finditer(match.string, match.start(), match.end()) if word[0].lower() in names
    ]
