"""The lists of names → here → what made-up names are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from privacy import lists
from privacy.names.lexicon import Lexicon


@dataclass(frozen=True)
class Names:
    """What names are drawn from: by origin (given, family), and all listed."""

    origins: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[tuple[str, ...], tuple[str, ...]]
    """Given and family names that are places too: "Chelsea", "London"."""

    @classmethod
    def read(cls, lexicon: Lexicon) -> Names:
        """Read own_names.txt and the public lists."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for line in lists.read("names/lists/own_names"):
            head, _, names = line.partition(": ")
            origin, kind = head.split()
            found.setdefault(origin, {})[kind] = tuple(name.replace("_", " ") for name in names.split())
        origins = tuple((kinds["given"], kinds["family"]) for kinds in found.values())
        given, family = tuple(sorted(lexicon.given)), tuple(sorted(lexicon.family | lexicon.rare))
        places = tuple(tuple(name for name in kind if name in lexicon.places) for kind in (given, family))
        return cls(origins, given, family, (places[0], places[1]))
