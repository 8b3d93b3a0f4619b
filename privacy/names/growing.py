"""Tokens and the chance that each is a name → here → whole names: grown over their halves, what is no one let go.

What a token must reach depends on what it is besides: an unlisted rare word little, a city or a word of our own
answers much, a programme or a people nearly all.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from privacy.names.alone import COUNTRIES, names_alone, names_in_pairs
from privacy.names.company import is_of_its_place, is_syllable, is_thing
from privacy.names.folding import fold, is_foreign
from privacy.names.lexicon import COMMON, RARE, Lexicon
from privacy.names.tokens import Token

Span = tuple[int, int]
# Chosen on the development set (evaluation/privacy).
FOREIGN = 0.01
THRESHOLD = 0.006
IN_DICTIONARY = 0.06
SMALL_WORD = 0.40
NAME_FIRST = 0.002
ORDINARY = 0.40
PLACE = 0.25
COMMONEST = 0.60
NOBODY = 0.985
BESIDE = 0.20
_NEVER = 2.0
_LOWEST = min(NAME_FIRST, FOREIGN, THRESHOLD, ORDINARY, PLACE, COMMONEST, NOBODY)
"""What is less likely to be a name is none, whatever it is besides."""
_LEAST = 2  # letters
_GAPS = (" ", "  ", "-", "'", ", ")
_JOINED = 6  # letters: "l'an" is no Lan
_MOST = 40  # letters; a longer word is none
_ACRONYM = 4
_KNOWN = 5  # band: the 12,000 commonest words

# "peux-tu", « celui-là »: no hyphenated name ends so.
_INVERTED = regex.compile(r"-(?:tu|vous|je|ils?|elles?|on|nous|ce|la|ci|moi|toi|les?|old)$")


# Airports, offices, programmes: "CDG-YUL".
_CODES = regex.compile(r"\p{Lu}{2,4}(?:-\p{Lu}{2,4})+")
_ELIDED = regex.compile(r"(?:[jldcnmts]|qu)([a-z]{2,})")


def grown(text: str, tokens: Sequence[Token], chances: Sequence[float], lexicon: Lexicon) -> list[Span]:
    """Return the stretches of `text` to mask, disjoint and in order."""
    shouting = _shouting(tokens)
    alone = names_alone(tokens, lexicon, shouting)
    paired = names_in_pairs(tokens, lexicon, shouting)
    if not alone and not paired and max(chances, default=0.0) < _LOWEST:
        return []
    kept = lexicon.kept.found(tokens)
    # Phones begin every message with a capital: that of an only word tells nothing.
    only = sum(token.kind == "word" for token in tokens) == 1
    marked = [
        place not in kept
        and token.kind == "word"
        and (
            place in alone
            or place in paired
            or (chance >= _LOWEST and chance >= _needed(token, lexicon, shouting, only))
        )
        and (chance >= ORDINARY or not is_thing(tokens, place, lexicon))
        and not is_of_its_place(tokens, place, lexicon)
        for place, (token, chance) in enumerate(zip(tokens, chances, strict=True))
    ]
    if not any(marked):
        return []
    for places, towards in ((range(1, len(tokens)), -1), (range(len(tokens) - 2, -1, -1), 1)):
        for place in places:
            if not marked[place] and marked[place + towards] and place not in kept:
                left, right = sorted((tokens[place], tokens[place + towards]), key=lambda token: token.start)
                marked[place] = text[left.end : right.start] in _GAPS and (
                    _likely_here(tokens[place], tokens[place + towards], chances[place], lexicon)
                    or _could_be_part(tokens[place], tokens[place + towards], lexicon)
                    or is_syllable(tokens, place, towards, lexicon)
                )
    for place in range(1, len(tokens) - 1):
        if marked[place - 1] and not marked[place] and _is_elided_part(tokens, place, lexicon):
            marked[place] = marked[place + 1] = True
    return [
        (group[0].start, group[-1].end)
        for group in _groups(text, tokens, marked)
        if len(group) > 1 or len(group[0].text) >= _LEAST
    ]


def _needed(token: Token, lexicon: Lexicon, shouting: bool, only: bool) -> float:
    folded = fold(token.text)
    if is_foreign(token.text) and folded not in lexicon.places and folded not in lexicon.nobody:
        return FOREIGN
    if _is_nobody(token, folded, lexicon) or not 1 < len(token.text) <= _MOST:
        return _NEVER  # an initial belongs to the name beside it
    if folded in lexicon.names_first and folded not in lexicon.places:
        return NAME_FIRST
    if lexicon.rarity(folded) == 0 and (token.text.islower() or not lexicon.is_word(folded) or len(folded) < 3):
        return NOBODY
    if token.text.islower() and (
        _is_run_together(folded, lexicon) or (folded in lexicon.verbs and not lexicon.is_name(folded))
    ):
        return NOBODY
    if (shouting or token.text.islower()) and folded in lexicon.trades:
        return _NEVER
    if "-" in folded and _is_compound(folded, lexicon):
        return NOBODY
    if not shouting and _CODES.fullmatch(token.text):
        return _NEVER
    if token.text.isupper() and not shouting and len(token.text) <= _ACRONYM and folded not in lexicon.given:
        return COMMONEST
    if lexicon.rarity(folded) <= (2 if lexicon.is_word(folded) else 1):
        return COMMONEST
    if folded in lexicon.known_places:
        return _NEVER if folded in COUNTRIES or not lexicon.is_name(folded) else NOBODY
    if folded in lexicon.places and not lexicon.is_name(folded):
        return PLACE
    if folded in lexicon.places:
        return ORDINARY
    listed = lexicon.is_name(folded) or folded in lexicon.rare
    if not listed and (folded in lexicon.misspelt or (only and lexicon.band(folded) < RARE)):
        return NOBODY
    if only and lexicon.is_word(folded) and token.text.islower():
        return NOBODY
    titled = token.text[0].isupper() and not token.text.isupper()
    if lexicon.is_word(folded) and not (titled and lexicon.is_name(folded)):
        return ORDINARY
    if not titled and lexicon.rarity(folded) <= (COMMON if lexicon.is_name(folded) else _KNOWN):
        return ORDINARY
    if folded not in lexicon.dictionary or folded in lexicon.given:
        return THRESHOLD
    return IN_DICTIONARY if titled or lexicon.is_name(folded) else SMALL_WORD


def _is_nobody(token: Token, folded: str, lexicon: Lexicon) -> bool:
    """Return whether no tagger's chance makes the word a name; jargon is one when written so: "Noa", not "noa"."""
    if folded in lexicon.nobody or _INVERTED.search(folded):
        return True
    return folded in lexicon.jargon and not (token.text.istitle() and lexicon.is_name(folded))


