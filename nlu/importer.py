"""Rasa's files + the knowledge base → training data: every served response brings its intent."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

from knowledge_base import Response, load_sources

RESPONSES_DIR = Path(__file__).resolve().parent.parent / "knowledge_base" / "responses"
SERVED = ("reviewed", "approved")


class KnowledgeBaseImporter(RasaFileImporter):
    """Adds the intents of served responses to the domain; `nlu.answer_policy` leads each to its answer.

    It adds no examples, and it works without a domain, as cross-validation asks for it.
    """

    def get_domain(self) -> Domain:
        domain = super().get_domain()
        if domain.is_empty():
            return domain
        known = set(domain.intents)
        intents = [name for name in served_intents() if name not in known]
        added = Domain.from_dict({"version": "3.1", "intents": [{name: {"use_entities": []}} for name in intents]})
        return domain.merge(added)


def served_intents() -> list[str]:
    """Return the intents of all responses that clients may read."""
    responses: list[Response] = load_sources(RESPONSES_DIR)
    return sorted({response.intent for response in responses if response.status in SERVED})
