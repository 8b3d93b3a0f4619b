"""The door's own sentences, read from domain.yml, where all of the assistant's words are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("en", "fr")
DOMAIN_FILE = Path(__file__).resolve().parent.parent / "domain.yml"


class PhraseMissing(Exception):
    """A sentence of the door is not in domain.yml."""


@dataclass(frozen=True)
class Phrases:
    """Response name → language → (text, buttons)."""

    variants: dict[str, dict[str, dict[str, Any]]]
    public_url: str = ""

    @classmethod
    def load(cls, path: Path = DOMAIN_FILE, public_url: str = "") -> Phrases:
        """Read the responses of a domain file: English is the unconditioned variant, French the conditioned one.

        Under `public_url` clients reach our pages; it becomes the address of the privacy notice.
        """
        responses = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["responses"]
        return cls({name: dict(_by_language(variants)) for name, variants in responses.items()}, public_url)

    def message(self, name: str, language: str, **values: object) -> dict[str, Any]:
        """Return `{text, buttons, custom}` of a sentence with `values` filled in; raises PhraseMissing."""
        try:
            found = self.variants[name][language]
        except KeyError:
            raise PhraseMissing(f"domain.yml: response '{name}' has no variant for '{language}'; add it") from None
        values["notice_url"] = f"{self.public_url.rstrip('/')}/assistant/privacy-notice.{language}.html"
        return {
            "text": str(found["text"]).format(**values),
            "buttons": list(found.get("buttons") or []),
            "custom": dict(found.get("custom") or {}),
        }


def _by_language(variants: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    pairs = []
    for variant in variants:
        conditions = variant.get("condition") or []
        language = next((c["value"] for c in conditions if c.get("name") == "language"), "en")
        pairs.append((str(language), variant))
    return pairs