def _is_run_together(folded: str, lexicon: Lexicon) -> bool:
    """Return whether a French elision lost its apostrophe: "jai", "lautre", "quon"."""
    match = _ELIDED.fullmatch(folded)
    if not match or lexicon.is_name(folded):
        return False
    return match[1] in lexicon.nobody or lexicon.french.get(match[1], RARE) <= _KNOWN


def _is_compound(folded: str, lexicon: Lexicon) -> bool:
    """Return whether a hyphen joins words or places: "two-week", « beau-frère », "Delhi-Toronto"; not "Rose-Marie"."""
    parts = folded.split("-")
    if all(part in lexicon.places or part in lexicon.nobody for part in parts):
        return True
    known = all(lexicon.band(part) <= COMMON or lexicon.is_word(part) or part in lexicon.nobody for part in parts)
    return known and not all(lexicon.is_name(part) for part in parts)


def _shouting(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if token.kind == "word"]
    return 2 * sum(word.isupper() for word in words) > len(words)


def _likely_here(token: Token, beside: Token, chance: float, lexicon: Lexicon) -> bool:
    """Return whether a token is a name beside a name, though alone it would need better reasons ("Thi La")."""
    if token.kind != "word" or len(token.text) < _LEAST:
        return False
    folded = fold(token.text)
    if folded in lexicon.particles:
        return chance >= BESIDE
    if lexicon.rarity(folded) == 0 or _is_nobody(token, folded, lexicon) or _is_verb(token, folded, lexicon):
        return chance >= NOBODY
    return chance >= (COMMONEST if token.text.islower() and not beside.text.islower() else BESIDE)


def _could_be_part(token: Token, beside: Token, lexicon: Lexicon) -> bool:
    if token.kind != "word" or len(token.text) < _LEAST:
        return False
    folded = fold(token.text)
    alike = token.text[0].isupper() == beside.text[0].isupper()
    if _is_nobody(token, folded, lexicon) or _is_verb(token, folded, lexicon) or folded in lexicon.known_places:
        return False
    if folded in lexicon.places and not (lexicon.is_name(folded) and alike):
        return False
    if lexicon.band(folded) == RARE and not lexicon.is_word(folded):
        return alike or token.text[0].isupper()
    if not lexicon.is_name(folded) or not alike:
        return False
    titled = token.text[0].isupper() and not token.text.isupper()
    if titled:
        return lexicon.rarity(folded) > 1
    # "alain carrier": a trade is a family name beside a given one.
    return not lexicon.is_word(folded) or (
        folded in lexicon.family and lexicon.band(folded) > COMMON and fold(beside.text) in lexicon.given
    )


def _is_elided_part(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether an elision begins a family name: « Annick L'Heureux », « florence d'amours »."""
    elided, word = tokens[place], tokens[place + 1]
    if elided.kind != "elided" or word.kind != "word" or elided.start - tokens[place - 1].end != 1:
        return False
    if elided.text[0].isupper() and word.text[0].isupper() and not word.text.isupper():
        return True
    joined = elided.text[0].lower() + fold(word.text)
    return len(joined) >= _JOINED and (lexicon.is_name(joined) or joined in lexicon.rare)


def _is_verb(token: Token, folded: str, lexicon: Lexicon) -> bool:
    return token.text.islower() and (folded in lexicon.verbs or _is_run_together(folded, lexicon))


def _groups(text: str, tokens: Sequence[Token], marked: Sequence[bool]) -> list[list[Token]]:
    """Return the marked tokens that stand together; a hyphen or an initial's dot does not part them."""
    groups: list[list[Token]] = []
    for place, token in enumerate(tokens):
        if not marked[place]:
            continue
        start = _with_initial(text, tokens, place)
        if (
            groups
            and not text[groups[-1][-1].end : start.start].strip(" .-'")
            and start.start - groups[-1][-1].end <= 3
        ):
            groups[-1].append(token)
        else:
            groups.append([start, token] if start is not token else [token])
    return groups


def _with_initial(text: str, tokens: Sequence[Token], place: int) -> Token:
    """Return the initial before a name ("X. Zhuang") as its beginning; "M." is a title, "I" and "A" are words."""
    token = tokens[place]
    for back in (1, 2):
        before = tokens[place - back] if place >= back else None
        if before is None:
            break
        if before.kind == "word" and len(before.text) == 1 and before.text.isupper() and before.text not in "IAM":
            return before if text[before.end : token.start].strip(" ") in ("", ".") else token
        if before.text != ".":
            break
    return token
