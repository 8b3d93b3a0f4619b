"""A token and those beside it → here → whether their company makes it a thing, a verb, a building or a syllable."""

from __future__ import annotations

from collections.abc import Sequence

from privacy.names.folding import fold
from privacy.names.lexicon import COMMON, RARE, Lexicon
from privacy.names.tokens import Token

# Before a word in small letters that is a thing, mostly: "the kettle", « une bouilloire ». « Du », "an" are in names.
_ARTICLES = frozenset(("a", "the", "this", "that", "un", "une", "ce", "cet", "cette", "ces"))

# Before these a word in small letters is a verb: "i will mark it", "please grant".
_BEFORE_VERBS = frozenset(
    ("will", "would", "can", "could", "must", "should", "may", "might", "please", "i", "we", "you", "they", "not")
)

# What is named after people, before their name: « hôpital Sainte-Justine », « université Cheikh Anta Diop ».
_BEFORE_NAMES = frozenset(
    [
        "aeroport",
        "hopital",
        "ecole",
        "eglise",
        "cegep",
        "college",
        "universite",
        "clinique",
        "metro",
        "lycee",
        "institut",
        "banque",
        "scolaire",
        "paroisse",
        "fondation",
        "boulevard",
        "avenue",
        "rue",
        "station",
        "gare",
        "pont",
        "parc",
        "stade",
        "edifice",
        "polyvalente",
        "arena",
        "terminal",
        "mount",
        "mont",
        "lac",
        "lake",
        "fort",
        "port",
        "hurricane",
        "ouragan",
        "typhoon",
        "cyclone",
    ]
)
# Of these also before small letters: "lycée victor-hugo"; not "école amina".
_SURELY_BEFORE = frozenset(("boulevard", "metro", "lycee", "cegep", "hurricane", "ouragan", "typhoon", "cyclone"))
# And after it: "Obafemi Awolowo University".
_AFTER_NAMES = frozenset(
    [
        "university",
        "polytechnic",
        "college",
        "institute",
        "bank",
        "airlines",
        "airport",
        "hospital",
        "campus",
        "school",
        "academy",
        "foundation",
        "homestay",
        "farms",
        "foods",
        "motors",
        "hotel",
        "clinic",
        "street",
        "avenue",
        "drive",
        "road",
        "boulevard",
        "station",
        "square",
        "mall",
        "bridge",
        "building",
        "tower",
        "library",
        "stadium",
        "arena",
        "county",
    ]
)
_LONGEST_NAME = 3  # words
# "I fly to Paris", « je pars à Florence ».
_GOES = frozenset(
    (
        *("go", "goes", "going", "went", "gone", "fly", "flying", "flew", "flight", "travel", "travelling"),
        *("traveling", "trip", "move", "moving", "moved", "drive", "driving", "land", "landing", "back", "return"),
        *("vais", "aller", "pars", "partir", "vol", "voyage", "voyager", "retourne", "retourner", "arrive", "arriver"),
    )
)
_TOWARDS = frozenset(("to", "in", "at", "a", "en", "au", "pour", "vers"))
_SYLLABLES = frozenset(
    ("le", "do", "to", "an", "my", "can", "ho", "la", "tu", "vu", "vo", "thu", "thi", "mai", "dang", "truc")
)


def is_thing(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether an article stands before a word in small letters that is no name alone."""
    word, before = tokens[place], tokens[place - 1] if place else None
    if before is None or not word.text.islower() or fold(before.text) not in _ARTICLES:
        return False
    folded = fold(word.text)
    return not lexicon.is_name(folded) or lexicon.rarity(folded) < RARE


def is_of_its_place(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether it belongs to the name of a building or the word before makes it a verb ("i will mark it")."""
    if place and tokens[place].text.islower() and fold(tokens[place - 1].text) in _SURELY_BEFORE:
        return True
    if _names_a_building(tokens, place, -1, _BEFORE_NAMES) or _names_a_building(tokens, place, 1, _AFTER_NAMES):
        return True
    if not place:
        return False
    if _is_destination(tokens, place, lexicon):
        return True
    word, before = tokens[place], fold(tokens[place - 1].text)
    folded = fold(word.text)
    return before in _BEFORE_VERBS and word.text.islower() and lexicon.rarity(folded) <= COMMON


def _is_destination(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether the client goes there: a place after a verb of going."""
    if place < 2 or fold(tokens[place].text) not in lexicon.places:
        return False
    return fold(tokens[place - 1].text) in _TOWARDS and fold(tokens[place - 2].text) in _GOES


def _names_a_building(tokens: Sequence[Token], place: int, towards: int, words: frozenset[str]) -> bool:
    """Return whether one of `words` ends the run of capitalised words from `place` on in that direction."""
    if not tokens[place].text[:1].isupper():
        return False
    for step in range(_LONGEST_NAME + 1):
        at = place + towards * step
        if not 0 <= at < len(tokens) or tokens[at].kind != "word":
            return False
        # Of what is written after a name, only a capital says that it belongs to it: not "Priya college fees".
        if fold(tokens[at].text) in words and (towards < 0 or tokens[at].text[0].isupper()):
            return True
        if not tokens[at].text[0].isupper():
            return False
    return False


def is_syllable(tokens: Sequence[Token], place: int, towards: int, lexicon: Lexicon) -> bool:
    """Return whether a little word is a name beside a Vietnamese or Turkish one: "Do Minh Tu", "anh thu le wants"."""
    token, beside = tokens[place], tokens[place + towards]
    if fold(token.text) not in _SYLLABLES:
        return False
    if fold(beside.text) not in _SYLLABLES and fold(beside.text) not in lexicon.eastern:
        return False
    if token.text.istitle() and beside.text.istitle():
        return place > 0 or fold(token.text) not in _BEFORE_VERBS
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    last = after is None or after.kind != "word" or fold(after.text) in lexicon.verbs
    return towards == -1 and token.text.islower() and last
