"""Messages without personal data: hard cases, evaluation questions, training examples the tagger did not learn from."""

from __future__ import annotations

import json
from dataclasses import dataclass

import yaml

from evaluation.privacy.messages import FOLDER, SETS
from privacy.names.train import examples, to_learn_from
from settings import ROOT

HARD = "hard cases"
_FILES = ("clean.yml", "clean_unseen.yml")
_EXAMPLES = 2_000


@dataclass(frozen=True)
class Clean:
    """A message that must come back as it is, and where it is from."""

    source: str
    language: str
    text: str


def clean_messages(which: str) -> list[Clean]:
    """Return the clean messages of a set; the sets share none."""
    found = []
    content, unseen = (yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")) for name in _FILES)
    for language in ("en", "fr"):
        mine = slice(SETS.index(which), None, len(SETS))
        hard = [*content[language][mine], *unseen[which][language]]
        found += [Clean(HARD, language, text) for text in hard]
        rows = (ROOT / "evaluation" / "questions" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        found += [Clean("evaluation questions", language, json.loads(row)["text"]) for row in rows[mine]]
        kept = sorted({example for example in examples(language) if not to_learn_from(example)})
        found += [Clean("training examples", language, text) for text in kept[mine][:_EXAMPLES]]
    return found
