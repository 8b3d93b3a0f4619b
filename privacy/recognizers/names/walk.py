"""Where a name begins and ends after its cue: word by word, until a word that belongs to no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import regex

from privacy import lists
from privacy.names.folding import fold
from privacy.names.lexicon import COMMON
from privacy.names.tagger import shared_tagger

_LONGEST = 5  # words
_LEAD = regex.compile(r"[\s:;,=\"'«(\-]{0,6}")
_TITLE = regex.compile(
    r"(?:mrs|mr|ms|mx|dr|mme|mlle|m|miss|monsieur|madame|docteur|doctor)(?:\.|(?=\s))\s{1,2}",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"[^\W\d_](?:[^\W\d_]|['\-.](?=[^\W\d_]))*")
_GAP = regex.compile(r"[ ]{1,2}")
_INITIAL_GAP = regex.compile(r"\.?[ ]{0,2}(?=[^\W\d_])")
_COMMA = regex.compile(r",[ ]{1,2}")
_STOP = regex.compile(r"\.?\s*(?:[,.;!?)\"»\n]|\Z|(?:and|et|from|de)\s)")
_LINE_END = regex.compile(r"[ .,!]{0,3}(?:\n|\Z)")
# "'s" belongs to the sentence; so does what a client glues to a name with an apostrophe.
_POSSESSIVE = regex.compile(r"'s?\Z")
_ACRONYM = 4


class Cue(Enum):
    """How far the words before it vouch for a name."""

    STRONG = auto()  # "my name is": any case
    FORM = auto()  # "Name:": any case, and "FAMILY, Given"
    ROLE = auto()  # "Spouse:": any case, but with small letters no word that is known
    TITLE = auto()  # "mrs": any case, but no ordinary word
    ABBREVIATION = auto()  # "Mr. Long": an ordinary word too, if it has a capital
    HONORIFIC = auto()  # "Doctor": capitals only
    WEAK = auto()  # "I am": capitals only, and no word of a dictionary
    SIGNATURE = auto()  # alone on its line: any case
    LAST_WORDS = auto()  # last on its line: capitals only


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        return self.text.isupper() and len(self.text) > 1


def name_span(text: str, at: int, cue: Cue) -> tuple[int, int] | None:
    """Return where the name stands that begins at `at`, after a cue, or None when none does."""
    words = list(_words(text, _start(text, at), cue))
    if not words or not _can_begin(text, words, cue):
        return None
    name = [words[0]]
    for place, word in enumerate(words[1:_LONGEST], start=1):
        if not _goes_on(text, words, place, cue):
            break
        name.append(word)
    while len(name) > 1 and name[-1].lower in _particles() and not _STOP.match(text, name[-1].end):
        name.pop()
    end = name[-1].end - len(m[0]) if (m := _POSSESSIVE.search(name[-1].text)) else name[-1].end
    if cue in (Cue.SIGNATURE, Cue.LAST_WORDS) and not _LINE_END.match(text, end):
        return None
    return name[0].start, end


def _start(text: str, at: int) -> int:
    lead = _LEAD.match(text, at)
    at = lead.end() if lead else at
    title = _TITLE.match(text, at)
    return title.end() if title else at


def _words(text: str, at: int, cue: Cue) -> Iterator[_Word]:
    for count in range(_LONGEST + 1):
        word = _WORD.match(text, at)
        if not word:
            return
        yield _Word(word[0], *word.span())
        gap = (_INITIAL_GAP if _abbreviated(word[0]) else _GAP).match(text, word.end())
        if not gap and count == 0 and (cue in (Cue.FORM, Cue.ROLE) or word[0].isupper()):
            gap = _COMMA.match(text, word.end())  # "TREMBLAY, Marie"
        if not gap:
            return
        at = gap.end()


def _abbreviated(word: str) -> bool:
    return len(word) == 1 or word.lower() in ("st", "ste", "jr", "sr")


def _can_begin(text: str, words: list[_Word], cue: Cue) -> bool:
    first = words[0]
    following = words[1] if len(words) > 1 else None
    if cue is Cue.ABBREVIATION:
        return first.lower not in _no_names()
    if cue is Cue.WEAK and _is_in_dictionary(first):
        return False
    if cue in (Cue.WEAK, Cue.HONORIFIC, Cue.LAST_WORDS, Cue.SIGNATURE) and first.capital:
        return _believable(text, first, following)
    if cue in (Cue.WEAK, Cue.HONORIFIC, Cue.LAST_WORDS):
        return False
    if cue is Cue.ROLE and (first.shouted or not first.capital):
        return not shared_tagger().lexicon.is_ordinary(fold(first.text)) and first.lower not in _no_names()
    if _also_name(first):
        return True
    if first.capital and not first.shouted and following and following.capital and not _known(following):
        return True  # "My name is Long Nguyen"
    if cue is not Cue.STRONG and first.lower in _no_names():
        return False
    if first.capital and not first.shouted:
        return first.lower not in lists.words("words/never_first")
    return not _known(first)


def _believable(text: str, first: _Word, following: _Word | None) -> bool:
    """After a weak cue a capital is not enough: "I am Canadian", "I'm PR", "This is Express Entry"."""
    surname = following is not None and following.capital and not (_known(following) or _names_no_one(following))
    if _also_name(first) and not first.shouted:
        return surname or (first.lower not in _no_names() and bool(_STOP.match(text, first.end)))
    if _known(first) or first.lower in _no_names():
        return False
    if len(first.text) == 1 or (first.shouted and len(first.text) <= _ACRONYM):
        return False
    if first.lower.endswith("ing") and len(first.text) > _ACRONYM + 1 and not (following and following.capital):
        return False  # "I am Relocating ..."
    if first.lower in lists.words("words/places"):
        return surname  # "I am Victoria Chen"
    return following is None or not following.capital or not _names_no_one(following)


def _goes_on(text: str, words: list[_Word], place: int, cue: Cue) -> bool:
    word, before = words[place], words[place - 1]
    after = words[place + 1] if place + 1 < len(words) else None
    if word.lower.split("-")[0] in _particles():
        return _part_of_a_name(text, words, place)
    if len(word.text) == 1:
        return word.text not in ("I", "i") and (word.capital or text[word.end : word.end + 1] == ".")
    if word.lower in _no_names() and not _also_name(word):
        return False
    if word.capital and not word.shouted:
        if not _known(word) or _STOP.match(text, word.end):
            return True
        return bool(
            after and after.capital and not _known(after) and word.lower not in lists.words("words/never_first")
        )
    if not word.capital and before.capital and cue in (Cue.WEAK, Cue.HONORIFIC, Cue.TITLE, Cue.ABBREVIATION):
        return False
    return not _known(word) or (cue in (Cue.STRONG, Cue.FORM) and _is_trade(word))


def _is_trade(word: _Word) -> bool:
    """Return whether a trade is a family name too: "my name is alain carrier"."""
    lexicon, folded = shared_tagger().lexicon, fold(word.text)
    return folded in lexicon.family and lexicon.band(folded) > COMMON and folded not in lexicon.verbs


def _part_of_a_name(text: str, words: list[_Word], place: int) -> bool:
    """Return whether a particle leads to more of the name ("de la Torre") or ends it ("Ming Van")."""
    word = words[place]
    if "-" in word.text or _STOP.match(text, word.end):
        return True
    rest = next((later for later in words[place + 1 :] if later.lower not in _particles()), None)
    return rest is not None and (rest.capital or not _known(rest))


def _known(word: _Word) -> bool:
    """Return whether `word` is an ordinary one of either language, after an elision too ("j'ai", "I'm")."""
    known = lists.words("words/common_en", "words/common_fr", "words/never_first", "words/verbs")
    head, _, tail = word.lower.rpartition("'")
    return word.lower in known or (bool(head) and (tail in known or head in ("i", "you", "we", "they", "it")))


def _is_in_dictionary(word: _Word) -> bool:
    """Return whether `word` is no name but in a dictionary; in capitals most family names that are words are words."""
    lexicon, folded = shared_tagger().lexicon, fold(word.text)
    if folded not in lexicon.dictionary or folded in lexicon.given:
        return False
    return word.shouted or folded not in lexicon.family


def _names_no_one(word: _Word) -> bool:
    return word.lower in lists.words("words/programmes", "words/demonyms", "words/places")


def _no_names() -> frozenset[str]:
    return lists.words("words/programmes", "words/demonyms")


def _also_name(word: _Word) -> bool:
    return fold(word.text) in shared_tagger().lexicon.also_names


def _particles() -> frozenset[str]:
    return lists.words("words/particles")
