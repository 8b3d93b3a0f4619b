"""Templates, names and values → here → made-up messages in which the place of every personal datum is known.

Two sets: the *development* set, whose errors were looked at, and one *kept apart*, of other templates and other
names, whose errors nobody looks at. Six ways of writing, both languages, names of many origins, of which a good part
are in no list that the masker has (names_unlisted.yml).
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex
import yaml

from evaluation.privacy import values, whereabouts

FOLDER = Path(__file__).parent
SETS = ("development", "apart")
SEEDS = {"development": 11, "apart": 97}
STYLES = ("careful", "small letters", "capitals", "no accents", "typos", "chat")
_WEIGHTS = (34, 26, 12, 10, 10, 8)
_BESIDE = 5
_SLOT = regex.compile(r"\{([A-Z_]+)\}")
_PERSONS = ("PERSON", "GIVEN", "FAMILY", "FAMILY_FIRST")
_PROVIDERS = ("gmail.com", "hotmail.com", "yahoo.fr", "outlook.com", "videotron.ca")


@dataclass(frozen=True)
class Item:
    """A personal datum at start:end; `telling` is the part of it that must not survive."""

    kind: str
    start: int
    end: int
    telling: tuple[int, int]


@dataclass(frozen=True)
class Message:
    """A made-up message, where its data stand, and what it is counted under."""

    text: str
    items: tuple[Item, ...]
    language: str
    style: str
    origin: str
    pattern: str


def messages(which: str, count: int, seed: int | None = None) -> list[Message]:
    """Return `count` messages of the set `which`, and a fifth as many with data of scarce kinds alone."""
    chance = random.Random(SEEDS[which] if seed is None else seed)
    writer = Writer(which, chance)
    return [*(writer.message() for _ in range(count)), *(writer.number() for _ in range(count // _BESIDE))]


@dataclass(frozen=True)
class Writer:
    """Writes the messages of one set."""

    which: str
    chance: random.Random

    def origins(self) -> list[str]:
        """Return where the names of this set are from."""
        return sorted(_names(self.which))

    def message(self) -> Message:
        language = self.chance.choice(("en", "fr"))
        pattern = self.chance.choices(*_patterns())[0]
        template = self.chance.choice(_templates(self.which)[language][pattern])
        origin = self.chance.choice(self.origins())
        return self.written(template, language, origin, self.chance.choices(STYLES, _WEIGHTS)[0], pattern)

    def number(self) -> Message:
        """Return a message without a name, whose datum is of a kind that the others hold seldom."""
        language = self.chance.choice(("en", "fr"))
        template = self.chance.choice(_read("templates_numbers")[self.which][language])
        return self.written(template, language, self.origins()[0], self.chance.choices(STYLES, _WEIGHTS)[0], "numbers")

    def written(self, template: str, language: str, origin: str, style: str, pattern: str) -> Message:
        """Return `template` with made-up data in its slots, in one way of writing."""
        nid = values.national_id(self.chance)
        text, items = "", []
        for place, piece in enumerate(_SLOT.split(template)):
            if not place % 2:
                text += self._styled(piece, style, words=True)
                continue
            value = self._value(piece, language, origin, nid)
            written = self._styled(value, style, words=piece in _PERSONS)
            if piece not in ("KEPT_DATE", "NID_NAME"):
                kind = "PERSON" if piece in _PERSONS else piece
                start, end = _telling(kind, written)
                items.append(Item(kind, len(text), len(text) + len(written), (len(text) + start, len(text) + end)))
            text += written
        return Message(text, tuple(items), language, style, origin, pattern)

    def _value(self, slot: str, language: str, origin: str, nid: tuple[str, str]) -> str:
        chance = self.chance
        if slot in _PERSONS:
            return self._person(slot, origin)
        if slot in ("NID_NAME", "NATIONAL_ID"):
            return nid[slot == "NATIONAL_ID"]
        if slot == "DATE_OF_BIRTH":
            return whereabouts.date(chance, language, (1950, 2008))
        if slot == "KEPT_DATE":
            return whereabouts.date(chance, language, (2021, 2028))
        handle = self._handle(origin)
        if slot == "EMAIL":
            family = _plain(self._part("family", origin)).lower().replace(" ", "")
            return f"{handle}@{chance.choice(_PROVIDERS) if chance.random() < 0.75 else family + '.ca'}"
        if slot == "USERNAME":
            return handle if chance.random() < 0.7 else handle.replace(".", "").replace("_", "").strip("0123456789")
        return values.url(chance, handle) if slot == "URL" else values.SIMPLE[slot](chance)

    def _part(self, kind: str, origin: str) -> str:
        return str(self.chance.choice(_names(self.which)[origin][kind])).replace("_", " ")

    def _person(self, slot: str, origin: str) -> str:
        given, family = self._part("given", origin), self._part("family", origin)
        if slot == "GIVEN":
            return given
        if slot == "FAMILY":
            return family
        if slot == "FAMILY_FIRST":
            return f"{self.chance.choice((family, family.upper()))}, {given}"
        forms = (
            f"{given} {family}",
            f"{given} {self._part('given', origin)} {family}",
            f"{family} {given}",
            f"{given} {family} {self._part('family', origin)}",
            f"{given[0]}. {family}",
            f"{given} {family.upper()}",
        )
        return self.chance.choices(forms, (62, 12, 10, 8, 3, 5))[0]

    def _handle(self, origin: str) -> str:
        given, family = (_plain(self._part(kind, origin)).lower() for kind in ("given", "family"))
        number = self.chance.randint(1, 99)
        mark = self.chance.choice(("", ".", "_"))
        handle: str = regex.sub(
            r"[^a-z0-9._]",
            "",
            self.chance.choice((f"{given}{mark}{family}", f"{given}{mark}{number}", f"{given[0]}{family}{number}")),
        )
        return handle

    def _styled(self, text: str, style: str, words: bool) -> str:
        if style == "small letters":
            return text.lower()
        if style == "capitals":
            return text.upper()
        if style == "no accents":
            return _plain(text)
        if style == "typos" and words:
            return str(regex.sub(r"[^\W\d_]{5,}", self._typo, text))
        if style == "chat" and words:
            return str(regex.sub(r"(?<=\w)[.?!,](?=\s|$)", "", text.lower()))
        return text

    def _typo(self, match: regex.Match[str]) -> str:
        word = str(match[0])
        if self.chance.random() > 0.12:
            return word
        at = self.chance.randrange(1, len(word) - 1)
        return self.chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            )
        )


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("ı", "i"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _telling(kind: str, written: str) -> tuple[int, int]:
    """Return which part of a datum identifies: of a public mailbox what stands before the @."""
    lower = written.lower()
    if kind == "EMAIL" and lower.endswith(_PROVIDERS):
        return 0, written.index("@")
    if kind == "URL":
        found = regex.search(
            r"/in/(.+)|facebook\.com/(.+)|instagram\.com/(.+)|//(.+)\.wordpress|/d/(.+)/view|uci=(.+)", lower
        )
        group = next(number for number in range(1, 7) if found and found[number])
        return found.span(group) if found else (0, len(written))
    return 0, len(written)


@cache
def _names(which: str) -> dict[str, dict[str, list[str]]]:
    """Return a set's names by origin and kind: every other one of those chosen, and its own unlisted ones."""
    chosen, unlisted = _read("names"), _read("names_unlisted")[which]
    return {
        origin: {
            kind: [*_share(names, which), *unlisted.get(origin, {}).get(kind, ())] for kind, names in kinds.items()
        }
        for origin, kinds in chosen.items()
    }


@cache
def _templates(which: str) -> dict[str, dict[str, list[str]]]:
    """Return a set's wordings: every other one; the development set has more of its own."""
    more = _read("templates_development") if which == SETS[0] else {}
    return {
        language: {
            # Each kind of datum has one wording when alone: its value decides, not the words around it.
            pattern: [
                *(listed if pattern == "single" else _share(listed, which)),
                *more.get(language, {}).get(pattern, ()),
            ]
            for pattern, listed in patterns.items()
        }
        for language, patterns in _read("templates").items()
    }


def _share(entries: list[str], which: str) -> list[str]:
    return entries[SETS.index(which) :: 2]


@cache
def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


def _patterns() -> tuple[list[str], list[int]]:
    shares = {
        "introduction": 14,
        "name_first": 14,
        "signature": 12,
        "relatives": 13,
        "single": 22,
        "several": 8,
        "form": 7,
        "bare": 5,
        "mixed": 5,
    }
    return list(shares), list(shares.values())
