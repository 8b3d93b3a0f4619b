"""Client's text → here → the same text with every personal datum as `<KIND>`, or MaskingFailed.

Nothing passes unmasked: any error inside becomes MaskingFailed, whose message and chain hold nothing of
the text. Masking is repeated until nothing more is found, so masking a masked text changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import regex
from presidio_analyzer import AnalyzerEngine, RecognizerResult
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import RecognizerResult as AnonymizerResult

from privacy import kinds, lists
from privacy.engine import DisjointAnonymizer, build_analyzer
from privacy.errors import MaskerUnusable, MaskingFailed
from privacy.intervals import Intervals, Span
from privacy.keeping import Keeper
from privacy.names.folding import fold
from privacy.names.repeated import repeated
from privacy.names.tagger import shared_tagger
from privacy.nlp import LANGUAGES
from privacy.normalised import BARRIER, as_it_is, normalise
from privacy.recognizers import RECOGNIZERS
from privacy.repeated import repeated_data
from privacy.resolving import Found, resolve

# Presidio compares all matches with all others, so a long text goes through it in windows. A datum that
# crosses the edge of one stands whole in the overlap.
_WINDOW = 2_000
_OVERLAP = 300
# Digits without end would leave a piece at each edge, for round after round: they go first, and whole.
_ENDLESS = regex.compile(rf"\d(?:[^\w{BARRIER}]{{0,3}}+\d){{199,}}+")
# A text that still yields data after so many rounds was made to; it is refused.
_MOST_ROUNDS = 12

# Nothing that names anybody is so short: six digits alone are the code of a response.
_TOO_SHORT = regex.compile(r"[a-z]?|[0-9]{1,6}")
_ONE_WORD = regex.compile(r"[a-z]{2,40}")
_PROBE = "My name is Probe Person, UCI 1234-5678, probe@example.org, and Priya Ramanathan asks too"
_IN_PROBE = (kinds.PERSON, kinds.UCI, kinds.EMAIL)
_NAMES_IN_PROBE = 2


# Whether this thread is inside a masker: what libraries log meanwhile must not be masked by waiting for it.
_inside = threading.local()


def masking_in_this_thread() -> bool:
    """Return whether a masker, whichever, is at work in this thread right now."""
    return bool(getattr(_inside, "depth", 0))


@contextmanager
def _at_work() -> Iterator[None]:
    _inside.depth = getattr(_inside, "depth", 0) + 1
    try:
        yield
    finally:
        _inside.depth -= 1


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and the kinds of what was taken out, each once, in order."""

    text: str
    kinds: tuple[str, ...]


