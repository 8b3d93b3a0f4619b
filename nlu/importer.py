"""Rasa's files + the knowledge base → training data: every served response brings its intent and its one rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from ruamel.yaml import YAML

from knowledge_base import Response, load_sources

RESPONSES_DIR = Path(__file__).resolve().parent.parent / "knowledge_base" / "responses"
ANSWER_ACTION = "action_answer"
SERVED = ("reviewed", "approved")


class KnowledgeBaseImporter(RasaFileImporter):
    """Adds the intents of served responses to the domain and one rule, intent → `action_answer`, for each.

    It adds no examples, and it works without a domain, as cross-validation asks for it. An intent that begins
    a rule in `data/rules` keeps that rule and gets no other.
    """

    def get_domain(self) -> Domain:
        domain = super().get_domain()
        if domain.is_empty():
            return domain
        known = set(domain.intents)
        intents = [name for name in _served_intents() if name not in known]
        added = Domain.from_dict({"version": "3.1", "intents": [{name: {"use_entities": []}} for name in intents]})
        return domain.merge(added)

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        stories = super().get_stories(exclusion_percentage)
        domain = self.get_domain()
        if domain.is_empty():
            return stories
        own = _intents_that_begin_a_rule(self._story_files)
        rules = [_rule(name) for name in _served_intents() if name not in own]
        steps = YAMLStoryReader(domain).read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return stories.merge(StoryGraph(steps))


def _served_intents() -> list[str]:
    responses: list[Response] = load_sources(RESPONSES_DIR)
    return sorted({response.intent for response in responses if response.status in SERVED})


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": ANSWER_ACTION}]}


def _intents_that_begin_a_rule(files: list[str]) -> set[str]:
    found: set[str] = set()
    for file in files:
        content = YAML(typ="safe").load(Path(file).read_text(encoding="utf-8")) or {}
        for rule in content.get("rules") or []:
            found.update(step["intent"] for step in rule["steps"][:1] if "intent" in step)
    return found
