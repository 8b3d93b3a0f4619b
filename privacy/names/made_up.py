"""Lists of names and syllables → here → the names of made-up messages, as clients of many origins write theirs."""

from __future__ import annotations

import random
from collections.abc import Sequence

from privacy import lists
from privacy.names.folding import fold
from privacy.names.name_lists import Names

Origin = tuple[tuple[str, ...], tuple[str, ...]]
"""Given and family names that go together."""


class MadeUpNames:
    """Draws names; the same generator and lists draw the same."""

    def __init__(self, chance: random.Random, names: Names) -> None:
        self._chance = chance
        self._names = names
        self._family_syllables, self._given_syllables, self._sounds = (
            line.split() for line in lists.read("names/lists/syllables")
        )

    def origin(self) -> Origin:
        """Return given and family names as in one country, listed or made up."""
        chance = self._chance
        kind = chance.random()
        if kind < 0.48:
            return chance.choice(self._names.origins)
        if kind < 0.52:
            return self._names.places[0], chance.choice((self._names.places[1], self._names.family))
        if kind < 0.74:
            return self._names.given, self._names.family
        if kind < 0.90:
            given, family = chance.choice(self._names.origins)
            return (self._blend(given), self._blend(given)), (self._blend(family), chance.choice(family))
        if kind < 0.95:
            return tuple(self._of_two_syllables() for _ in range(3)), tuple(
                word.capitalize() for word in self._family_syllables
            )
        invented = tuple(self._invented() for _ in range(4))
        return invented, invented

    def _blend(self, names: Sequence[str]) -> str:
        """Return the head of one name with the tail of another: unheard, yet as names there sound."""
        head, tail = self._chance.choices(names, k=2)
        blend = head[: max(2, len(head) // 2 + 1)] + tail[len(tail) // 2 :].lower()
        return blend.replace(" ", "").strip("-'")

    def _of_two_syllables(self) -> str:
        """Return a given name as in Chinese or Korean: "Xiaotong", "Seung-min"."""
        first, second = self._chance.choices(self._family_syllables + self._given_syllables, k=2)
        return first.capitalize() + self._chance.choice(("", "", "-", " ")) + second

    def _invented(self) -> str:
        return "".join(self._chance.choices(self._sounds, k=self._chance.choice((2, 3, 3, 4)))).capitalize()

    def name(self, slot: str, origin: Origin) -> str:
        """Return a name for a slot: G given, F family, NR as a register has it, N whole; some misspelt."""
        given, family = (self._cased(self._chance.choice(names)) for names in origin)
        if slot == "G":
            name = given
        elif slot == "F":
            name = family
        elif slot == "NR":
            name = f"{family.upper() if self._chance.random() < 0.6 else family}, {given}"
        else:
            name = self._whole(given, family, origin)
        name = with_typo(name, 0.06, self._chance)
        return fold_accents(name) if self._chance.random() < 0.25 else name

    def _whole(self, given: str, family: str, origin: Origin) -> str:
        chance = self._chance
        second = self._cased(chance.choice(origin[0]))
        third = self._cased(chance.choice(origin[1]))
        forms = (
            f"{given} {family}",
            f"{family} {given}",
            f"{given} {second} {family}",
            f"{given} {family} {third}",
            f"{given} {second[0].upper()}. {family}",
            f"{given[0].upper()}. {family}",
            f"{given} {family.upper()}",
            f"{given} {family}-{third}",
            f"{given} {second} {family} {third}",
            f"{given}",
            f"{family.upper()} {given}",
        )
        return chance.choices(forms, (45, 10, 9, 8, 4, 4, 7, 4, 3, 12, 5))[0]

    def _cased(self, name: str) -> str:
        return "-".join(part.capitalize() for part in name.split("-")) if name.islower() else name


def with_typo(text: str, likely: float, chance: random.Random) -> str:
    """Return `text` with a letter left out, moved or written twice, in so many of all cases."""
    if len(text) < 5 or chance.random() >= likely:
        return text
    at = chance.randrange(1, len(text) - 2)
    if not text[at : at + 2].isalpha():
        return text
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[: at + 1] + text[at:],
        )
    )


def fold_accents(text: str) -> str:
    """Return `text` without accents, capitals kept."""
    return "".join(fold(char).upper() if char.isupper() else fold(char) if char.isalpha() else char for char in text)
