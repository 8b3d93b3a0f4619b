"""Given names that are common, words or places too, where what stands around them leaves no doubt.

"my dad john", "brandon here", « c'est jean », "thanks, will": the frame tells how much the word must be a name itself.
"""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.names.folding import fold
from privacy.names.lexicon import COMMON, Lexicon
from privacy.names.tagger import shared_tagger
from privacy.names.tokens import tokens
from privacy.recognizers.base import CUED, Recognizer
from privacy.recognizers.names import cues

_WORD = r"[^\W\d_]++(?:[-'’][^\W\d_]++)*+"
_NAME = rf"(?P<value>{_WORD})"
_WHOLE_NAME = rf"{_NAME}(?:[ ]{_WORD}){{0,2}}"
_HELLO = r"(?:hi|hello|hey|dear|bonjour|bonsoir|salut|allo|allô|yo|coucou)(?:[ ](?:there|again|all|team|quaid))?"
_AGAIN = r"(?:,?[ ](?:again|encore))?"
_SELF = rf"(?<!\w)(?:it'?s[ ]me|c'?\s?est[ ]moi|me|moi){_AGAIN},?[ ]"
_I_AM = (
    r"(?<!\w)(?:i'?\s?m|i[ ]am|je[ ]suis|chuis|chui|j'?suis"
    r"|this[ ]is|ici|it'?s|c'?[ ]?est|moi[ ]c'?est|soy)(?:[ ](?:again|encore))?[ ]"
)
_REGARDS = (
    r"(?<!\w)(?:regards|thanks|thank[ ]you|thx|tks|cheers|sincerely|merci|cordialement|bien[ ]à[ ]vous)[,.!]?\s{1,3}"
    r"|(?:^|[.?!][ ])[-–—][ ]?"
)
_ABOUT = (
    r"(?<!\w)(?:regarding|concerning|(?:it[ ])?concerns|(?:ça[ ])?concerne|au[ ]sujet[ ]de"
    r"|client[es]*|applicant|demandeu(?:r|se)"
    r"|(?:wife|husband|son|daughter|femme|mari|fils|fille)[ ](?:of|de)"
    r"|file[ ]of|case[ ]of|dossier[ ]de|on[ ]behalf[ ]of|au[ ]nom[ ]de)[ ]"
)
_MAY = (
    rf"(?<!\w)(?:can|could|should|does|will)[ ]{_NAME}"
    r"(?=[ ](?:work|study|apply|travel|come|stay|leave|enter|return|sponsor|get|renew|extend|join)(?!\w))"
    rf"|(?<!\w)est[- ]ce[ ]que?[ ]{_NAME}(?=[ ](?:peut|doit|pourrait|va|a[ ]le[ ]droit)(?!\w))"
)
_KIN_AFTER = r",[ ](?:my|his|her|our|mon|ma|son|sa|notre)[ ](?:\w{3,12}[ ])?(?:" + cues.ANY_KIN + r")(?!\w)"
_END = regex.compile(r"\s*(?:\Z|[.,;:!?)\n\"»–—-]|(?:and|et|&)\s)")
_WHAT_PEOPLE_DO = frozenset(
    ("wants", "applied", "lost", "received", "submitted", "forgot", "married", "veut", "voudrait", "attend", "habite")
)
_FROM = regex.compile(r"\s(?:in|from|at|à|en)\s")
_NEXT = regex.compile(rf"[ ]({_WORD})")
_WILL = frozenset(("may", "will", "can", "mai"))
"""Words that stand after a person so often that only a verb behind them tells."""
_PLACES_FIRST = frozenset(
    ("france", "india", "china", "kenya", "africa", "america", "asia", "london", "paris", "texas", "cuba", "ireland")
)
"""Nobody, where only "this is" or a verb speaks for a person: "India needs ..."."""
_FRAMES = ("kin", "here", "me", "am", "about", "may", "last", "first")
_CLOSED = ("here", "last")
"""What stands behind the name there is part of the frame."""
_ABOUT_PLACES = ("am", "about", "may", "first")
"""Cities and schools stand there too: "Prince George is ..."."""
_AHEAD = 40  # characters