class Masker:
    """Masks texts. Building one takes seconds: build it once for each process. Safe to share by threads."""

    def __init__(self, analyzer: AnalyzerEngine, anonymizer: AnonymizerEngine) -> None:
        self._analyzer = analyzer
        self._anonymizer = anonymizer
        self._keeper = Keeper()
        self._lexicon = shared_tagger().lexicon
        self._entities = sorted({recognizer.KIND for recognizer in RECOGNIZERS})

    @classmethod
    def build(cls) -> Masker:
        """Load everything and try it once. Raises MaskerUnusable: then the process must not start."""
        lists.load()
        masker = cls(build_analyzer(), DisjointAnonymizer())
        for language in LANGUAGES:
            masked = masker.mask(_PROBE, language)
            if masked.kinds != _IN_PROBE or masked.text.count(kinds.placeholder(kinds.PERSON)) != _NAMES_IN_PROBE:
                raise MaskerUnusable(
                    f"privacy: the masker for {language!r} misses data of its own probe; run its tests"
                )
        return masker

    def mask(self, text: str, language: str) -> Masked:
        """Return `text` masked. All patterns run whatever `language` says: clients mix languages.

        Raises MaskingFailed when it cannot: then the text must go nowhere.
        """
        try:
            with _at_work():
                return self._mask(text, language)
        except MaskingFailed:
            raise
        except Exception as error:  # the boundary: whatever broke, nothing goes out
            problem = type(error).__name__
        raise MaskingFailed(f"privacy: masking stopped on {problem}; the text was withheld")

    def find(self, text: str, language: str) -> tuple[Found, ...]:
        """Return where the data stand in `text`, disjoint and in order. Raises MaskingFailed."""
        try:
            with _at_work():
                return self._find(text, language)
        except MaskingFailed:
            raise
        except Exception as error:  # the same boundary
            problem = type(error).__name__
        raise MaskingFailed(f"privacy: searching stopped on {problem}; nothing is known about the text")

    def knows(self, words: str) -> bool:
        """Return whether each of `words`, which blanks part, is an ordinary one: listed, and no name."""
        return all(self._lexicon.is_ordinary(fold(word)) for word in words.split())

    def _mask(self, text: str, language: str) -> Masked:
        found = self._find(text, language)
        if not found:
            return Masked(text, ())
        results = [AnonymizerResult(datum.kind, datum.start, datum.end, 1.0) for datum in found]
        masked = self._anonymizer.anonymize(text, results)
        return Masked(masked.text, tuple(dict.fromkeys(datum.kind for datum in found)))

    def _find(self, text: str, language: str) -> tuple[Found, ...]:
        if _TOO_SHORT.fullmatch(text) or (_ONE_WORD.fullmatch(text) and self._lexicon.is_ordinary(text)):
            return ()  # ids of our own, and what events are full of
        language = language if language in LANGUAGES else LANGUAGES[0]
        found: list[Found] = []
        masked = as_it_is(text)
        for _ in range(_MOST_ROUNDS):
            # Normalised anew: what is read here is what a second masking would read.
            plain = normalise(masked.text)
            data = _endless(plain.text) or self._data(plain.text, language)
            if not data:
                return tuple(sorted(found, key=lambda datum: datum.start))
            data = [Found(datum.kind, *plain.original_span(datum.start, datum.end)) for datum in data]
            found += [Found(datum.kind, *masked.original_span(datum.start, datum.end)) for datum in data]
            masked = masked.replaced([(datum.start, datum.end, kinds.placeholder(datum.kind)) for datum in data])
        raise MaskingFailed("privacy: the text yields data without end")

    def _data(self, text: str, language: str) -> list[Found]:
        results = self._analyze(text, language)
        data = resolve(text, results, self._keeper.kept(text)) if results else []
        return self._with_repeated(text, data)

    def _with_repeated(self, text: str, data: list[Found]) -> list[Found]:
        if not data:
            return data
        taken = Intervals((datum.start, datum.end) for datum in data)
        again = list(data)
        for kind in dict.fromkeys(datum.kind for datum in data):
            spans = [(datum.start, datum.end) for datum in data if datum.kind == kind]
            places = repeated(text, spans, self._lexicon) if kind == kinds.PERSON else repeated_data(text, spans)
            for start, end in places:
                if not taken.overlapping(start, end):
                    taken.add(start, end)
                    again.append(Found(kind, start, end))
        return sorted(again, key=lambda datum: datum.start)

    def _analyze(self, text: str, language: str) -> list[RecognizerResult]:
        results: list[RecognizerResult] = []
        for start, end in _windows(len(text)):
            results += self._analyze_window(text, language, start, end)
        return results

    def _analyze_window(self, text: str, language: str, start: int, end: int) -> list[RecognizerResult]:
        results = self._analyzer.analyze(text[start:end], language, entities=self._entities)
        # The window before saw these with what stands in front of them.
        seen = start + _OVERLAP // 2 if start else 0
        for result in results:
            result.start += start
            result.end += start
        # Where this window was cut, half words look like names; the next window sees them whole.
        cut = end if end < len(text) else end + 1
        return [
            result
            for result in results
            if result.start >= seen and (result.end < cut or result.start < end - _OVERLAP // 2)
        ]


def _endless(text: str) -> list[Found]:
    return [Found(kinds.IDENTIFIER, *match.span()) for match in _ENDLESS.finditer(text)]


def _windows(length: int) -> Iterator[Span]:
    yield 0, min(length, _WINDOW)
    for end in range(_WINDOW, length, _WINDOW - _OVERLAP):
        yield end - _OVERLAP, min(end - _OVERLAP + _WINDOW, length)
