"""words.yml → here → templates. Every word an agent reads, in the agent's language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from handoff.errors import WordsInvalid

WORDS_FILE = Path(__file__).parent / "words.yml"
LANGUAGES = ("en", "fr")


class Words:
    """The catalogue in one language."""

    def __init__(self, catalogue: Mapping[str, Mapping[str, str]], language: str) -> None:
        self._catalogue = catalogue
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The words of `key`, such as `queue.title`; a key that does not exist is our mistake."""
        return self._catalogue[key][self.language].format(**values)

    def name(self, group: str, value: str) -> str:
        """What a stored value is called; a value the catalogue does not know is shown as it is."""
        known = self._catalogue.get(f"{group}.{value}")
        return known[self.language] if known is not None else value.replace("_", " ")

    def delivery(self, state: str, reason: str) -> str:
        """How far a reply has come; of one that was refused also why."""
        said = self(f"delivery.{state}")
        between = " : " if self.language == "fr" else ": "
        return f"{said}{between}{self.name('refusals', reason)}" if reason else said


def read_words(path: Path = WORDS_FILE) -> dict[str, Words]:
    """The catalogue by language. Raises WordsInvalid when a key lacks one."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        flat = {f"{group}.{key}": pair for group, keys in found.items() for key, pair in keys.items()}
    except (OSError, yaml.YAMLError, AttributeError) as error:
        raise WordsInvalid(f"{path.name}: cannot be read ({error}); mend the YAML") from error
    for key, pair in flat.items():
        if not isinstance(pair, Mapping) or set(pair) != set(LANGUAGES) or not all(pair.values()):
            raise WordsInvalid(f"{path.name}: {key}: needs exactly 'en' and 'fr'; add what is missing")
    return {language: Words(flat, language) for language in LANGUAGES}
