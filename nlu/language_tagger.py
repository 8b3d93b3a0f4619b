"""Message → entity `language`, which the slot of that name keeps: every reply is chosen by it.

The door has decided already and says so in the metadata; without a door (`rasa shell`) the same code decides here.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.language import detect

LANGUAGE = "language"
"""Entity, slot and metadata key: "en" or "fr"."""
FOREIGN = "foreign"
"""Metadata and message key: True when the text is in neither English nor French."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageTagger(GraphComponent, EntityExtractorMixin):
    """Sets the `language` entity and marks messages in a third language."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`fallback`: the language of a text that could be either."""
        return {"fallback": "en"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageTagger:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._fallback = str(config["fallback"])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith("/"):
                continue
            language, foreign = self._decide(text, message.get("metadata") or {})
            message.set(FOREIGN, foreign, add_to_output=True)
            message.set(
                ENTITIES,
                [*(message.get(ENTITIES) or []), _entity(language, len(text))],
                add_to_output=True,
            )
        return messages

    def _decide(self, text: str, metadata: dict[str, Any]) -> tuple[str, bool]:
        if metadata.get(LANGUAGE) in ("en", "fr"):
            return metadata[LANGUAGE], bool(metadata.get(FOREIGN))
        found = detect(text, self._fallback)
        return (self._fallback, True) if found == "other" else (found, False)


def _entity(language: str, end: int) -> dict[str, Any]:
    return {
        ENTITY_ATTRIBUTE_TYPE: LANGUAGE,
        ENTITY_ATTRIBUTE_VALUE: language,
        ENTITY_ATTRIBUTE_START: 0,
        ENTITY_ATTRIBUTE_END: end,
    }
