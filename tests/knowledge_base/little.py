"""A knowledge base of two sub-topics in a temporary folder, valid until a test breaks one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from ruamel.yaml import YAML

from knowledge_base import Problem, Response, Taxonomy, load_sources
from knowledge_base.lint import lint
from knowledge_base.loader import read_sources

TODAY = date(2026, 12, 1)

TAXONOMY = """
lines:
- code: "05"
  slug: study-permits
  name: {en: Study permits, fr: Permis d'études}
  subtopics:
  - {code: "07", slug: extend-restore, name: {en: Extending, fr: Prolonger}}
  - {code: "11", slug: letter-of-acceptance, name: {en: Letters, fr: Lettres}}
- code: "90"
  slug: conversation
  name: {en: Conversation, fr: Conversation}
  subtopics:
  - {code: "01", slug: small-talk, name: {en: Greetings, fr: Salutations}}
  - {code: "03", slug: refusals, name: {en: Refusals, fr: Refus}}
steps:
- {code: "900105", name: {en: Client agreed, fr: Le client a dit oui}, intent: affirm}
- {code: "900402", name: {en: Nothing found, fr: Aucun résultat}}
intents_without_examples: [other_language]
"""

LETTERS = "study-permits/letter-of-acceptance"
SMALL_TALK = "conversation/small-talk"

_WORDS = "autumn bridge cedar drum ember fjord grove harbour inlet juniper kayak lichen maple north otter"


def entry(**changes: object) -> dict[str, object]:
    """Return a valid entry with `changes`; a change to None removes the field."""
    values = {
        "code": "051103",
        "intent": "study_arrive_early",
        "status": "reviewed",
        "owner": "study-permits",
        "reviewed_on": "2026-11-22",
        "review_by": "2027-05-22",
        "question": {"en": "How early can I arrive?", "fr": "Quand puis-je arriver?"},
        "answer": {"en": "You may come early.", "fr": "Vous pouvez arriver tôt."},
        "links": [link()],
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def link(
    en: str = "https://www.canada.ca/en/letters.html",
    fr: str = "https://www.canada.ca/fr/lettres.html",
    fr_title: str = "Lettres",
) -> dict[str, object]:
    return {"en": {"title": "Letters", "url": en}, "fr": {"title": fr_title, "url": fr}}


def sentences(intent: str, language: str, count: int = 15) -> list[str]:
    """Return `count` examples that are unlike each other and those of other intents."""
    return [f"{word} {intent} {language}" for word in _WORDS.split()[:count]]


def dumped(entries: Sequence[Mapping[str, object]]) -> str:
    """Return `entries` as YAML 1.2 text, the version that the loader reads."""
    text = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.dump(list(entries), text)
    return text.getvalue()


def line_of(problem: Problem) -> str:
    """Return the line that `problem` points at."""
    return Path(problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1]


class Little:
    """Writes the files and runs what is tested on them."""

    def __init__(self, root: Path) -> None:
        self.responses = root / "responses"
        self.examples = root / "nlu"
        self.taxonomy_file = root / "taxonomy.yml"
        self.taxonomy_file.write_text(TAXONOMY, encoding="utf-8")
        self.taxonomy = Taxonomy.open(self.taxonomy_file)
        self.respond(LETTERS, entry())
        for language in ("en", "fr"):
            self.teach(language, LETTERS, {"study_arrive_early": sentences("arrive", language)})
            self.teach(language, SMALL_TALK, {"affirm": sentences("affirm", language)})

    def respond(self, place: str, *entries: dict[str, object]) -> Path:
        return self.write(f"responses/{place}.yml", dumped(entries))

    def teach(self, language: str, place: str, examples: Mapping[str, Sequence[str]]) -> Path:
        blocks = (
            f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
            for intent, texts in examples.items()
        )
        return self.write(f"nlu/{language}/{place}.yml", 'version: "3.1"\nnlu:\n' + "".join(blocks))

    def write(self, name: str, text: str) -> Path:
        path = self.responses.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self) -> list[Response]:
        return load_sources(self.responses, self.taxonomy)

    def record(self, codes: Mapping[str, str] = MappingProxyType({})) -> Path:
        """Write the record of codes: those of the responses there are, and `codes`."""
        given = {one.code: one.intent for one in read_sources(self.responses, self.taxonomy).responses}
        lines = (f'"{code}": {intent}\n' for code, intent in sorted({**given, **codes}.items()))
        return self.write("codes.yml", "# Every code.\n" + "".join(lines))

    def lint(self, today: date = TODAY) -> list[Problem]:
        """Lint; the record of codes is sound unless a test wrote its own."""
        if not self.responses.with_name("codes.yml").exists():
            self.record()
            problems = self.lint(today)
            self.responses.with_name("codes.yml").unlink()
            return problems
        return lint(self.responses, self.examples, taxonomy=self.taxonomy_file, today=today)
