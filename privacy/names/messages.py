"""Name lists, templates, clean questions → here → made-up messages in which every name is known, to learn from.

All chance comes from the generator given, so the same seed and lists make the same messages.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from privacy import lists
from privacy.names.folding import fold
from privacy.names.lexicon import Lexicon
from privacy.names.made_up import MadeUpNames, with_typo
from privacy.names.name_lists import Names
from privacy.normalised import BARRIER

_SLOT = regex.compile(r"\{(N|NR|G|F|T|P|D|R|Q|M|V|I|L)\}")
_NAME_SLOT = regex.compile(r"\{(N|G|F)\}")
_TITLES = ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "M.", "Mme", "Mlle", "Me", "Madame", "Monsieur", "Sir")
_NO_ACRONYM = regex.compile(r"(?<![^\W_])(?!\p{Lu}{2,5}(?![^\W_]))\p{L}[\p{L}'’-]*")
_ABOUT_SOMEONE = 0.30
"""The share of messages that are a question of ours with a name where it speaks of somebody."""
_WAYS_TO_NAME = ("{N}", "{G}")
_WAYS_TO_NAME_BESIDE = (
    *_WAYS_TO_NAME,
    "{who} {N}",
    "{who} {N}",
    "{who} {G}",
    "{who} {G}",
    "{who}, {N},",
    "{who} ({G})",
)
_BANDS_OF_RANDOM_WORDS = ((0, 1, 2, 3, 4, 5, 6, 7), (30, 15, 15, 15, 10, 7, 5, 3))
_CLEAN = (
    "{Q}",
    "{R} {R}",
    "{R}. {R}. {R} {R}",
    "{Q} {R} {P}",
    "{R} {M} {P} {R}",
    "{R} {I} {R}",
    "{I}. {Q}",
    "{S} {V}. {Q}",
    "{Q} {S} {V}",
    "{R}",
    "{P} {R}",
    "{Q} {L}",
    "{L}. {Q}",
    "{R} {L} {R}",
)
_CLEAN_WEIGHTS = (30, 12, 12, 8, 8, 7, 4, 6, 5, 5, 3, 7, 5, 8)


@dataclass(frozen=True)
class Message:
    """A text and where its names stand."""

    text: str
    names: tuple[tuple[int, int], ...]


class Writer:
    """Writes messages of one language."""

    def __init__(
        self, chance: random.Random, language: str, names: Names, lexicon: Lexicon, questions: Sequence[str]
    ) -> None:
        self._chance = chance
        self._made_up = MadeUpNames(chance, names)
        self._questions = questions
        self._templates = [line.replace("\\n", "\n") for line in lists.read(f"names/lists/templates_{language}")]
        self._words = [line.split() for line in lists.read(f"names/lists/frequency_{language}")]
        ordinary = _ordinary(questions)
        self._words = [
            [word for word in band if fold(word) in ordinary or not lexicon.is_name(fold(word))] for band in self._words
        ]
        someone = "|".join(lists.read(f"names/lists/someone_{language}"))
        self._someone = regex.compile(rf"(?<![\w-])(?:{someone})(?![\w'-])", regex.IGNORECASE)
        self._about_someone = [text for text in questions if self._someone.search(text)]
        self._places = sorted(lexicon.places)
        self._programmes = sorted(lists.words("words/programmes", "words/demonyms"))
        institutions, verbs = lists.lines("words/institutions"), lists.read(f"names/lists/verbs_{language}")
        self._landmarks = lists.read(f"names/lists/landmarks_{language}")
        self._subjects = lists.read(f"names/lists/subjects_{language}")
        self._fill: dict[str, Callable[[], str]] = {
            "T": lambda: chance.choice(_TITLES),
            "P": self._place,
            "D": self._number,
            "R": self._random_words,
            "Q": lambda: chance.choice(questions),
            "I": lambda: chance.choice(institutions),
            "V": lambda: self._filled(chance.choice(verbs)),
            "L": self._landmark,
            "M": lambda: self._cased_like_a_programme(chance.choice(self._programmes)),
        }

    def message(self) -> Message:
        """Return a message of a template, in one of the ways clients type."""
        pieces = _SLOT.split(self._template())
        origin = self._made_up.origin()
        style = self._chance.choices(("as it is", "small", "by phone", "capitals", "titled"), (52, 19, 17, 8, 4))[0]
        text, names = "", []
        for place, piece in enumerate(pieces):
            written = piece
            if place % 2:
                written = self._made_up.name(piece, origin) if piece in ("N", "NR", "G", "F") else self._fill[piece]()
            written = _styled(written, style)
            if place % 2 and piece in ("N", "NR", "G", "F"):
                names.append((len(text), len(text) + len(written)))
            text += written
        return Message(text, tuple(names))

    def _template(self) -> str:
        """Return a template, or a question of ours about somebody, named: "can my wife {G} work"."""
        chance = self._chance
        if chance.random() >= _ABOUT_SOMEONE:
            return chance.choice(self._templates)
        text = chance.choice(self._about_someone)
        who = chance.choice(list(self._someone.finditer(text)))
        ways = _WAYS_TO_NAME_BESIDE if " " in who[0] else _WAYS_TO_NAME
        named = chance.choice(ways).replace("{who}", who[0])
        return text[: who.start()] + named + text[who.end() :]

    def _filled(self, template: str) -> str:
        """Return a template without names, filled."""
        return str(_SLOT.sub(lambda match: self._fill[match[1]](), template))

    def clean(self) -> Message:
        """Return a message without any name."""
        chance = self._chance
        shape = chance.choices(_CLEAN, _CLEAN_WEIGHTS)[0]
        text = self._filled(shape).replace("{S}", chance.choice(self._subjects))
        if chance.random() < 0.4:
            text = ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))
        return Message(_styled(with_typo(text, 0.25, chance), self._style_of_clean()), ())

    def _landmark(self) -> str:
        """Return what bears a name and is nobody: "Okafor Street", « l'école Aimé Legrand »."""
        origin = self._made_up.origin()
        named = _NAME_SLOT.sub(lambda slot: self._made_up.name(slot[1], origin), self._chance.choice(self._landmarks))
        return self._filled(named)

    def _style_of_clean(self) -> str:
        return self._chance.choices(("as it is", "small", "by phone", "capitals", "titled"), (50, 18, 14, 10, 8))[0]

    def _cased_like_a_programme(self, word: str) -> str:
        return word.upper() if len(word) <= 4 else self._chance.choice((word, word.capitalize()))

    def _place(self) -> str:
        name = self._chance.choice(self._places)
        return name if self._chance.random() < 0.3 else name.title()

    def _random_words(self, least: int = 1, most: int = 6) -> str:
        bands, weights = _BANDS_OF_RANDOM_WORDS
        chosen = self._chance.choices(bands, weights, k=self._chance.randint(least, most))
        words = [self._chance.choice(self._words[band]) for band in chosen]
        return " ".join(word.capitalize() if self._chance.random() < 0.08 else word for word in words)

    def _number(self) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return BARRIER
        year, day = chance.randint(1950, 2026), chance.randint(1, 28)
        number = "".join(chance.choices("0123456789", k=chance.choice((2, 8, 9, 10))))
        month = chance.choice(("May", "June", "mars", "avril", "August", "janvier", "Oct", "April", "mai"))
        return chance.choice(
            (f"{year}-0{day % 9 + 1}-{day:02}", number, f"{chance.choice('EWSVF')}{number}", f"{day} {month} {year}")
        )


def _ordinary(questions: Sequence[str]) -> frozenset[str]:
    """Return the words that stay words though a list of names holds them too."""
    written = {
        word for text in questions for word in regex.findall(r"(?<![\w'-])[^\W\d_]+(?![\w'-])", text) if word.islower()
    }
    return frozenset(map(fold, written | lists.words("words/common_en", "words/common_fr")))


def _styled(text: str, style: str) -> str:
    if style == "small":
        return text.lower()
    if style == "by phone":  # small letters, but acronyms as they are
        return str(_NO_ACRONYM.sub(lambda match: match[0].lower(), text))
    if style == "capitals":
        return text.upper()
    return regex.sub(r"(?<![\w'])[^\W\d_]", lambda match: match[0].upper(), text) if style == "titled" else text
