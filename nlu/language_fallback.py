"""Unsure → `nlu_fallback`, with a threshold and an ambiguity margin for each language; foreign → `other_language`."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from nlu.language_tagger import FOREIGN, LANGUAGE
from nlu.question_merger import QUESTIONS

OTHER_LANGUAGE = "other_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LanguageFallbackClassifier(FallbackClassifier):
    """Rasa's fallback classifier, once for each language, with a bar of its own for each.

    A ranking entry keeps its confidence; only the intent changes, so the candidates of a clarification are there.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`en`, `fr`: threshold and ambiguity_threshold of that language, both 0 to 1 (see docs/quality.md).

        `question_threshold`: how sure an asking sentence must be to be answered beside another.
        """
        bar = {"threshold": 0.4, "ambiguity_threshold": 0.05}
        return {"en": dict(bar), "fr": dict(bar), "question_threshold": 0.6}

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._bars = {language: FallbackClassifier(config[language]) for language in ("en", "fr")}
        self._question_threshold = float(config["question_threshold"])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(FOREIGN):
                message.set(INTENT, _intent(OTHER_LANGUAGE, 1.0), add_to_output=True)
                continue
            if INTENT in message.data and self._bars[_language(message)]._should_fallback(message):
                self._fall_back(message)
            message.set(QUESTIONS, self._sure(message.get(QUESTIONS) or []), add_to_output=True)
        return messages

    def _fall_back(self, message: Message) -> None:
        confidence = message.data[INTENT].get(PREDICTED_CONFIDENCE_KEY) or 0.0
        fallback = _intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, confidence)
        message.set(INTENT, fallback, add_to_output=True)
        ranking = message.get(INTENT_RANKING_KEY) or []
        message.set(INTENT_RANKING_KEY, [fallback, *ranking], add_to_output=True)

    def _sure(self, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [question for question in questions if question["confidence"] >= self._question_threshold]


def _language(message: Message) -> str:
    for entity in message.get(ENTITIES) or []:
        if entity.get(ENTITY_ATTRIBUTE_TYPE) == LANGUAGE:
            return str(entity[ENTITY_ATTRIBUTE_VALUE])
    return "en"


def _intent(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