class GivenNameRecognizer(Recognizer):
    """A listed given name in a frame of names, small letters or not; with the family name behind it."""

    KIND = kinds.PERSON
    PATTERNS = (
        Pattern("relative", rf"(?P<kin>{cues.RELATIVE})[ ]{{1,2}}{_NAME}", CUED),
        Pattern(
            "here",
            rf"(?P<here>^|[.!?;,]\s|(?<!\w){_HELLO},?[ ]){_WHOLE_NAME}(?=,?[ ](?:here|speaking|ici)(?!\w))",
            CUED,
        ),
        Pattern("it's me", rf"(?P<me>{_SELF}){_NAME}", CUED),
        Pattern("I am", rf"(?P<am>{_I_AM}){_NAME}", CUED),
        Pattern("about", rf"(?P<about>{_ABOUT}){_NAME}", CUED),
        Pattern("kin behind", rf"(?P<kin>(?<![\w-])){_WHOLE_NAME}(?={_KIN_AFTER})", CUED),
        Pattern(
            "is my name", rf"(?P<me>^|[.!?,]\s){_NAME}(?=[ ](?:is[ ]my[ ]name|est[ ]mon[ ](?:pré)?nom)(?!\w))", CUED
        ),
        Pattern("allowed", rf"(?P<may>)(?:{_MAY})", CUED),
        Pattern("last words", rf"(?P<last>{_REGARDS}){_WHOLE_NAME}(?=[ .!]*\Z)", CUED),
        Pattern("first words", rf"(?P<first>\A\s*(?:{_HELLO},?[ ])?){_NAME}(?=[ ])", CUED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        frame = next(name for name in _FRAMES if match.groupdict().get(name) is not None)
        lexicon = shared_tagger().lexicon
        end = _end_of_name(match, lexicon)
        if frame in _CLOSED and end != match.end():
            return None
        if frame in _ABOUT_PLACES and _begins_a_phrase(match, lexicon):
            return None
        return (match.start("value"), end) if _is_given(match, end, frame, lexicon) else None


def _is_given(match: regex.Match[str], end: int, frame: str, lexicon: Lexicon) -> bool:
    folded, alone = fold(match["value"]), end == match.end("value")
    following = _NEXT.match(match.string, end)
    verb = frame == "may" or (following is not None and fold(following[1]) in lexicon.verbs)
    closed = frame in _CLOSED or bool(_END.match(match.string, end))
    if folded == "marie" and frame == "am":
        return False  # « je suis marié »
    if _is_name_first(folded, lexicon):
        return verb or frame != "first"
    if folded in lexicon.places and folded in lexicon.given:
        if folded in _PLACES_FIRST and frame in ("am", "first", "may"):
            return False
        if frame == "about" and alone:
            return False
        if frame == "kin" and folded not in _PLACES_FIRST and _FROM.match(match.string, end):
            return True
        return frame != "last" and (verb or not alone or (closed and frame != "first"))
    if folded not in lexicon.also_names:
        return False
    if frame in ("kin", "me", "here"):
        if folded not in _WILL and (closed or (frame == "kin" and _FROM.match(match.string, end))):
            return True
        return verb or not alone
    if frame == "first":
        return following is not None and fold(following[1]) in _WHAT_PEOPLE_DO and folded not in _WILL
    return frame == "last"


def _begins_a_phrase(match: regex.Match[str], lexicon: Lexicon) -> bool:
    """Return whether the word begins the name of a place, a school, an employer, or a set phrase of several words."""
    start = match.start("value")
    ahead = tokens(match.string[start : match.end("value") + _AHEAD])
    return {0, 1} <= lexicon.kept.found(ahead)


def _is_name_first(folded: str, lexicon: Lexicon) -> bool:
    if folded in lexicon.nobody or folded in lexicon.places or folded in lexicon.jargon or lexicon.is_word(folded):
        return False
    return folded in lexicon.names_first or (
        folded in lexicon.given and lexicon.band(folded) > COMMON and folded not in lexicon.verbs
    )


def _end_of_name(match: regex.Match[str], lexicon: Lexicon) -> int:
    """Return where the family name behind the given one ends, or the given one."""
    end = match.end("value")
    capital = match["value"][0].isupper()
    while (word := _NEXT.match(match.string, end)) and word[1][0].isupper() == capital and _is_family(word[1], lexicon):
        end = word.end()
    return int(end)


def _is_family(word: str, lexicon: Lexicon) -> bool:
    folded = fold(word)
    if folded in lexicon.verbs or folded in lexicon.nobody or folded in lexicon.jargon:
        return False
    if folded in lexicon.names_first:
        return True
    if word[0].isupper():
        return folded in lexicon.family and lexicon.band(folded) > 0
    return folded in lexicon.family and lexicon.band(folded) > (COMMON if lexicon.is_word(folded) else 1)
